//! Exercise 113, repair: a layer's way back.
//!
//! Chapter: docs/src/lesson11.md
//! Check it: cargo run --bin tutor
//!
//! A layer computes z = x W + b. From the gradient g of the loss by z, of shape
//! [n, outputs], it has to make three: by x, by W and by b, each of the shape
//! of what it is by. x has shape [n, inputs], W [inputs, outputs], b
//! [1, outputs].
//!
//! The function below has run without a complaint on a layer of three inputs,
//! three outputs and three rows. On another it does not fit, and on the first
//! it was not right either. Repair it.

use burn::tensor::Tensor;

/// The gradients by x, W and b.
pub fn back(x: Tensor<2>, w: Tensor<2>, g: Tensor<2>) -> [Tensor<2>; 3] {
    let by_x = g.clone().matmul(w.transpose());
    let by_w = g.clone().transpose().matmul(x);
    let by_b = g.sum_dim(0);
    [by_x, by_w, by_b]
}
