//! Exercise 11, predict: the mean of the noise.
//!
//! Chapter: docs/src/lesson1.md
//! Check it: cargo run --bin tutor
//!
//! The third data set of lesson 1 is y = 3 + 2x + noise. Every noise is drawn
//! uniformly from [0, 1): each number from 0 up to 1 is equally likely.
//! A fit looks for the line w0 + w1 x with the smallest mean squared error.
//!
//! Predict before anything runs. One decimal is enough.

/// The mean of very many such noises.
pub const NOISE: f64 = f64::NAN; // TODO: your prediction

/// The w0 that a fit to very many such points finds.
pub const W0: f64 = f64::NAN; // TODO: your prediction

/// The w1 that it finds.
pub const W1: f64 = f64::NAN; // TODO: your prediction
