//! Every degree on one draw: right on its points, and on new ones.

use descent::data::Points;

use crate::polynomial::{MOST, fit, mean_square, predict};

/// The squared error of one fit.
#[derive(Clone, Copy, Debug)]
pub struct Errors {
    /// On the points that it was fitted to.
    pub train: f64,
    /// On points that it never saw.
    pub test: f64,
}

// ANCHOR: degrees
/// Fits polynomials of degree 0, 1, … to `train`, and tests each on `test`.
pub fn all(train: &Points, test: &Points) -> Vec<Errors> {
    let error = |coefficients: &[f64], points: &Points| {
        mean_square(&predict(coefficients, &points.x), &points.y)
    };
    let errors = |degree| {
        let coefficients = fit(&train.x, &train.y, degree);
        Errors {
            train: error(&coefficients, train),
            test: error(&coefficients, test),
        }
    };
    (0..=MOST).map(errors).collect()
}
// ANCHOR_END: degrees

/// Where the smallest of these is.
pub fn smallest(values: impl IntoIterator<Item = f64>) -> usize {
    let values = values.into_iter().enumerate();
    let least = values.min_by(|(_, u), (_, v)| u.total_cmp(v));
    least.map_or(0, |(at, _)| at)
}
