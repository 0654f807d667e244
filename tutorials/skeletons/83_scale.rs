//! Exercise 83, repair: numbers that fade.
//!
//! Chapter: docs/src/lesson8.md
//! Check it: cargo run --bin tutor
//!
//! The weights of a layer are drawn evenly between −limit and limit. In a deep
//! network with relu the numbers fade, because the limit is wrong in two ways:
//! a uniform number between −l and l has the variance l²/3, and relu halves
//! the mean square.
//!
//! Repair the function, so that the variance of the weights is He's 2/n_in.

/// The largest weight of a layer with n_in inputs.
pub fn limit(n_in: f64) -> f64 {
    let variance = 1.0 / n_in; // TODO: repair
    variance.sqrt() // TODO: repair
}
