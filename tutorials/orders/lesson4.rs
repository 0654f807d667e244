//! Lesson 4: a descent by autodiff.

use burn::tensor::Tensor;
use descent::{Error, Result, loss::mse, model::linear};

/// Descends the mean squared error of x @ w. x has shape `[n, p]`, w `[p]`, y
/// `[n]`.
pub fn descend(
    x: Tensor<2>,
    y: Tensor<1>,
    start: Tensor<1>,
    lr: f64,
    updates: usize,
) -> Result<Tensor<1>> {
    let mut w = start.autodiff().require_grad();
    for _ in 0..updates {
        // ANCHOR: lines
        let loss = mse(linear(x.clone(), w.clone()), y.clone());
        let grads = loss.backward();
        let gradient = w.grad(&grads).ok_or(Error::NoGradient)?;
        let next = w.inner() - gradient * lr;
        w = next.autodiff().require_grad();
        // ANCHOR_END: lines
    }
    Ok(w.inner())
}
