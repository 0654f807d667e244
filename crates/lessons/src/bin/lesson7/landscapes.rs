//! What is descended: the bowl of a line, and Rosenbrock's valley.

use burn::tensor::Tensor;
use descent::{loss, model::Line};

/// The mean squared error of a line over its parameters (a, b), shape `[2]`,
/// for points x and y.
pub fn line((x, y): (Tensor<1>, Tensor<1>)) -> impl Fn(Tensor<1>) -> Tensor<1> {
    move |w| loss::mse(Line::from(w).forward(x.clone()), y.clone())
}

/// (u − 1)² + 100 (v − u²)² at (u, v), shape `[2]` (Rosenbrock, An Automatic
/// Method for Finding the Greatest or Least Value of a Function, 1960).
// ANCHOR: rosenbrock
pub fn rosenbrock(w: Tensor<1>) -> Tensor<1> {
    let (u, v) = (w.clone().slice(0..1), w.slice(1..2));
    let off_the_floor = v - u.clone().square();
    (u - 1.0).square() + off_the_floor.square() * 100.0
}
// ANCHOR_END: rosenbrock

/// The same in plain numbers, with its gradient.
pub fn valley([u, v]: [f64; 2]) -> (f64, [f64; 2]) {
    let off_the_floor = v - u * u;
    let loss = (u - 1.0).powi(2) + 100.0 * off_the_floor.powi(2);
    let by_u = 2.0 * (u - 1.0) - 400.0 * u * off_the_floor;
    (loss, [by_u, 200.0 * off_the_floor])
}
