//! The models of the cases in plain numbers, for the checks.

use std::ops::Range;

use descent::{data::Points, model::Line};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The line a x + b of (a, b) at x.
pub fn line(w: &[f64], x: f64) -> f64 {
    w[0] * x + w[1]
}

/// The units of a model that has none.
pub fn no_units(_: &[f64], _: f64) -> Vec<f64> {
    Vec::new()
}

/// The mean squared error of a line.
pub fn line_mse(points: &Points, w: &[f64]) -> f64 {
    mse(points, |x| line(w, x))
}

/// The smallest mean squared error of any line, by least squares.
pub fn best_line(points: &Points) -> f64 {
    line_mse(points, &Line::least_squares(points))
}

/// The mean squared error of a model.
pub fn mse(points: &Points, model: impl Fn(f64) -> f64) -> f64 {
    let squares = points.x.iter().zip(&points.y);
    let squares = squares.map(|(x, y)| (model(*x) - y).powi(2));
    squares.sum::<f64>() / points.len() as f64
}

/// The mean squared error of the mean of y, which looks at no x.
pub fn naive(points: &Points) -> f64 {
    let mean = points.y.iter().sum::<f64>() / points.len() as f64;
    mse(points, |_| mean)
}

/// Points of a curve: x uniform on a range, y with noise of up to ±`noise`.
pub fn drawn(
    n: usize,
    x: Range<f64>,
    noise: f64,
    seed: u64,
    curve: impl Fn(f64) -> f64,
) -> Points {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut points = Points::default();
    for _ in 0..n {
        let x = random.random_range(x.clone());
        points.x.push(x);
        points.y.push(curve(x) + random.random_range(-noise..noise));
    }
    points
}

/// The cross-entropy of the share of the rows of class 1, for y of 0 and 1.
pub fn entropy(points: &Points) -> f64 {
    let share = points.y.iter().sum::<f64>() / points.len() as f64;
    -share * share.ln() - (1.0 - share) * (1.0 - share).ln()
}

/// The mean cross-entropy of the scores a x + b, for y of 0 and 1:
/// ln(1 + eˢ) − y s.
pub fn cross_entropy(points: &Points, w: &[f64]) -> f64 {
    let rows = points.x.iter().zip(&points.y).map(|(x, y)| {
        let score = line(w, *x);
        score.max(0.0) + (-score.abs()).exp().ln_1p() - y * score
    });
    rows.sum::<f64>() / points.len() as f64
}

/// A network of one hidden layer: the weights, the biases, the weights of the
/// answer, each as many as there are units, and the bias of the answer.
pub fn units(w: &[f64], x: f64, bend: fn(f64) -> f64) -> Vec<f64> {
    let n = w.len() / 3;
    (0..n).map(|i| bend(w[i] * x + w[n + i])).collect()
}

/// The answer of such a network at x.
pub fn network(w: &[f64], x: f64, bend: fn(f64) -> f64) -> f64 {
    let n = w.len() / 3;
    let hidden = units(w, x, bend);
    let products = hidden.iter().zip(&w[2 * n..]).map(|(h, v)| h * v);
    products.sum::<f64>() + w[3 * n]
}

/// max(0, z).
pub fn relu(z: f64) -> f64 {
    z.max(0.0)
}
