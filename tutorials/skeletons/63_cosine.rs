//! Exercise 63, repair: a cosine that stands still.
//!
//! Chapter: docs/src/lesson6.md
//! Check it: cargo run --bin tutor
//!
//! The updates are numbered from 0 to updates − 1. A schedule should take the
//! learning rate down along half a wave: it is `first` in update 0, and would
//! be 0 in update number `updates`, which comes no more. The one below was
//! translated from Python, compiles without a warning, and never changes.
//!
//! Repair it.

/// The learning rate of an update out of so many.
pub fn rate(first: f64, update: usize, updates: usize) -> f64 {
    let part = (update / updates) as f64;
    first / 2.0 * (1.0 + (std::f64::consts::PI * part).cos())
}
