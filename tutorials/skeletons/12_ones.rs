//! Exercise 12, complete: the column of ones.
//!
//! Chapter: docs/src/lesson1.md
//! Check it: cargo run --bin tutor
//!
//! One matrix product computes the line w0 + w1 u at all points at once, if
//! each row of the matrix is (1, u). Write the three functions.

use burn::tensor::Tensor;

/// The matrix x, shape [n, 2]: a column of ones, then the column u.
pub fn with_ones(u: Tensor<1>) -> Tensor<2> {
    // TODO: `Tensor::stack` puts tensors side by side along a new dimension.
    todo!("a column of ones, and one of the u")
}

/// The line at every row of x: x @ w, shape [n]. Here w is (w0, w1).
pub fn line(x: Tensor<2>, w: Tensor<1>) -> Tensor<1> {
    // TODO: `matmul` takes two matrices, so w must become a column first.
    todo!("x @ w")
}

/// The column of x that belongs on the horizontal axis of a plot, shape [n].
pub fn horizontal(x: Tensor<2>) -> Tensor<1> {
    // TODO: `narrow(1, start, 1)` cuts one column out, shape [n, 1].
    todo!("the column of the u")
}
