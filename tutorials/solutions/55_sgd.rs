//! Exercise 55, write: minibatches, from nothing. One solution of many.

use descent::data::Points;
use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// Descends the mean squared error of the line a x + b for some epochs, in
/// batches of `size` points. Gives (a, b) after each update, and after each
/// epoch the loss over all points.
pub fn descend(
    points: &Points,
    start: [f64; 2],
    lr: f64,
    size: usize,
    epochs: usize,
    seed: u64,
) -> (Vec<[f64; 2]>, Vec<f64>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut order: Vec<usize> = (0..points.len()).collect();
    let [mut a, mut b] = start;
    let (mut places, mut losses) = (Vec::new(), Vec::new());
    for _ in 0..epochs {
        // Inside the loop: an order of its own for each epoch.
        order.shuffle(&mut random);
        for batch in order.chunks(size) {
            let n = batch.len() as f64;
            let [mut by_a, mut by_b] = [0.0, 0.0];
            for i in batch {
                let (x, y) = (points.x[*i], points.y[*i]);
                let error = a * x + b - y;
                by_a += 2.0 * error * x / n;
                by_b += 2.0 * error / n;
            }
            a -= lr * by_a;
            b -= lr * by_b;
            places.push([a, b]);
        }
        // For us to watch, not to descend: over all points.
        let pairs = points.x.iter().zip(&points.y);
        let squares = pairs.map(|(x, y)| (a * x + b - y).powi(2));
        losses.push(squares.sum::<f64>() / points.len() as f64);
    }
    (places, losses)
}
