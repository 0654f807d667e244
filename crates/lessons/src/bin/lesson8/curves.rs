//! The curves to learn, and a network that learns one.

use burn::{
    optim::{AdamConfig, GradientsParams},
    tensor::Tensor,
};
use descent::{
    data::{linspace, tensor},
    device::{to_host, value},
    loss::mse,
    model::Mlp,
    train::must_be_finite,
};
use lessons::{Result, Story, args};

/// A curve to learn: from x to y.
pub type Curve = fn(f64) -> f64;

/// The names of the curves on −1 ≤ x ≤ 1, and their formulas.
pub const TARGETS: [(&str, Curve); 4] = [
    ("quadratic", |x| x * x),
    ("sine", |x| (std::f64::consts::TAU * x).sin()),
    ("step", |x| if x < 0.0 { 0.0 } else { 1.0 }),
    ("absolute", f64::abs),
];

/// The points of a curve that the networks see.
pub fn seen() -> Vec<f64> {
    linspace(-1.0, 1.0, 100)
}

/// Learns a curve: the network in the end and its RMSE. `watch` is shown each
/// update and the network's curve before it, shape `[n]`, and the end.
pub fn learn(
    story: &Story,
    flags: &args::CurveFlags,
    target: Curve,
    mut model: Mlp,
    mut watch: impl FnMut(usize, Tensor<1>) -> Result<()>,
) -> Result<(Mlp, f64)> {
    let points = seen();
    let x = column(story, &points);
    let y: Vec<f64> = points.iter().map(|x| target(*x)).collect();
    let y = tensor(&y, &story.device);
    let mut now = 0.0;
    // ANCHOR: learn
    let mut optimiser = AdamConfig::new().init();
    for update in 0..=flags.steps {
        let y_pred = model.forward(x.clone()).squeeze_dim(1);
        let loss = mse(y_pred.clone(), y.clone());
        now = value(loss.clone().inner())?;
        must_be_finite(update, "the loss", now)?;
        watch(update, y_pred.inner())?;
        // Smaller and smaller steps; at the end, none.
        let left = 1.0 - update as f64 / flags.steps as f64;
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        model = optimiser.step(flags.lr * left, model, grads);
    }
    // ANCHOR_END: learn
    Ok((model, now.sqrt()))
}

/// The network's curve.
pub fn curve(story: &Story, model: &Mlp, x: &[f64]) -> Result<Vec<f64>> {
    let y = model.forward(column(story, x));
    Ok(to_host(y.inner())?)
}

fn column(story: &Story, x: &[f64]) -> Tensor<2> {
    tensor(x, &story.device).reshape([x.len(), 1])
}
