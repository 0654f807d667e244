//! Exercise 21, predict: errors have signs.
//!
//! Chapter: docs/src/lesson2.md
//! Check it: cargo run --bin tutor
//!
//! The truth is 5x² − 3x + 3, the guess 2x² + 3x + 4, the error guess − truth.
//! At x = −1, 2 and 3 the error is −8, 1 and −8. One of the course's sources
//! says in its text what it is at x = 0 and x = 1, and is wrong both times.
//!
//! Work it out on paper before anything runs.

/// The error at x = 0.
pub const AT_0: f64 = f64::NAN; // TODO: your prediction

/// The error at x = 1.
pub const AT_1: f64 = f64::NAN; // TODO: your prediction

/// The mean of the five errors at x = −1, 0, 1, 2, 3.
pub const MEAN_ERROR: f64 = f64::NAN; // TODO: your prediction

/// The mean of the five absolute errors.
pub const MAE: f64 = f64::NAN; // TODO: your prediction
