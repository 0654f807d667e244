//! Networks that learn a curve.

use burn::{
    optim::{AdamConfig, GradientsParams},
    tensor::{Device, Tensor},
};
use descent::{
    Result,
    device::{to_host, value},
    gradient,
    loss::mse,
    model::Mlp,
    train::must_be_finite,
};

use crate::curves::{Curve, SEEN, column};

/// Networks of one width, from different first weights.
const STARTS: u64 = 5;

/// A network before an update, or at its end.
pub struct Moment<'a> {
    pub update: usize,
    /// The predictions, shape `[n]`.
    pub y_pred: Tensor<1>,
    pub loss: f64,
    model: &'a Mlp,
    grads: &'a GradientsParams,
}

impl Moment<'_> {
    /// How long the gradient is.
    ///
    /// # Errors
    /// A device that fails.
    pub fn gradient_length(&self) -> Result<f64> {
        value(gradient::length(self.model, self.grads))
    }
}

// ANCHOR: learn
/// Learns points: the network in the end, and its RMSE. `watch` is shown the
/// moment before each update, and the end.
pub fn learn(
    mut model: Mlp,
    (x, y): (Tensor<2>, Tensor<1>),
    lr: f64,
    updates: usize,
    mut watch: impl FnMut(Moment) -> Result<()>,
) -> Result<(Mlp, f64)> {
    let mut now = 0.0;
    let mut optimiser = AdamConfig::new().init();
    for update in 0..=updates {
        let y_pred = model.forward(x.clone()).squeeze_dim(1);
        let loss = mse(y_pred.clone(), y.clone());
        now = value(loss.clone().inner())?;
        must_be_finite(update, "the loss", now)?;
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        watch(Moment {
            update,
            y_pred: y_pred.inner(),
            loss: now,
            model: &model,
            grads: &grads,
        })?;
        // Smaller and smaller steps; at the end, none.
        let left = 1.0 - update as f64 / updates as f64;
        model = optimiser.step(lr * left, model, grads);
    }
    Ok((model, now.sqrt()))
}
// ANCHOR_END: learn

// ANCHOR: starts
/// The mean RMSE of networks of one width that learn a curve, each from first
/// weights of its own; and these networks. `watch` is shown every moment of
/// each, with the number of its start.
pub fn from_several_starts(
    curve: Curve,
    width: usize,
    lr: f64,
    updates: usize,
    seed: u64,
    device: &Device,
    mut watch: impl FnMut(u64, Moment) -> Result<()>,
) -> Result<(f64, Vec<Mlp>)> {
    let (mut mean, mut networks) = (0.0, Vec::new());
    for start in 0..STARTS {
        let seed = seed.wrapping_add(start);
        let network = Mlp::new([1, width, 1], seed, device);
        let points = curve.seen(SEEN, device);
        let (network, rmse) =
            learn(network, points, lr, updates, |now| watch(start, now))?;
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
