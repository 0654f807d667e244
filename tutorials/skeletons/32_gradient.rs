//! Exercise 32, complete: the gradient by hand.
//!
//! Chapter: docs/src/lesson3.md
//! Check it: cargo run --bin tutor
//!
//! The line is ŷ = ax + b, the loss MSE = mean(error²) with error = ŷ − y.
//! Write its derivatives by a and by b, and the update that follows them
//! downhill.

use burn::tensor::Tensor;

/// The derivatives of the MSE by a and by b. All tensors have shape [n] or
/// [1]; so do the two answers: [1].
pub fn gradient(
    [a, b]: [Tensor<1>; 2],
    x: Tensor<1>,
    y: Tensor<1>,
) -> [Tensor<1>; 2] {
    let error = a * x.clone() + b - y; // x is still there afterwards
    // TODO: the chain rule. What is the derivative of error by a, and by b?
    todo!("the derivatives by a and by b")
}

/// The parameter after an update.
pub fn update(param: Tensor<1>, gradient: Tensor<1>, lr: f64) -> Tensor<1> {
    // TODO: downhill, as far as lr says.
    todo!("the next parameter")
}
