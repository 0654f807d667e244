//! Exercise 35, write: the descent, from nothing.
//!
//! Chapter: docs/src/lesson3.md
//! Check it: cargo run --bin tutor
//!
//! The points are given, and an empty function. Write all that is missing:
//! the errors, the loss, the gradient, the update and the loop around them.
//! Plain numbers will do; no tensor is needed. The check descends two lines,
//! one of which is drawn anew each time.

/// Descends the mean squared error of the line a x + b to the points (x, y).
///
/// It begins at (a, b) = `start` and makes so many `updates`, each against the
/// gradient at its place and `lr` times as long. It returns the (a, b) where
/// it ends, and all losses on the way: first that of the start, then the one
/// after each update.
pub fn descend(
    x: &[f64],
    y: &[f64],
    start: [f64; 2],
    lr: f64,
    updates: usize,
) -> ([f64; 2], Vec<f64>) {
    // TODO: write it.
    todo!("the descent")
}
