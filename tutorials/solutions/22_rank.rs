//! Exercise 22, complete: which guess is best? The solution.

use burn::tensor::Tensor;

/// The mean absolute error of predictions, shape [1].
pub fn mae(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    let errors = y_pred - y;
    // `abs` before `mean`: once the mean is taken, the signs have cancelled.
    errors.abs().mean()
}

/// The index of the guess (a, b) whose line has the smallest `mae`.
pub fn best(guesses: &[[f64; 2]], x: &Tensor<1>, y: &Tensor<1>) -> usize {
    let losses = guesses.iter().map(|[a, b]| {
        let y_pred = x.clone() * *a + *b;
        mae(y_pred, y.clone()).into_scalar::<f64>()
    });
    // Floats have no full order because of NaN; `total_cmp` gives them one.
    // It puts some NaN before all numbers, but these losses are finite.
    let smallest = losses.enumerate().min_by(|u, v| u.1.total_cmp(&v.1));
    smallest.map_or(0, |(index, _)| index)
}
