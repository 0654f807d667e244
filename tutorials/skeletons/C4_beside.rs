//! Exercise C4, diagnose: the loss that settles beside the best.
//!
//! Chapter: docs/src/clinic.md
//! Check it: cargo run --bin tutor
//!
//! A parabola, its three slopes derived by hand. The loss falls as in a book
//! and comes to rest. A library fits the same points far better.
//!
//! Name what ails it in DIAGNOSIS, then mend `train`.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Healthy;

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
            by_b += 2.0 * error / n;
            by_c += 2.0 * error / n;
        }
        notes.add(loss, &[a, b, c], &[by_a, by_b, by_c]);
        a -= 0.1 * by_a;
        b -= 0.1 * by_b;
        c -= 0.1 * by_c;
    }
}
