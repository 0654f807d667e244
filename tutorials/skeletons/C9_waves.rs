//! Exercise C9, diagnose: the loss that comes in waves.
//!
//! Chapter: docs/src/clinic.md
//! Check it: cargo run --bin tutor
//!
//! Batches of ten, from a file that the instrument wrote in the order of x. The
//! loss on all points goes up and down, and each wave is as high as the one
//! before.
//!
//! Name what ails it in DIAGNOSIS, then mend `train`.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Healthy;

/// The mean squared error of y = a x + b on all points.
fn loss(points: &Points, [a, b]: [f64; 2]) -> f64 {
    let pairs = points.x.iter().zip(&points.y);
    let squares = pairs.map(|(x, y)| (a * x + b - y).powi(2));
    squares.sum::<f64>() / points.len() as f64
}

/// Fits y = a x + b in 15 epochs.
pub fn train(points: &Points, notes: &mut Notes) {
    let [mut a, mut b] = [0.0, 0.0];
    let rows: Vec<usize> = (0..points.len()).collect();
    for _ in 0..15 {
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
