//! Exercise 82, complete: a hidden layer.
//!
//! Chapter: docs/src/lesson8.md
//! Check it: cargo run --bin tutor
//!
//! A network from matrices. x has shape [n, inputs], and a layer's bias is a
//! row that is added to every row of the product.

use burn::tensor::{Tensor, activation::relu};

/// A matrix of shape [in, out], and a bias of shape [1, out].
pub type Layer = (Tensor<2>, Tensor<2>);

/// The network's outputs, shape [n, outputs].
pub fn forward(x: Tensor<2>, hidden: Layer, output: Layer) -> Tensor<2> {
    let (w1, b1) = hidden;
    let (w2, b2) = output;
    // TODO: the hidden units: the product, the bias, and relu.
    let units: Tensor<2> = todo!("the hidden units");
    // TODO: the outputs: a product and a bias again.
    todo!("the outputs")
}
