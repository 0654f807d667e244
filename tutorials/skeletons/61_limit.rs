//! Exercise 61, predict: the limit before the run.
//!
//! Chapter: docs/src/lesson6.md
//! Check it: cargo run --bin tutor
//!
//! A bowl has two axes. Along them the curvatures, the eigenvalues of its
//! Hessian, are 1 and 4. An update multiplies the distance from the minimum
//! along an axis by 1 − lr × curvature.
//!
//! Work it out on paper before anything runs.

/// The learning rate above which the descent diverges.
pub const LIMIT: f64 = f64::NAN; // TODO: your prediction

/// The learning rate at which the slower of both axes is as fast as can be.
pub const BEST_LR: f64 = f64::NAN; // TODO: your prediction

/// The part of the distance that an update leaves then.
pub const LEFT: f64 = f64::NAN; // TODO: your prediction
