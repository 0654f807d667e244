//! Exercise C9, diagnose: the loss that comes in waves. The solution.

use descent::{data::Points, doctor::Illness};
use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::NotShuffled;

/// The mean squared error of y = a x + b on all points.
fn loss(points: &Points, [a, b]: [f64; 2]) -> f64 {
    let pairs = points.x.iter().zip(&points.y);
    let squares = pairs.map(|(x, y)| (a * x + b - y).powi(2));
    squares.sum::<f64>() / points.len() as f64
}

/// Fits y = a x + b in 15 epochs.
pub fn train(points: &Points, notes: &mut Notes) {
    let [mut a, mut b] = [0.0, 0.0];
    let mut rows: Vec<usize> = (0..points.len()).collect();
    let mut random = ChaCha8Rng::seed_from_u64(1);
    for _ in 0..15 {
        // Ten neighbours know one end of the curve only, and each batch pulls
        // the line to its own place. Dealt out anew, each speaks for all.
        rows.shuffle(&mut random);
        for batch in rows.chunks(10) {
            let n = batch.len() as f64;
            let (mut by_a, mut by_b) = (0.0, 0.0);
            for row in batch {
                let (x, y) = (points.x[*row], points.y[*row]);
                let error = a * x + b - y;
                by_a += 2.0 * error * x / n;
                by_b += 2.0 * error / n;
            }
            notes.add(loss(points, [a, b]), &[a, b], &[by_a, by_b]);
            a -= 0.1 * by_a;
            b -= 0.1 * by_b;
        }
    }
}
