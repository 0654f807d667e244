//! Momentum and Adam by hand, compared with burn's.

use burn::tensor::Tensor;
use descent::{
    data::tensor,
    optimiser::{Name, Optimiser},
    train::{Recorder, Trace},
};
use program::{Result, Story, number, number::digits, problem::Problem};

use crate::{bowl::LineBowl, by_hand, landscapes, rules::MOMENTUM, run};

const START: [f64; 2] = [-1.0, 1.0];
const UPDATES: usize = 50;

pub fn momentum(story: &mut Story, problem: &Problem) -> Result<()> {
    story.heading("Momentum, by hand");
    story.say("A velocity keeps 7/8 of itself and takes up the gradient:");
    story.line("  v ← 0.875 v + g,   w ← w − lr v");
    let lr = match problem.own {
        None => 0.1,
        Some(_) => {
            let lr = 1.0 / LineBowl::of(&problem.points).curvatures[1];
            let shown = digits(lr);
            story.say(format!("The learning rate is {shown}: 1/λmax."));
            lr
        }
    };
    let start = tensor(&START, &story.device);
    let mse = landscapes::line(problem.points.tensors(&story.device));
    let by_hand = by_hand::momentum(start, lr, MOMENTUM, UPDATES, &mse)?;
    compare(story, Name::Momentum, lr, &by_hand, mse)
}

pub fn adam(story: &mut Story, problem: &Problem) -> Result<()> {
    story.heading("Adam, by hand");
    story.say(
        "A mean m of the gradients, and one s of their squares. \
         The step is lr·m/√s: \
         its length hardly depends on the gradient's.",
    );
    let (lr, start) = (0.05, tensor(&START, &story.device));
    let mse = landscapes::line(problem.points.tensors(&story.device));
    let by_hand = by_hand::adam(start, lr, UPDATES, &mse)?;
    compare(story, Name::Adam, lr, &by_hand, mse)?;
    story.say(format!(
        "burn keeps coefficients in float32, whatever the tensors hold: \
         0.9 is {:.10} there. \
         0.875 is 7/8, exactly.",
        0.9_f32
    ));
    Ok(())
}

/// Runs burn's optimiser the same way, and tells how far apart the two are.
fn compare(
    story: &mut Story,
    name: Name,
    lr: f64,
    by_hand: &Trace,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
) -> Result<()> {
    let optimiser = Optimiser::new(name, MOMENTUM);
    let start = tensor(&START, &story.device);
    let all = (f64::NEG_INFINITY, UPDATES);
    let burns = run::run(optimiser, lr, loss, &start, all, Recorder::new())?;
    let both = by_hand.steps.iter().zip(&burns.trace.steps);
    let largest = both
        .flat_map(|(hand, burn)| hand.params.iter().zip(&burn.params))
        .fold(0.0_f64, |largest, (u, v)| largest.max((u - v).abs()));
    let end = by_hand.last();
    let [first, last] = [by_hand.steps[0].loss, end.loss].map(number);
    story.say(format!(
        "{UPDATES} updates on the line: MSE {first} → {last}."
    ));
    story.say(match largest {
        0.0 => "burn's parameters are the same, to the last bit.".into(),
        _ => format!("burn's parameters differ by {largest:.1e} at most."),
    });
    story.result(&format!("by_hand.{name}.max_difference"), largest);
    story.result(&format!("by_hand.{name}.end"), end.params);
    Ok(())
}
