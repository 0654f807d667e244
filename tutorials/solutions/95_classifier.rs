//! Exercise 95, write: a classifier, from nothing. One solution of many.

use burn::{
    nn::loss::CrossEntropyLossConfig,
    optim::{GradientsParams, SgdConfig},
    tensor::{Int, Tensor},
};
use descent::{
    Result,
    batch::{Batches, rows},
    device::value,
    model::Mlp,
};

/// Rows of numbers, shape [n, inputs], and their labels, shape [n].
pub type Set = (Tensor<2>, Tensor<1, Int>);

/// Trains a network whose outputs are scores by plain gradient descent of the
/// cross-entropy, one update for each batch of the training set.
///
/// Gives the network as it was after the epoch with the lowest loss on the
/// validation set, and that loss after each epoch.
pub fn train(
    mut model: Mlp,
    training: &Set,
    validation: &Set,
    lr: f64,
    epochs: usize,
    mut batches: Batches,
) -> Result<(Mlp, Vec<f64>)> {
    let (x, y) = training;
    let cross_entropy = CrossEntropyLossConfig::new().init(&x.device());
    // Of scores: the softmax is part of it.
    let loss = |model: &Mlp, x: Tensor<2>, y: Tensor<1, Int>| {
        cross_entropy.forward(model.forward(x), y)
    };
    let mut optimiser = SgdConfig::new().init();
    let (mut best, mut lowest) = (model.clone(), f64::INFINITY);
    let mut losses = Vec::new();
    for _ in 0..epochs {
        for batch in batches.epoch() {
            let loss = loss(&model, rows(x, &batch), rows(y, &batch));
            let grads = GradientsParams::from_grads(loss.backward(), &model);
            model = optimiser.step(lr, model, grads);
        }
        // Looked at, and never learned from.
        let (x, y) = validation;
        let now = value(loss(&model, x.clone(), y.clone()).inner())?;
        if now < lowest {
            (best, lowest) = (model.clone(), now);
        }
        losses.push(now);
    }
    Ok((best, losses))
}
