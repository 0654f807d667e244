//! Exercise 42, complete: backward.
//!
//! Chapter: docs/src/lesson4.md
//! Check it: cargo run --bin tutor
//!
//! An update without any derivative by hand, for any loss: burn records the
//! operations that lead to the loss and goes back through them.
//!
//! The Rust for it, `impl Fn` for a function that is given, and `Option` for a
//! result that there may not be, is in docs/src/rust.md.

use burn::tensor::Tensor;

/// The parameters w after one update of gradient descent, off the graph.
/// `None` if w has no part in the loss, which is of other parameters.
pub fn update(
    w: Tensor<1>,
    lr: f64,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
) -> Option<Tensor<1>> {
    let w = w.inner().autodiff().require_grad(); // from here on: recorded
    let loss = loss(w.clone());
    // TODO: `backward` on the loss gives all gradients, `grad` on w takes its
    // own out. Then step, not with the loss but with the gradient.
    todo!("the gradient of w, and the update")
}
