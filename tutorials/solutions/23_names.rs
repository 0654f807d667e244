//! Exercise 23, repair: three losses under one name. The solution.

use burn::tensor::Tensor;

/// The sum of the squared errors: first square, then sum. It grows with the
/// number of points.
pub fn sse(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    (y_pred - y).square().sum()
}

/// The mean of the squared errors. More points do not make it larger.
pub fn mse(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    (y_pred - y).square().mean()
}

/// The root of the mean of the squared errors. It has the units of y.
pub fn rmse(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    mse(y_pred, y).sqrt()
}
