//! Exercise 144, invent: a step that reads no point.
//!
//! Chapter: docs/src/lesson14.md
//! Check it: cargo run --bin tutor
//!
//! The loss of a line is a parabola in a and b, whatever the points. So five
//! numbers, found in one pass before the descent, tell its gradient at every
//! (a, b), and a step costs the same for thirty points as for thirty million.
//!
//! Choose the five, and find the gradient from them.

/// Five numbers that say all that the gradient needs of the points.
pub fn summary(x: &[f64], y: &[f64]) -> [f64; 5] {
    // TODO: choose them.
    todo!("your five numbers")
}

/// The gradient of the mean squared error at (a, b): by a, by b.
pub fn gradient(summary: [f64; 5], [a, b]: [f64; 2]) -> [f64; 2] {
    // TODO: with the five numbers alone.
    todo!("your formula")
}
