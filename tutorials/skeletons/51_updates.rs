//! Exercise 51, predict: epochs and updates.
//!
//! Chapter: docs/src/lesson5.md
//! Check it: cargo run --bin tutor
//!
//! An epoch deals out all points once, a batch at a time. Each batch is one
//! update. There are 100 points.
//!
//! Predict before anything runs.

/// Updates in an epoch with batches of 32.
pub const UPDATES: f64 = f64::NAN; // TODO: your prediction

/// Points in the last of these batches.
pub const LAST_BATCH: f64 = f64::NAN; // TODO: your prediction

/// Updates in 10 epochs, if a batch holds all points.
pub const FULL_BATCH: f64 = f64::NAN; // TODO: your prediction
