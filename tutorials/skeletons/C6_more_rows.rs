//! Exercise C6, diagnose: the loss that grew with the data.
//!
//! Chapter: docs/src/clinic.md
//! Check it: cargo run --bin tutor
//!
//! It ran well for months on twenty points, with the same rate. Now there are
//! two hundred of the same kind, and each update makes it worse.
//!
//! Name what ails it in DIAGNOSIS, then mend `train`.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Healthy;

/// Fits y = a x + b.
pub fn train(points: &Points, notes: &mut Notes) {
    let n = points.len() as f64;
    let [mut a, mut b] = [0.0, 0.0];
    for _ in 0..120 {
        let (mut loss, mut by_a, mut by_b) = (0.0, 0.0, 0.0);
        for (x, y) in points.x.iter().zip(&points.y) {
            let error = a * x + b - y;
            loss += error * error / n;
            by_a += 2.0 * error * x;
            by_b += 2.0 * error;
        }
        notes.add(loss, &[a, b], &[by_a, by_b]);
        a -= 0.02 * by_a;
        b -= 0.02 * by_b;
    }
}
