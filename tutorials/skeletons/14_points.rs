//! Exercise 14, invent: noise of your own.
//!
//! Chapter: docs/src/lesson1.md
//! Check it: cargo run --bin tutor
//!
//! The noise of the third data set lifts the line by ½. Draw better points:
//!
//! - n points on y = 3 + 2x, x uniform on [−1, 1), with noise in y;
//! - the noise varies from point to point, does not depend on x, and its mean
//!   is 0, so that a fit finds w0 near 3 and w1 near 2;
//! - the same seed draws the same points, another seed other points.
//!
//! Any noise like that will do, up to a standard deviation of 1: uniform, the
//! sum of several, two values …

use descent::data::Points;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// n points near the line 3 + 2x, drawn from the seed.
pub fn points(n: usize, seed: u64) -> Points {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut points = Points::default();
    for _ in 0..n {
        let x: f64 = random.random_range(-1.0..1.0);
        // TODO: draw it from `random`, too.
        let noise: f64 = todo!("your noise");
        points.x.push(x);
        points.y.push(3.0 + 2.0 * x + noise);
    }
    points
}
