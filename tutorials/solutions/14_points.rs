//! Exercise 14, invent: noise of your own. One solution of many.

use descent::data::Points;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// n points near the line 3 + 2x, drawn from the seed.
pub fn points(n: usize, seed: u64) -> Points {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut points = Points::default();
    for _ in 0..n {
        let x: f64 = random.random_range(-1.0..1.0);
        // Uniform around 0: what lies above the line and what lies below
        // cancel in the long run.
        let noise = random.random_range(-0.5..0.5);
        points.x.push(x);
        points.y.push(3.0 + 2.0 * x + noise);
    }
    points
}
