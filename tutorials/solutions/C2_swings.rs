//! Exercise C2, diagnose: the loss that never settles. The solution.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::NotCleared;

/// Fits y = a x + b.
pub fn train(points: &Points, notes: &mut Notes) {
    let n = points.len() as f64;
    let [mut a, mut b] = [-2.0, -3.0];
    for _ in 0..150 {
        // Each update begins its sums anew. Outside of the loop they held all
        // gradients so far: a momentum of 1, which nothing ever slows down.
        let (mut loss, mut by_a, mut by_b) = (0.0, 0.0, 0.0);
        for (x, y) in points.x.iter().zip(&points.y) {
            let error = a * x + b - y;
            loss += error * error / n;
            by_a += 2.0 * error * x / n;
            by_b += 2.0 * error / n;
        }
        notes.add(loss, &[a, b], &[by_a, by_b]);
        a -= 0.05 * by_a;
        b -= 0.05 * by_b;
    }
}
