//! Exercise 33, repair: the gradient of no function.
//!
//! Chapter: docs/src/lesson3.md
//! Check it: cargo run --bin tutor
//!
//! One of the course's sources fits ax² + bx + c and descends the RMSE. Its
//! gradient is the code below. The derivative of a root is one over twice the
//! root, so each component is mean(error · column) / RMSE: that part is right.
//! Still, moving a parameter a little and measuring the RMSE gives other
//! numbers. Find out why, and repair it.

use burn::tensor::Tensor;
use descent::model::Quadratic;

/// The gradient of the RMSE by (a, b, c), shape [3], at w = (a, b, c).
pub fn gradient(w: Tensor<1>, x: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    let y_pred = Quadratic::from(w).forward(x.clone());
    let rmse = (y_pred.clone() - y).square().mean().sqrt();
    let actual = x.clone().square() * 5.0 - x.clone() * 3.0 + 2.0;
    let error = y_pred - actual;
    let by_a = (error.clone() * x.clone().square()).mean();
    let by_b = (error.clone() * x).mean();
    let by_c = error.mean();
    Tensor::cat(vec![by_a, by_b, by_c], 0) / rmse
}
