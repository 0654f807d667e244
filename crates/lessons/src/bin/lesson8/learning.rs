//! Networks that learn a curve.

use burn::{
    optim::{AdamConfig, GradientsParams},
    tensor::{Device, Tensor},
};
use descent::{
    Result,
    device::{to_host, value},
    loss::mse,
    model::Mlp,
    train::must_be_finite,
};

use crate::curves::{Curve, SEEN, column};

/// Networks of one width, from different first weights.
const STARTS: u64 = 5;

// ANCHOR: learn
/// Learns points: the network in the end, and its RMSE. `watch` is shown each
/// update and the predictions before it, shape `[n]`, and the end.
pub fn learn(
    mut model: Mlp,
    (x, y): (Tensor<2>, Tensor<1>),
    lr: f64,
    updates: usize,
    mut watch: impl FnMut(usize, Tensor<1>) -> Result<()>,
) -> Result<(Mlp, f64)> {
    let mut now = 0.0;
    let mut optimiser = AdamConfig::new().init();
    for update in 0..=updates {
        let y_pred = model.forward(x.clone()).squeeze_dim(1);
        let loss = mse(y_pred.clone(), y.clone());
        now = value(loss.clone().inner())?;
        must_be_finite(update, "the loss", now)?;
        watch(update, y_pred.inner())?;
        // Smaller and smaller steps; at the end, none.
        let left = 1.0 - update as f64 / updates as f64;
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        model = optimiser.step(lr * left, model, grads);
    }
    Ok((model, now.sqrt()))
}
// ANCHOR_END: learn

// ANCHOR: starts
/// The mean RMSE of networks of one width that learn a curve, each from first
/// weights of its own; and these networks.
pub fn from_several_starts(
    curve: Curve,
    width: usize,
    lr: f64,
    updates: usize,
    seed: u64,
    device: &Device,
) -> Result<(f64, Vec<Mlp>)> {
    let (mut mean, mut networks) = (0.0, Vec::new());
    for start in 0..STARTS {
        let seed = seed.wrapping_add(start);
        let network = Mlp::new([1, width, 1], seed, device);
        let points = curve.seen(SEEN, device);
        let (network, rmse) =
            learn(network, points, lr, updates, |_, _| Ok(()))?;
        mean += rmse / STARTS as f64;
        networks.push(network);
    }
    Ok((mean, networks))
}
// ANCHOR_END: starts

/// What a network says at each x.
pub fn says(network: &Mlp, x: &[f64], device: &Device) -> Result<Vec<f64>> {
    to_host(network.forward(column(x, device)).inner())
}

/// The largest error of a network at these x.
pub fn worst_error(
    network: &Mlp,
    curve: Curve,
    x: &[f64],
    device: &Device,
) -> Result<f64> {
    let y = says(network, x, device)?;
    let errors = curve.at(x).into_iter().zip(y).map(|(want, y)| want - y);
    Ok(errors.fold(0.0, |worst, error| worst.max(error.abs())))
}
