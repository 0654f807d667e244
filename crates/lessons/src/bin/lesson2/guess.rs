//! Guesses, their errors, and five numbers that say how wrong they are.

use burn::tensor::{Device, Tensor};
use descent::{
    Result,
    data::{Points, tensor},
    device::value,
    loss::{self, Loss},
    model::{Line, Quadratic},
};

// ANCHOR: losses
/// e is the list of errors, prediction − target.
pub const LOSSES: [(&str, Loss, &str); 5] = [
    ("mean_error", loss::mean_error, "mean(e)"),
    ("mae", loss::mae, "mean(|e|)"),
    ("sse", loss::sse, "sum(e²)"),
    ("mse", loss::mse, "mean(e²)"),
    ("rmse", loss::rmse, "√mean(e²)"),
];
// ANCHOR_END: losses

// ANCHOR: errors
/// The quadratic (a, b, c) that is true, and the post's first guess.
pub const TRUTH: [f64; 3] = [5.0, -3.0, 3.0];
pub const GUESS: [f64; 3] = [2.0, 3.0, 4.0];

/// The errors of the guess, shape `[n]` for `[n]`.
pub fn errors(x: Tensor<1>) -> Tensor<1> {
    quadratic(GUESS, x.clone()) - quadratic(TRUTH, x)
}

/// A quadratic, given by its parameters (a, b, c), at each x.
pub fn quadratic(params: [f64; 3], x: Tensor<1>) -> Tensor<1> {
    let params = tensor(&params, &x.device());
    Quadratic::from(params).forward(x)
}
// ANCHOR_END: errors

// ANCHOR: line
/// The predictions of the line a x + b, shape `[n]` for `[n]`.
pub fn line(params: [f64; 2], x: Tensor<1>) -> Tensor<1> {
    let guess = Line::from(tensor(&params, &x.device()));
    guess.forward(x)
}
// ANCHOR_END: line

// ANCHOR: mses
/// The mean squared error of each line, given by its parameters (a, b).
pub fn mses(
    lines: &[[f64; 2]],
    points: &Points,
    device: &Device,
) -> Result<Vec<f64>> {
    let (x, y) = points.tensors(device);
    let mse = |params: &[f64; 2]| {
        value(loss::mse(line(*params, x.clone()), y.clone()))
    };
    lines.iter().map(mse).collect()
}
// ANCHOR_END: mses
