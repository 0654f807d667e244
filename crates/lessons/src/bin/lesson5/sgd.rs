//! Stochastic gradient descent of a line: a few points at a time.

use burn::tensor::{Int, Tensor};
use descent::{
    Result,
    batch::Batches,
    gradient, loss, model,
    train::{Recorder, Trace},
};

// ANCHOR: sgd
/// Descends the mean squared error of x @ w from w, a batch at a time.
/// x has shape `[n, p]`, w `[p]`, y `[n]`.
pub fn descend(
    x: &Tensor<2>,
    y: &Tensor<1>,
    mut w: Tensor<1>,
    lr: f64,
    epochs: usize,
    mut batches: Batches,
    mut recorder: Recorder,
) -> Result<Trace> {
    for _ in 0..epochs {
        for batch in batches.epoch() {
            // The loss over all points: for us to watch, not to descend.
            recorder.record(&w, &mse(x, y, w.clone()))?;
            let rows = Tensor::<1, Int>::from_data(&batch[..], &x.device());
            let x_batch = x.clone().select(0, rows.clone());
            let y_batch = y.clone().select(0, rows);
            let at = gradient::by_autodiff(&w, |w| mse(&x_batch, &y_batch, w));
            // A last, smaller batch counts as much as its points.
            w = w - at.gradient * (lr * batches.weight(&batch));
        }
    }
    recorder.record(&w, &mse(x, y, w.clone()))?;
    recorder.finish()
}
// ANCHOR_END: sgd

/// The mean squared error of x @ w, shape `[1]`.
pub fn mse(x: &Tensor<2>, y: &Tensor<1>, w: Tensor<1>) -> Tensor<1> {
    loss::mse(model::linear(x.clone(), w), y.clone())
}

// ANCHOR: epochs
/// How many epochs make at least so many updates.
pub fn epochs(updates: usize, batches: &Batches) -> usize {
    let per_epoch = batches.points().div_ceil(batches.size());
    updates.div_ceil(per_epoch)
}
// ANCHOR_END: epochs

/// What so many updates cost, in gradients of single points.
pub fn point_gradients(updates: usize, batches: &Batches) -> usize {
    let per_epoch = batches.per_epoch();
    let (epochs, rest) = (updates / per_epoch, updates % per_epoch);
    epochs * batches.points() + rest * batches.size()
}
