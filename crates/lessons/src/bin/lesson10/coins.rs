//! Models that know nothing: they name one of two classes by a coin.

use rand::{Rng, RngExt};

// ANCHOR: coins
/// The part of `m` examples that a coin names right.
pub fn accuracy(m: usize, random: &mut impl Rng) -> f64 {
    let right = (0..m).filter(|_| random.random_bool(0.5));
    right.count() as f64 / m as f64
}

/// The best of `models` on `m` examples of validation, and the same model on
/// `m` examples of the test.
pub fn winner(models: usize, m: usize, random: &mut impl Rng) -> [f64; 2] {
    let scores = (0..models).map(|_| accuracy(m, random));
    let best = scores.fold(0.0, f64::max);
    [best, accuracy(m, random)]
}
// ANCHOR_END: coins
