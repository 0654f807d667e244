//! Exercise F2, complete: back to own units.
//!
//! Chapter: docs/src/fit.md
//! Check it: cargo run --bin tutor
//!
//! A descent ran on standardised columns: u = (x − mean of x) / deviation of x,
//! v = (y − mean of y) / deviation of y. It found v = slope · u + intercept.
//!
//! Complete the function: what are slope and intercept of y over x?

/// How a column was standardised.
#[derive(Clone, Copy)]
pub struct Scale {
    /// What became 0.
    pub mean: f64,
    /// What became 1.
    pub deviation: f64,
}

/// Slope and intercept in the units of x and y, given those for standardised
/// columns.
pub fn own_units(slope: f64, intercept: f64, x: Scale, y: Scale) -> [f64; 2] {
    // TODO: these are standardised. Take them back.
    todo!("[slope, intercept] of y over x")
}
