//! Exercise C1, diagnose: the loss that grows.
//!
//! Chapter: docs/src/clinic.md
//! Check it: cargo run --bin tutor
//!
//! The price of a flat by its size, a line, descent on all rows. After a few
//! updates the flats cost more than there is money in the world.
//!
//! Name what ails it in DIAGNOSIS, then mend `train`.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Healthy;

/// Fits price = a size + b: x is the size in square metres, y the price in
/// thousands.
pub fn train(points: &Points, notes: &mut Notes) {
    let n = points.len() as f64;
    let [mut a, mut b] = [0.0, 0.0];
    let lr = 0.0003;
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
