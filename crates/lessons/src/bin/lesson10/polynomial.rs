//! Polynomials, fitted by least squares.

use descent::model::by_qr;

/// The highest degree that the lesson fits.
pub const MOST: usize = 15;

// ANCHOR: fit
/// The columns 1, x, x², … of a polynomial.
pub fn columns(x: &[f64], degree: usize) -> Vec<Vec<f64>> {
    let power = |j: i32| x.iter().map(|x| x.powi(j)).collect();
    (0..=degree as i32).map(power).collect()
}

/// The coefficients with the smallest squared error, that of 1 first.
pub fn fit(x: &[f64], y: &[f64], degree: usize) -> Vec<f64> {
    by_qr(columns(x, degree), y).params
}

/// The polynomial at each x.
pub fn predict(coefficients: &[f64], x: &[f64]) -> Vec<f64> {
    let at = |x: &f64| coefficients.iter().rev().fold(0.0, |y, c| y * x + c);
    x.iter().map(at).collect()
}

/// The mean squared difference.
pub fn mean_square(u: &[f64], v: &[f64]) -> f64 {
    let squares = u.iter().zip(v).map(|(u, v)| (u - v).powi(2));
    squares.sum::<f64>() / u.len() as f64
}
// ANCHOR_END: fit
