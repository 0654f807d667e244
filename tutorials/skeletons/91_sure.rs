//! Exercise 91, predict: sure and unsure.
//!
//! Chapter: docs/src/lesson9.md
//! Check it: cargo run --bin tutor
//!
//! A classifier gives scores to three classes. Use e ≈ 2.718 and
//! log 2 ≈ 0.693. A difference of 0.02 is near enough.
//!
//! Predict before anything runs.

/// The probability of the first class, if all three scores are 5.
pub const EQUAL: f64 = f64::NAN; // TODO: your prediction

/// What is added to the loss, if the right class has probability ½.
pub const HALF: f64 = f64::NAN; // TODO: your prediction

/// How many times as probable as the second class the first one is, if its
/// score is higher by 2.
pub const RATIO: f64 = f64::NAN; // TODO: your prediction
