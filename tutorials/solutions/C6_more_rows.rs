//! Exercise C6, diagnose: the loss that grew with the data. The solution.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::SumForMean;

/// Fits y = a x + b.
pub fn train(points: &Points, notes: &mut Notes) {
    let n = points.len() as f64;
    let [mut a, mut b] = [0.0, 0.0];
    for _ in 0..120 {
        let (mut loss, mut by_a, mut by_b) = (0.0, 0.0, 0.0);
        for (x, y) in points.x.iter().zip(&points.y) {
            let error = a * x + b - y;
            loss += error * error / n;
            // The gradient of the mean, as the loss is. A sum grows with the
            // rows, and so would every step.
            by_a += 2.0 * error * x / n;
            by_b += 2.0 * error / n;
        }
        notes.add(loss, &[a, b], &[by_a, by_b]);
        a -= 0.2 * by_a;
        b -= 0.2 * by_b;
    }
}
