//! Exercise 101, predict: what new measurements will say.
//!
//! Chapter: docs/src/lesson10.md
//! Check it: cargo run --bin tutor
//!
//! A parabola is measured at 50 x, with noise of standard deviation 2. Least
//! squares fits a polynomial of degree 4 to the 50 points. That is done again
//! and again, at the same x, with new noise each time. Predict three means; a
//! difference of 0.005 is near enough.

/// The mean squared distance of the fits from the parabola, at the 50 x.
pub const EXCESS: f64 = f64::NAN; // TODO: your prediction

/// The mean squared error of the fits on the points that they were fitted to.
pub const TRAINING: f64 = f64::NAN; // TODO: your prediction

/// Their mean squared error on new measurements at the same x.
pub const TEST: f64 = f64::NAN; // TODO: your prediction
