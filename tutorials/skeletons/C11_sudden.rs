//! Exercise C11, diagnose: the loss that is gone all at once.
//!
//! Chapter: docs/src/clinic.md
//! Check it: cargo run --bin tutor
//!
//! Two classes, the logistic loss, the chain rule link by link. After a few
//! good updates the loss is NaN, and stays NaN.
//!
//! Name what ails it in DIAGNOSIS, then mend `train`.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Healthy;

/// Fits the probability 1/(1 + e^−(a x + b)) that a point is of class 1; y is
/// 0 or 1.
pub fn train(points: &Points, notes: &mut Notes) {
    let n = points.len() as f64;
    let [mut a, mut b] = [0.0_f64, 0.0];
    for _ in 0..400 {
        let (mut loss, mut by_a, mut by_b) = (0.0, 0.0, 0.0);
        for (x, y) in points.x.iter().zip(&points.y) {
            let score = a * x + b;
            let p = 1.0 / (1.0 + (-score).exp());
            loss -= (y * p.ln() + (1.0 - y) * (1.0 - p).ln()) / n;
            let by_p = -y / p + (1.0 - y) / (1.0 - p);
            let by_score = by_p * p * (1.0 - p);
            by_a += by_score * x / n;
            by_b += by_score / n;
        }
        notes.add(loss, &[a, b], &[by_a, by_b]);
        a -= 0.05 * by_a;
        b -= 0.05 * by_b;
    }
}
