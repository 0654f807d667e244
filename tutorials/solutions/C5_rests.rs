//! Exercise C5, diagnose: the loss that comes to rest too soon. The solution.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Creeps;

/// The mean squared error of y = a x + b on all points.
fn loss(points: &Points, [a, b]: [f64; 2]) -> f64 {
    let pairs = points.x.iter().zip(&points.y);
    let squares = pairs.map(|(x, y)| (a * x + b - y).powi(2));
    squares.sum::<f64>() / points.len() as f64
}

/// Fits y = a x + b in 20 epochs. The rate falls by a tenth with each.
pub fn train(points: &Points, notes: &mut Notes) {
    let [mut a, mut b] = [0.0, 0.0];
    let mut lr = 0.1;
    for _ in 0..20 {
        for (x, y) in points.x.chunks(10).zip(points.y.chunks(10)) {
            let n = x.len() as f64;
            let (mut by_a, mut by_b) = (0.0, 0.0);
            for (x, y) in x.iter().zip(y) {
                let error = a * x + b - y;
                by_a += 2.0 * error * x / n;
                by_b += 2.0 * error / n;
            }
            notes.add(loss(points, [a, b]), &[a, b], &[by_a, by_b]);
            a -= lr * by_a;
            b -= lr * by_b;
        }
        // Once an epoch. Inside of the loop over the batches it fell ten times
        // as often: by 0.9¹⁰, to a third, in each epoch.
        lr *= 0.9;
    }
}
