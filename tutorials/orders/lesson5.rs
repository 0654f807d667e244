//! Lesson 5: a descent by minibatches, in plain numbers.

use rand::{Rng, seq::SliceRandom};

/// Descends the mean squared error of y = w x, a batch at a time.
pub fn descend(
    points: &mut [(f64, f64)],
    mut w: f64,
    lr: f64,
    size: usize,
    epochs: usize,
    generator: &mut impl Rng,
) -> f64 {
    // ANCHOR: lines
    for _ in 0..epochs {
        points.shuffle(generator);
        for batch in points.chunks(size) {
            let mut sum = 0.0;
            sum += batch.iter().map(|point| slope(w, point)).sum::<f64>();
            w -= lr * sum / batch.len() as f64;
        }
    }
    // ANCHOR_END: lines
    w
}

/// The derivative of the squared error at one point, by w.
fn slope(w: f64, (x, y): &(f64, f64)) -> f64 {
    2.0 * (w * x - y) * x
}
