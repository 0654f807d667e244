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
//! - round at the bottom: from e = 0.01 to a tenth of it, f falls to about a
//!   hundredth;
//! - gentle far out: from e = 300 to twice that, f grows to about twice,
//!   between 1.6 and 2.5 times.

use burn::tensor::Tensor;

/// Your loss, shape [1].
pub fn loss(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    let error = y_pred - y;
    // TODO: some f of the errors, and the mean of it.
    todo!("your loss")
}
