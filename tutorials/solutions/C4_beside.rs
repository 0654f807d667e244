//! Exercise C4, diagnose: the loss that settles beside the best. The solution.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::WrongGradient;

/// Fits y = a x² + b x + c.
pub fn train(points: &Points, notes: &mut Notes) {
    let n = points.len() as f64;
    let [mut a, mut b, mut c] = [0.0, 0.0, 0.0];
    for _ in 0..200 {
        let (mut loss, mut by_a, mut by_b, mut by_c) = (0.0, 0.0, 0.0, 0.0);
        for (x, y) in points.x.iter().zip(&points.y) {
            let error = a * x * x + b * x + c - y;
            loss += error * error / n;
            by_a += 2.0 * error * x * x / n;
            // The chain rule goes one link further: b stands before an x. With
            // the slope of c in its place, b and c moved alike for ever.
            by_b += 2.0 * error * x / n;
            by_c += 2.0 * error / n;
        }
        notes.add(loss, &[a, b, c], &[by_a, by_b, by_c]);
        a -= 0.1 * by_a;
        b -= 0.1 * by_b;
        c -= 0.1 * by_c;
    }
}
