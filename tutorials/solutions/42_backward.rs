//! Exercise 42, complete: backward. The solution.

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
    // burn returns the gradients and stores none in w: there is nothing to
    // set to zero before the next update.
    let grads = loss.backward();
    let gradient = w.grad(&grads)?;
    // `inner` leaves the graph. The update is no part of the loss, and a
    // recorded one would make the graph longer with every update.
    Some(w.inner() - gradient * lr)
}
