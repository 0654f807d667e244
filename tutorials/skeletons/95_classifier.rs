//! Exercise 95, write: a classifier, from nothing.
//!
//! Chapter: docs/src/lesson9.md
//! Check it: cargo run --bin tutor
//!
//! A network, two sets, and an empty function. Write the training and its
//! validation: a second set, never learned from, says after each epoch how
//! good the network is, and so which epoch to keep. In the chapter's last
//! curves the later ones learn their examples and nothing else.
//!
//! The check draws noisy data anew each time. It compares all losses on the
//! validation set, and every weight of the network that you give back.
//!
//! `batches.epoch()` gives the batches of the next epoch, each a list of row
//! numbers, and `rows(x, &batch)` takes these rows out of a tensor. burn's
//! cross-entropy is `CrossEntropyLossConfig::new().init(&x.device())`; its
//! `forward(scores, labels)` gives the mean over the rows. The chapter's own
//! formula does as well.

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
    // TODO: write it.
    todo!("training and validation")
}
