//! What both trainers are told, and what follows from it.

use std::f64::consts::PI;

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// A run, as it is planned.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The first learning rate, above 0 and at most 1.
    pub lr: f64,
    /// The epochs of the whole run.
    pub epochs: usize,
    /// The images in a batch.
    pub batch: usize,
    /// Of what every order is drawn.
    pub seed: u64,
    /// How many epochs without a better one end the run.
    pub patience: Option<usize>,
}

impl Plan {
    /// The updates of the whole run on n images.
    pub fn updates(&self, n: usize) -> usize {
        self.epochs * n.div_ceil(self.batch)
    }

    /// The updates on n images before this epoch, the first being 1.
    pub fn done(&self, epoch: usize, n: usize) -> usize {
        (epoch - 1) * n.div_ceil(self.batch)
    }

    // ANCHOR: rate
    /// The learning rate of an update, the first being 0: half a wave of the
    /// cosine, from `lr` down to 0 at the end of all `updates` (lesson 6).
    pub fn rate(&self, update: usize, updates: usize) -> f64 {
        let part = update as f64 / updates as f64;
        0.5 * self.lr * (1.0 + (PI * part).cos())
    }
    // ANCHOR_END: rate
}

// ANCHOR: order
/// The order of n images in an epoch, the first being 1. It is a function of
/// the seed and the epoch: whatever happened before does not matter.
pub fn order(n: usize, seed: u64, epoch: usize) -> Vec<i64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(1 + epoch as u64); // 0 draws weights, 1 the split
    let mut order: Vec<i64> = (0..n as i64).collect();
    order.shuffle(&mut random);
    order
}
// ANCHOR_END: order
