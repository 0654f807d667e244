//! Exercise 133, repair: an order to come back to.
//!
//! Chapter: docs/src/lesson13.md
//! Check it: cargo run --bin tutor
//!
//! Each epoch deals the images out in another order. A run that was killed in
//! epoch 4 begins with epoch 4 when it goes on: it makes `Orders` anew, and
//! asks for that order at once. It must be the one that the undisturbed run
//! had in its epoch 4.
//!
//! The code below shuffles well, and the resumed run gets another order.
//! Repair it. Two seeds must not share their orders either, not even by an
//! epoch.

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// The orders of all epochs of a run.
pub struct Orders {
    seed: u64,
    random: ChaCha8Rng,
}

impl Orders {
    /// The orders of this seed.
    pub fn new(seed: u64) -> Self {
        let random = ChaCha8Rng::seed_from_u64(seed);
        Orders { seed, random }
    }

    /// The places 0 … n − 1 in the order of this epoch, the first being 1.
    pub fn order(&mut self, n: usize, epoch: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        order.shuffle(&mut self.random);
        order
    }
}
