//! Numbers that are none, and numbers with too few digits.

use descent::{
    device::Precision,
    doctor::{Ask, Bend, Layer, Run},
};
use program::{Result, Story};

use super::picture::{examine, examine_gradient, level, losses};
use crate::{
    rows::Rows,
    walk::{along, walk},
};

/// A probability from an output.
fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

pub fn log_of_zero(story: &mut Story) -> Result<()> {
    story.say(
        "A classifier by cross-entropy, written as −ln p, on an x that is not \
         standardised.",
    );
    let mut rows = Rows::draw(60, &[2.0, 0.0], 0.0, story.seed);
    for (x, y) in rows.columns[0].iter_mut().zip(&mut rows.y) {
        (*x, *y) = (100.0 * *x, f64::from(u8::from(*y > 0.0)));
    }
    let n = rows.len();
    let entropy = |w: &[f64], i: usize| {
        let (p, y) = (sigmoid(rows.predict(w, i)), rows.y[i]);
        -y * p.ln() - (1.0 - y) * (1.0 - p).ln()
    };
    let loss =
        |w: &[f64]| (0..n).map(|i| entropy(w, i)).sum::<f64>() / n as f64;
    let gradient = |w: &[f64]| {
        let error = |i: usize| sigmoid(rows.predict(w, i)) - rows.y[i];
        let by = |x: &Vec<f64>| {
            (0..n).map(|i| error(i) * x[i]).sum::<f64>() / n as f64
        };
        rows.columns.iter().map(by).collect::<Vec<_>>()
    };
    let rate = 0.004;
    let step = |w: &[f64]| along(w, -rate, &gradient(w));
    let trace = walk(vec![0.0; 2], 2000, loss, step);
    let outputs = (0..n).map(|i| rows.predict(&trace.last().params, i));
    let run = Run {
        layers: vec![Layer {
            bend: Bend::None,
            outputs: vec![outputs.collect()],
            ..Layer::default()
        }],
        ask: Some(Ask {
            loss: &loss,
            gradient: &gradient,
            on_rows: None,
        }),
        ..Run::of(&trace, rate)
    };
    examine_gradient(story, "the classifier", &rows, &gradient, run);
    story.figure(
        "log",
        losses("Loss, log scale, until it is NaN", &trace).log_y(),
    )
}

pub fn rounding(story: &mut Story) -> Result<()> {
    story.say(
        "A line in float32 whose slope and intercept are 100,000, at learning rate 0.00001.",
    );
    let mut rows = Rows::draw(60, &[2.0, 1.0], 0.5, story.seed);
    for (x, y) in rows.columns[0].iter().zip(&mut rows.y) {
        *y += 1e5 * (1.0 + x);
    }
    let rate = 1e-5;
    let step = |w: &[f64]| {
        let next = along(w, -rate, &rows.slope(w));
        next.into_iter().map(|w| f64::from(w as f32)).collect()
    };
    let trace = walk(vec![1e5; 2], 60, |w| rows.loss(w), step);
    let run = Run {
        precision: Some(Precision::F32),
        ..Run::of(&trace, rate)
    };
    examine(story, "float32", &rows, run);
    let floor = rows.loss(&rows.best());
    let chart = losses("Loss, and the lowest there is, log scale", &trace);
    story.figure("float32", level(chart, &trace, floor).log_y())
}
