//! The curves to learn, and a network that learns one.

use burn::{
    optim::{AdamConfig, GradientsParams},
    tensor::Tensor,
};
use descent::{
    Error,
    data::{linspace, tensor},
    loss::mse,
    model::Mlp,
    train::{to_host, value},
};
use lessons::{Lesson, Result, args};

/// The names of the curves on −1 ≤ x ≤ 1, and their formulas.
pub const TARGETS: [(&str, fn(f64) -> f64); 4] = [
    ("quadratic", |x| x * x),
    ("sine", |x| (std::f64::consts::TAU * x).sin()),
    ("step", |x| if x < 0.0 { 0.0 } else { 1.0 }),
    ("absolute", f64::abs),
];

/// The points of a curve that the networks see.
pub fn seen() -> Vec<f64> {
    linspace(-1.0, 1.0, 100)
}

/// A network that has learned a curve.
pub struct Learned {
    pub model: Mlp,
    /// The network's curve at the points seen, before some updates.
    pub frames: Vec<(usize, Vec<f64>)>,
}

/// Learns a curve with so many hidden units, and keeps a frame every so many
/// updates and at the end.
pub fn learn(
    lesson: &Lesson,
    flags: &args::Curves,
    target: fn(f64) -> f64,
    width: usize,
    every: usize,
) -> Result<Learned> {
    let points = seen();
    let x = column(lesson, &points);
    let y: Vec<f64> = points.iter().map(|x| target(*x)).collect();
    let y = tensor(&y, &lesson.device);
    let mut frames = Vec::new();
    // ANCHOR: learn
    let mut model = Mlp::new([1, width, 1], lesson.seed, &lesson.device);
    let mut optimiser = AdamConfig::new().init();
    for update in 0..flags.steps {
        let y_pred = model.forward(x.clone()).squeeze_dim(1);
        if update % every == 0 {
            frames.push((update, to_host(y_pred.clone().inner())?));
        }
        let grads = mse(y_pred, y.clone()).backward();
        let grads = GradientsParams::from_grads(grads, &model);
        // Smaller and smaller steps, down to a hundredth.
        let left = 1.0 - update as f64 / flags.steps as f64;
        model = optimiser.step(flags.lr * left.max(0.01), model, grads);
    }
    // ANCHOR_END: learn
    let y_pred = model.forward(x).squeeze_dim(1).inner();
    let loss = value(mse(y_pred.clone(), y))?;
    if !loss.is_finite() {
        return Err(Error::Diverged {
            update: flags.steps,
            what: "the loss".into(),
            value: loss,
        }
        .into());
    }
    frames.push((flags.steps, to_host(y_pred)?));
    Ok(Learned { model, frames })
}

/// The network's curve.
pub fn curve(lesson: &Lesson, model: &Mlp, x: &[f64]) -> Result<Vec<f64>> {
    let y = model.forward(column(lesson, x));
    Ok(to_host(y.inner())?)
}

fn column(lesson: &Lesson, x: &[f64]) -> Tensor<2> {
    tensor(x, &lesson.device).reshape([x.len(), 1])
}

/// The root mean squared error of a curve.
pub fn rmse(target: fn(f64) -> f64, x: &[f64], y: &[f64]) -> f64 {
    let errors = x.iter().zip(y).map(|(x, y)| target(*x) - y);
    (errors.map(|e| e * e).sum::<f64>() / x.len() as f64).sqrt()
}
