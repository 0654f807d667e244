//! Exercise 83, repair: numbers that fade.
//!
//! Chapter: docs/src/lesson8.md
//! Check it: cargo run --bin tutor
//!
//! The weights of a layer are drawn uniformly from −limit to limit. Their
//! variance should follow He's rule, so that a deep network with relu keeps the
//! size of its numbers. As it stands they fade from layer to layer.
//!
//! Find out why, and repair it.

/// The largest weight of a layer with n_in inputs.
pub fn limit(n_in: f64) -> f64 {
    let variance = 1.0 / n_in;
    variance.sqrt()
}
