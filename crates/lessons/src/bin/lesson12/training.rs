//! The training of lesson 9, for any network, and what a network answers.

use burn::{
    module::Module,
    optim::{GradientsParams, SgdConfig, momentum::MomentumConfig},
    tensor::{Int, Tensor},
};
use descent::{
    Result,
    batch::{Batches, rows},
    device::to_host,
    train::must_be_finite,
};

/// Images, shape `[n, 64]`, and labels, `[n]`, on the device.
pub type Set = (Tensor<2>, Tensor<1, Int>);

/// Trains for some epochs by momentum: the model in the end. `scores` is the
/// model from images to scores; after each epoch `seen` is shown the losses of
/// its batches.
///
/// # Errors
/// A loss that is not finite, with its update; a device that fails.
pub fn train<M: Module>(
    mut model: M,
    scores: impl Fn(&M, Tensor<2>) -> Tensor<2>,
    (x, y): &Set,
    lr: f64,
    epochs: usize,
    mut batches: Batches,
    mut seen: impl FnMut(&[f64]),
) -> Result<M> {
    // ANCHOR: train
    let momentum = MomentumConfig::new().with_momentum(0.9);
    let momentum = momentum.with_dampening(0.0);
    let mut optimiser = SgdConfig::new().with_momentum(Some(momentum)).init();
    for epoch in 0..epochs {
        let mut losses = Vec::new();
        for batch in batches.epoch() {
            let z = scores(&model, rows(x, &batch));
            let loss = cross_entropy(z, rows(y, &batch));
            losses.push(loss.clone().inner());
            let grads = GradientsParams::from_grads(loss.backward(), &model);
            // From a copy of the handles: on the GPU burn 0.22.1 otherwise
            // writes over filters of one channel, whatever the rate.
            model = optimiser.step(lr, model.clone(), grads);
        }
        let losses = to_host(Tensor::cat(losses, 0))?;
        seen(&losses);
        for (update, loss) in (epoch * losses.len()..).zip(&losses) {
            must_be_finite(update, "the loss", *loss)?;
        }
    }
    // ANCHOR_END: train
    Ok(model)
}

/// As lesson 9 has it: the mean of −log p of the labels.
fn cross_entropy(z: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let z = z.clone() - z.max_dim(1).detach();
    let log_p = z.clone() - z.exp().sum_dim(1).log();
    -log_p.gather(1, labels.unsqueeze_dim(1)).mean()
}

/// The class that each row of scores names.
///
/// # Errors
/// A device that fails.
pub fn named(scores: Tensor<2>) -> Result<Vec<usize>> {
    let [_, classes] = scores.dims();
    let scores = to_host(scores)?;
    let largest = |row: &[f64]| {
        let all = 0..row.len();
        all.max_by(|i, j| row[*i].total_cmp(&row[*j])).unwrap_or(0)
    };
    Ok(scores.chunks(classes).map(largest).collect())
}

/// 1 for each image that is named right, 0 for each other.
///
/// # Errors
/// A device that fails.
pub fn right(scores: Tensor<2>, labels: Tensor<1, Int>) -> Result<Vec<f64>> {
    let named = scores.argmax(1).squeeze_dim(1);
    to_host(named.equal(labels).float())
}
