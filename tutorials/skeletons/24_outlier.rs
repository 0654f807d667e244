//! Exercise 24, invent: a loss that bears an outlier.
//!
//! Chapter: docs/src/lesson2.md
//! Check it: cargo run --bin tutor
//!
//! The squared error lets one wild point outweigh a hundred good ones. The
//! absolute error does not, but it has a kink at 0, where it has no
//! derivative. Invent a loss that has neither fault:
//!
//! - the mean over the points of some f(error), with f(0) = 0 and
//!   f(−e) = f(e), growing with the size of e;
//! - round at the bottom: near 0 a tenth of the error is a hundredth of f;
//! - gentle far out: there twice the error is about twice f, between 1.6 and
//!   2.5 times.

use burn::tensor::Tensor;

/// Your loss, shape [1].
pub fn loss(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    let error = y_pred - y;
    // TODO: some f of the errors, and the mean of it.
    todo!("your loss")
}
