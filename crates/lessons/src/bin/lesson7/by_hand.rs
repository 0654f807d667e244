//! Momentum and Adam written out, and compared with burn's.

use burn::tensor::Tensor;
use descent::{
    data::{self, tensor},
    gradient, loss,
    model::Line,
    train::{Recorder, Trace},
};
use lessons::{Result, Story, number};

use crate::{
    optimisers::{self, Optimiser},
    race,
};

const START: [f64; 2] = [-1.0, 1.0];
const UPDATES: usize = 50;

pub fn momentum(story: &mut Story) -> Result<()> {
    story.heading("Momentum, by hand");
    // ANCHOR: momentum
    let (lr, mu) = (0.1, 0.875);
    let mut w = tensor(&START, &story.device);
    let mut velocity = w.zeros_like();
    let mut recorder = Recorder::new();
    for _ in 0..=UPDATES {
        let (loss, gradient) = gradient::by_autodiff(&w, mse);
        recorder.record(&w, &loss)?;
        velocity = velocity * mu + gradient;
        w = w - velocity.clone() * lr;
    }
    // ANCHOR_END: momentum
    story.say("A velocity keeps 7/8 of itself and takes up the gradient:");
    story.say("  v ← 0.875 v + g,   w ← w − lr v");
    let by_hand = recorder.finish()?;
    compare(story, "momentum", optimisers::momentum(), lr, &by_hand)
}

pub fn adam(story: &mut Story) -> Result<()> {
    story.heading("Adam, by hand");
    // ANCHOR: adam
    let (lr, beta_1, beta_2, epsilon) = (0.05, 0.9_f64, 0.999_f64, 1e-8);
    let mut w = tensor(&START, &story.device);
    let (mut m, mut v) = (w.zeros_like(), w.zeros_like());
    let mut recorder = Recorder::new();
    for update in 0..=UPDATES {
        let (loss, g) = gradient::by_autodiff(&w, mse);
        recorder.record(&w, &loss)?;
        m = m * beta_1 + g.clone() * (1.0 - beta_1);
        v = v * beta_2 + g.square() * (1.0 - beta_2);
        // Both began at 0. The divisors make up for that.
        let t = update as i32 + 1;
        let m_hat = m.clone() / (1.0 - beta_1.powi(t));
        let v_hat = v.clone() / (1.0 - beta_2.powi(t));
        w = w - m_hat / (v_hat.sqrt() + epsilon) * lr;
    }
    // ANCHOR_END: adam
    story.say("A mean m of the gradients, and one v of their squares. The");
    story
        .say("step is lr m / √v: its length hardly depends on the gradient's.");
    let by_hand = recorder.finish()?;
    compare(story, "adam", optimisers::adam(), lr, &by_hand)?;
    story.say("burn keeps coefficients in float32, whatever the tensors hold:");
    story.say(format!(
        "0.9 is {:.10} there. 0.875 is 7/8, exactly.",
        0.9_f32
    ));
    Ok(())
}

/// The mean squared error of the line a x + b at w = (a, b).
fn mse(w: Tensor<1>) -> Tensor<1> {
    let (x, y) = data::line().tensors(&w.device());
    loss::mse(Line::from(w).forward(x), y)
}

/// Runs burn's optimiser the same way, and tells how far apart the two are.
fn compare(
    story: &mut Story,
    name: &str,
    optimiser: Optimiser,
    lr: f64,
    by_hand: &Trace,
) -> Result<()> {
    let start = tensor(&START, &story.device);
    let never = (f64::NEG_INFINITY, UPDATES);
    let burns = race::run(optimiser, lr, mse, &start, never, Recorder::new())?;
    let both = by_hand.steps.iter().zip(&burns.trace.steps);
    let largest = both
        .flat_map(|(hand, burn)| hand.params.iter().zip(&burn.params))
        .fold(0.0_f64, |largest, (u, v)| largest.max((u - v).abs()));
    story.say(format!(
        "{UPDATES} updates on the line: MSE {} → {}.",
        number(by_hand.steps[0].loss),
        number(by_hand.last().loss)
    ));
    story.say(match largest {
        0.0 => "burn's parameters are the same, to the last bit.".into(),
        _ => format!("burn's parameters differ by {largest:.1e} at most."),
    });
    story.result(&format!("by_hand.{name}.max_difference"), largest);
    story.result(&format!("by_hand.{name}.end"), by_hand.last().params);
    Ok(())
}
