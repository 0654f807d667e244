//! Exercise C1, diagnose: the loss that grows. The solution.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Diverges;

/// Fits price = a size + b: x is the size in square metres, y the price in
/// thousands.
pub fn train(points: &Points, notes: &mut Notes) {
    let n = points.len() as f64;
    let [mut a, mut b] = [0.0, 0.0];
    // The curvature along a is 2 · mean(x²), some 11,000 for sizes of 20 to
    // 120, and no rate above 2/11,000 converges. This one is half of that. To
    // divide the sizes by 100 first would do, too, and let b arrive sooner.
    let lr = 0.0001;
    for _ in 0..200 {
        let (mut loss, mut by_a, mut by_b) = (0.0, 0.0, 0.0);
        for (x, y) in points.x.iter().zip(&points.y) {
            let error = a * x + b - y;
            loss += error * error / n;
            by_a += 2.0 * error * x / n;
            by_b += 2.0 * error / n;
        }
        notes.add(loss, &[a, b], &[by_a, by_b]);
        a -= lr * by_a;
        b -= lr * by_b;
    }
}
