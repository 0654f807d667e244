//! Exercise 12, complete: the column of ones. The solution.

use burn::tensor::Tensor;

/// The matrix x, shape [n, 2]: a column of ones, then the column u.
pub fn with_ones(u: Tensor<1>) -> Tensor<2> {
    // Dimension 0 counts the rows, 1 the columns. The new dimension is 1: the
    // two tensors stand side by side.
    Tensor::stack(vec![u.ones_like(), u], 1)
}

/// The line at every row of x: x @ w, shape [n]. Here w is (w0, w1).
pub fn line(x: Tensor<2>, w: Tensor<1>) -> Tensor<1> {
    // [n, 2] @ [2, 1] is [n, 1]: row i holds 1·w0 + u·w1. Then drop the 1.
    x.matmul(w.unsqueeze_dim(1)).squeeze_dim(1)
}

/// The column of x that belongs on the horizontal axis of a plot, shape [n].
pub fn horizontal(x: Tensor<2>) -> Tensor<1> {
    // Column 0 holds the ones. What was measured stands in column 1.
    x.narrow(1, 1, 1).squeeze_dim(1)
}
