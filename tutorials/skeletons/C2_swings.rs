//! Exercise C2, diagnose: the loss that never settles.
//!
//! Chapter: docs/src/clinic.md
//! Check it: cargo run --bin tutor
//!
//! A line through points again, the rate is small, the gradient was checked at
//! the start. The loss falls, rises, falls, rises.
//!
//! Name what ails it in DIAGNOSIS, then mend `train`.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Healthy;

/// Fits y = a x + b.
pub fn train(points: &Points, notes: &mut Notes) {
    let n = points.len() as f64;
    let [mut a, mut b] = [-2.0, -3.0];
    let (mut by_a, mut by_b) = (0.0, 0.0);
    for _ in 0..150 {
        let mut loss = 0.0;
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
