//! Losses: how wrong the predictions are, as one number.
//!
//! Each takes predictions ŷ and targets y of shape `[n]` and returns a tensor
//! of shape `[1]`, in the units of y or their square. With eᵢ = ŷᵢ − yᵢ:
//!
//! ```
//! # use descent::{data, device::{self, Backend, Precision}, loss};
//! # let device = device::open(Backend::Flex, Precision::F64)?;
//! let y = data::tensor(&[0.0, 0.0], &device);
//! let y_pred = data::tensor(&[-3.0, 1.0], &device); // e = −3, 1
//! let value = |loss: loss::Loss| -> f64 {
//!     loss(y_pred.clone(), y.clone()).into_scalar()
//! };
//! assert_eq!(value(loss::mean_error), -1.0);
//! assert_eq!(value(loss::mae), 2.0);
//! assert_eq!(value(loss::sse), 10.0);
//! assert_eq!(value(loss::mse), 5.0);
//! assert_eq!(value(loss::rmse), 5.0_f64.sqrt());
//! # Ok::<(), descent::Error>(())
//! ```

use burn::tensor::{Int, Tensor, TensorData, activation::log_softmax};

/// What all losses are: predictions and targets in, one number out.
pub type Loss = fn(Tensor<1>, Tensor<1>) -> Tensor<1>;

/// Mean error, Σ eᵢ / n. No loss: errors of opposite sign cancel.
pub fn mean_error(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    (y_pred - y).mean()
}

/// Mean absolute error, Σ |eᵢ| / n. It has a kink where an error is 0.
pub fn mae(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    (y_pred - y).abs().mean()
}

/// Sum of squared errors, Σ eᵢ². It grows with the number of points.
pub fn sse(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    (y_pred - y).square().sum()
}

// ANCHOR: mse
/// Mean squared error, Σ eᵢ² / n.
pub fn mse(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    (y_pred - y).square().mean()
}
// ANCHOR_END: mse

/// Root mean squared error, √(Σ eᵢ² / n); the notebook's `avg_loss`. Its
/// gradient does not exist at a perfect fit.
pub fn rmse(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    mse(y_pred, y).sqrt()
}

/// Huber's loss: ½ eᵢ² where |eᵢ| ≤ δ, else δ (|eᵢ| − ½ δ), averaged. Square
/// for small errors, straight for large ones, so that a few wild points count
/// less (Huber, Robust Estimation of a Location Parameter, 1964). δ is above 0
/// and has the units of y.
///
/// ```
/// # use descent::{data, device::{self, Backend, Precision}, loss};
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let y = data::tensor(&[0.0, 0.0], &device);
/// let y_pred = data::tensor(&[-3.0, 1.0], &device); // e = −3, 1
/// let value: f64 = loss::huber(y_pred, y, 1.0).into_scalar();
/// assert_eq!(value, (2.5 + 0.5) / 2.0);
/// # Ok::<(), descent::Error>(())
/// ```
pub fn huber(y_pred: Tensor<1>, y: Tensor<1>, delta: f64) -> Tensor<1> {
    let size = (y_pred - y).abs();
    let inner = size.clone().clamp_max(delta);
    (inner.clone() * (size - inner * 0.5)).mean()
}

/// Cross-entropy: the mean of −log p over the rows, where p is the probability
/// of the row's class, the softmax of its scores. Scores of shape
/// `[n, classes]` and the number of each row's class, shape `[n]`, in (lesson
/// 9; Goodfellow and others, Deep Learning, 6.2.2.3).
///
/// ```
/// # use burn::tensor::Tensor;
/// # use descent::{data, device::{self, Backend, Precision}, loss};
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let scores = data::tensor(&[0.0, 3_f64.ln()], &device); // p = 1/4, 3/4
/// let class = Tensor::from_ints([1], &device);
/// let loss = loss::cross_entropy(scores.reshape([1, 2]), class);
/// let value: f64 = loss.into_scalar();
/// assert!((value + 0.75_f64.ln()).abs() < 1e-15);
/// # Ok::<(), descent::Error>(())
/// ```
pub fn cross_entropy(scores: Tensor<2>, class: Tensor<1, Int>) -> Tensor<1> {
    let log_p = log_softmax(scores, 1);
    -log_p.gather(1, class.unsqueeze_dim(1)).mean()
}

/// The mean squared error at every pair of two parameters: of `first[i]` and
/// `second[j]` at index `j * first.len() + i`. `columns` has shape `[n, 2]` and
/// holds ∂ŷ/∂(first, second), y has shape `[n]`.
///
/// # Errors
/// A device that fails while it computes.
///
/// ```
/// # use descent::{data, device::{self, Backend, Precision}, loss};
/// # use descent::model::Line;
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let (x, y) = data::line().tensors(&device); // y = 3x + 8
/// let bowl = loss::mse_on_grid(&[3.0, 4.0], &[8.0], Line::columns(x), y)?;
/// assert!(bowl[0] < 1e-20 && bowl[1] > 0.1);
/// # Ok::<(), descent::Error>(())
/// ```
pub fn mse_on_grid(
    first: &[f64],
    second: &[f64],
    columns: Tensor<2>,
    y: Tensor<1>,
) -> crate::Result<Vec<f64>> {
    let pairs = second
        .iter()
        .flat_map(|v| first.iter().map(move |u| [*u, *v]));
    let params = Tensor::<2>::from_data(
        TensorData::new(
            pairs.flatten().collect::<Vec<f64>>(),
            [first.len() * second.len(), 2],
        ),
        (&y.device(), y.dtype()),
    );
    // One row a pair, one column a point.
    let y_pred = params.matmul(columns.transpose());
    let error = y_pred - y.unsqueeze::<2>();
    crate::device::to_host(error.square().mean_dim(1))
}
