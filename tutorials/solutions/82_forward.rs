//! Exercise 82, complete: a hidden layer. The solution.

use burn::tensor::{Tensor, activation::relu};

/// A matrix of shape [in, out], and a bias of shape [1, out].
pub type Layer = (Tensor<2>, Tensor<2>);

/// The network's outputs, shape [n, outputs].
pub fn forward(x: Tensor<2>, hidden: Layer, output: Layer) -> Tensor<2> {
    let (w1, b1) = hidden;
    let (w2, b2) = output;
    // The bias first: it moves the bend away from 0.
    let units = relu(x.matmul(w1) + b1);
    // Nothing after the last sum: an output may be negative.
    units.matmul(w2) + b2
}
