//! One parameter: the loss of the line over b alone, with a held fixed. And
//! both: its gradient.

use std::iter::successors;

use descent::data::Points;

/// The mean of f over the errors a x + b − y and the x of all points.
fn mean(points: &Points, [a, b]: [f64; 2], f: impl Fn(f64, f64) -> f64) -> f64 {
    let pairs = points.x.iter().zip(&points.y);
    let values = pairs.map(|(x, y)| f(a * x + b - y, *x));
    values.sum::<f64>() / points.len() as f64
}

/// The mean squared error of the line a x + b.
pub fn loss(points: &Points, params: [f64; 2]) -> f64 {
    mean(points, params, |e, _| e * e)
}

/// Its slopes by a and by b.
pub fn gradient(points: &Points, params: [f64; 2]) -> [f64; 2] {
    let by_a = mean(points, params, |e, x| 2.0 * e * x);
    [by_a, mean(points, params, |e, _| 2.0 * e)]
}

/// Where b is before and after each update, while a stays.
pub fn descend(
    points: &Points,
    [a, b]: [f64; 2],
    lr: f64,
    updates: usize,
) -> Vec<f64> {
    let next = |b: &f64| Some(b - lr * gradient(points, [a, *b])[1]);
    successors(Some(b), next).take(updates + 1).collect()
}
