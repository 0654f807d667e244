//! Exercise 63, repair: a cosine that stands still.
//!
//! Chapter: docs/src/lesson6.md
//! Check it: cargo run --bin tutor
//!
//! A schedule should take the learning rate from `first`, at update 0, along
//! half a wave down to 0, where update `updates` would be: the last one, number
//! updates − 1, is just above. It was translated from Python, compiles without
//! a warning, and never changes.
//!
//! Repair it.

/// The learning rate of an update out of so many.
pub fn rate(first: f64, update: usize, updates: usize) -> f64 {
    let part = (update / updates) as f64;
    first / 2.0 * (1.0 + (std::f64::consts::PI * part).cos())
}
