//! Exercise 31, predict: what the learning rate does.
//!
//! Chapter: docs/src/lesson3.md
//! Check it: cargo run --bin tutor
//!
//! The smallest descent there is: loss(w) = w², its derivative is 2w, and the
//! start is w = 1. An update is w ← w − lr · 2w.
//!
//! Work it out on paper before anything runs.

/// w after one update with lr = 0.1.
pub const ONE_UPDATE: f64 = f64::NAN; // TODO: your prediction

/// The lr with which one update leads to the minimum.
pub const BEST_LR: f64 = f64::NAN; // TODO: your prediction

/// w after 100 updates with lr = 1.
pub const AFTER_100: f64 = f64::NAN; // TODO: your prediction
