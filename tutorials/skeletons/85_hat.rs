//! Exercise 85, invent: a hat.
//!
//! Chapter: docs/src/lesson8.md
//! Check it: cargo run --bin tutor
//!
//! Choose the weights of a network with three hidden units by hand, so that
//! its curve is a hat: 0 up to x = −1, then straight up to 1 at x = 0, then
//! straight down to 0 at x = 1, and 0 from there on.
//!
//! The output is the sum of v · max(0, w · x + b) over the three units.

/// For each unit its input weight w, its bias b, and its output weight v.
pub fn units() -> [(f64, f64, f64); 3] {
    // TODO: your units.
    todo!("three units (w, b, v)")
}
