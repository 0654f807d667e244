//! Exercise 133, repair: an order to come back to. The solution.

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// The orders of all epochs of a run.
pub struct Orders {
    seed: u64,
}

impl Orders {
    /// The orders of this seed.
    pub fn new(seed: u64) -> Self {
        Orders { seed }
    }

    /// The places 0 … n − 1 in the order of this epoch, the first being 1.
    pub fn order(&mut self, n: usize, epoch: usize) -> Vec<usize> {
        // A generator of this epoch's own: one seed has very many streams.
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(epoch as u64);
        let mut order: Vec<usize> = (0..n).collect();
        order.shuffle(&mut random);
        order
    }
}
