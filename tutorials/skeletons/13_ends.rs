//! Exercise 13, repair: the last point.
//!
//! Chapter: docs/src/lesson1.md
//! Check it: cargo run --bin tutor
//!
//! `spaced(-5.0, 5.0, 100)` is to give the 100 x of the parabola: evenly
//! spaced, the first -5, the last 5. As it stands the second is -4.9 and the
//! last 4.9; the chapter has -4.8990 for the second.
//!
//! Repair the function.

/// n numbers, at least 2, evenly spaced from low to high, both included.
pub fn spaced(low: f64, high: f64, n: usize) -> Vec<f64> {
    let gap = (high - low) / n as f64;
    (0..n).map(|i| low + gap * i as f64).collect()
}
