//! Dropout: noise that is right on average.

use rand::{Rng, RngExt};

// ANCHOR: dropout
/// Each number stays with probability `keep`, and is then divided by it; or it
/// becomes 0. The expectation of each is what it was.
pub fn dropout(x: &[f64], keep: f64, random: &mut impl Rng) -> Vec<f64> {
    let mut drop = |x: &f64| match random.random_bool(keep) {
        true => x / keep,
        false => 0.0,
    };
    x.iter().map(&mut drop).collect()
}
// ANCHOR_END: dropout

/// The variance that it gives to the sum of the numbers: each adds its own.
pub fn variance(x: &[f64], keep: f64) -> f64 {
    let squares: f64 = x.iter().map(|x| x * x).sum();
    (1.0 - keep) / keep * squares
}
