//! Exercise 104, invent: a slope that holds.
//!
//! Chapter: docs/src/lesson10.md
//! Check it: cargo run --bin tutor
//!
//! Points lie on y = a x, with noise of standard deviation 2, and x uniform on
//! [−1, 1). The slope a is another one for every data set: normal, with mean 0
//! and standard deviation 1. Least squares finds it without bias, and from five
//! points with so much variance that it is mostly far off.
//!
//! Find a slope of your own:
//!
//! - from five points its squared distance from a, in the mean over many data
//!   sets, is at most 0.7 of what least squares has;
//! - with ever more points it comes to a, as least squares does.

/// A slope for the points (x, y).
pub fn slope(x: &[f64], y: &[f64]) -> f64 {
    // TODO: this is least squares. Give up a little of it.
    let sum = |u: &[f64]| u.iter().zip(x).map(|(u, x)| u * x).sum::<f64>();
    sum(y) / sum(x)
}
