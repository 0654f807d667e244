//! Exercise 81, predict: how many bends.
//!
//! Chapter: docs/src/lesson8.md
//! Check it: cargo run --bin tutor
//!
//! A network has one input, one hidden layer of relu units, and one output.
//!
//! Predict before anything runs.

/// The parameters of such a network with 8 hidden units, biases included.
pub const PARAMETERS: f64 = f64::NAN; // TODO: your prediction

/// The most bends that its curve can have.
pub const BENDS: f64 = f64::NAN; // TODO: your prediction

/// The most bends without relu: the two layers one after the other.
pub const WITHOUT: f64 = f64::NAN; // TODO: your prediction
