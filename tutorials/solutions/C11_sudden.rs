//! Exercise C11, diagnose: the loss that is gone all at once. The solution.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::LogOfZero;

/// Fits the probability 1/(1 + e^−(a x + b)) that a point is of class 1; y is
/// 0 or 1.
pub fn train(points: &Points, notes: &mut Notes) {
    let n = points.len() as f64;
    let [mut a, mut b] = [0.0_f64, 0.0];
    for _ in 0..400 {
        let (mut loss, mut by_a, mut by_b) = (0.0, 0.0, 0.0);
        for (x, y) in points.x.iter().zip(&points.y) {
            let score = a * x + b;
            // At a score of 40, p is 1 to the last digit, and (1 − p).ln() is
            // −∞, which 0 times is NaN. The same loss by the score alone is
            // ln(1 + eˢ) − y s, and its slope p − y: nothing divides by 0.
            loss += score.max(0.0) / n - y * score / n;
            loss += (-score.abs()).exp().ln_1p() / n;
            let p = 1.0 / (1.0 + (-score).exp());
            let by_score = p - y;
            by_a += by_score * x / n;
            by_b += by_score / n;
        }
        notes.add(loss, &[a, b], &[by_a, by_b]);
        a -= 0.05 * by_a;
        b -= 0.05 * by_b;
    }
}
