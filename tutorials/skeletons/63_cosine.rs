//! Exercise 63, repair: a cosine that stands still.
//!
//! Chapter: docs/src/lesson6.md
//! Check it: cargo run --bin tutor
//!
//! A schedule should take the learning rate from `first`, at update 0, along
//! half a wave to 0 at the end. It was translated from Python, compiles without
//! a warning, and never changes.
//!
//! Repair it.

/// The learning rate of an update out of so many.
pub fn rate(first: f64, update: usize, updates: usize) -> f64 {
    let part = (update / updates) as f64; // TODO: repair
    first / 2.0 * (1.0 + (std::f64::consts::PI * part).cos())
}
