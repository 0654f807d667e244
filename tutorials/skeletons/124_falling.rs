//! Exercise 124, invent: a question for a filter.
//!
//! Chapter: docs/src/lesson12.md
//! Check it: cargo run --bin tutor
//!
//! Images of 8 by 8 pixels show one thing each, somewhere, in ink between 0.5
//! and 1: a straight line one pixel wide and four to eight pixels long, which
//! lies, stands, rises to the right or falls to the right; or a filled square
//! of three to six pixels.
//!
//! Invent a filter of 3 by 3 and a bias, so that the largest number of its map
//! is above 0 for every line that falls to the right, and for nothing else.
//! The image has a border of zeros.

/// The filter, row by row.
pub const FILTER: [[f64; 3]; 3] = [
    // TODO: what do you ask for, and what do you forbid?
    [0.0, 0.0, 0.0],
    [0.0, 0.0, 0.0],
    [0.0, 0.0, 0.0],
];

/// What is added to every sum.
pub const BIAS: f64 = 0.0; // TODO: how much is enough?
