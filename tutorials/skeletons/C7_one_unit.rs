//! Exercise C7, diagnose: the network that learns nothing.
//!
//! Chapter: docs/src/clinic.md
//! Check it: cargo run --bin tutor
//!
//! Eight units of tanh, for a curve that three could draw. All begins tidily at
//! zero. The loss ends where it was after a few updates.
//!
//! Name what ails it in DIAGNOSIS, then mend `train`.

use descent::{data::Points, doctor::Illness};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Healthy;

const UNITS: usize = 8;

/// The loss of a network, and its gradient by the chain rule. Its parameters:
/// the weights of the units, their biases, the weights of the answer, its bias.
fn loss_and_gradient(points: &Points, w: &[f64]) -> (f64, Vec<f64>) {
    let n = points.len() as f64;
    let (mut loss, mut by) = (0.0, vec![0.0; w.len()]);
    for (x, y) in points.x.iter().zip(&points.y) {
        let unit = |i: usize| (w[i] * x + w[UNITS + i]).tanh();
        let hidden: Vec<f64> = (0..UNITS).map(unit).collect();
        let mut error = w[3 * UNITS] - y;
        for (i, hidden) in hidden.iter().enumerate() {
            error += w[2 * UNITS + i] * hidden;
        }
        loss += error * error / n;
        by[3 * UNITS] += 2.0 * error / n;
        for (i, hidden) in hidden.iter().enumerate() {
            by[2 * UNITS + i] += 2.0 * error * hidden / n;
            let slope = 1.0 - hidden * hidden;
            let back = 2.0 * error * w[2 * UNITS + i] * slope / n;
            by[i] += back * x;
            by[UNITS + i] += back;
        }
    }
    (loss, by)
}

/// Fits a network of one hidden layer.
pub fn train(points: &Points, notes: &mut Notes) {
    let mut w = vec![0.0; 3 * UNITS + 1];
    for _ in 0..600 {
        let (loss, by) = loss_and_gradient(points, &w);
        notes.add(loss, &w, &by);
        for (w, by) in w.iter_mut().zip(by) {
            *w -= 0.1 * by;
        }
    }
}
