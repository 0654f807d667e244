//! Exercise 86, write: a network learns, from nothing.
//!
//! Chapter: docs/src/lesson8.md
//! Check it: cargo run --bin tutor
//!
//! A network, points, and an empty function. Write the training: prediction,
//! loss, gradient, update, and the loop around them, all points in each. The
//! network is the chapter's `Mlp`, and its `forward` gives shape [n, 1].
//!
//! The check trains two networks, one of them drawn anew each time with points
//! of its own. It compares the losses and every weight and bias in the end.
//!
//! burn's optimiser will do, as in the second listing of the chapter, or an
//! update of your own, as in the first. `value(loss.clone().inner())?` makes a
//! number of a loss; lesson 3 has the `?`.

use burn::{
    optim::{GradientsParams, SgdConfig},
    tensor::Tensor,
};
use descent::{Result, device::value, loss::mse, model::Mlp};

/// Trains a network of one output by plain gradient descent of the mean
/// squared error. x has shape [n, inputs], y [n].
///
/// Gives the network in the end, and all losses on the way: first that of the
/// start, then the one after each update.
pub fn train(
    mut model: Mlp,
    x: Tensor<2>,
    y: Tensor<1>,
    lr: f64,
    updates: usize,
) -> Result<(Mlp, Vec<f64>)> {
    // TODO: write it.
    todo!("the training")
}
