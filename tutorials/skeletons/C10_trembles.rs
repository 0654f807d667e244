//! Exercise C10, diagnose: the loss that trembles.
//!
//! Chapter: docs/src/clinic.md
//! Check it: cargo run --bin tutor
//!
//! Eight units of tanh, trained with dropout against learning by heart: in each
//! update about half of the units are left out. The report says that the model
//! is bad, and each report says another number.
//!
//! Name what ails it in DIAGNOSIS, then mend `train`.

use descent::{data::Points, doctor::Illness};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Healthy;

const UNITS: usize = 8;

/// The answer of the network at x, its hidden units multiplied by `mask`.
fn answer(w: &[f64], x: f64, mask: &[f64]) -> f64 {
    let mut answer = w[3 * UNITS];
    for (i, mask) in mask.iter().enumerate() {
        let hidden = (w[i] * x + w[UNITS + i]).tanh();
        answer += w[2 * UNITS + i] * hidden * mask;
    }
    answer
}

/// The mean squared error on all points.
fn loss(points: &Points, w: &[f64], mask: &[f64]) -> f64 {
    let pairs = points.x.iter().zip(&points.y);
    let squares = pairs.map(|(x, y)| (answer(w, *x, mask) - y).powi(2));
    squares.sum::<f64>() / points.len() as f64
}

/// Its gradient by the chain rule.
fn gradient(points: &Points, w: &[f64], mask: &[f64]) -> Vec<f64> {
    let mut by = vec![0.0; w.len()];
    for (x, y) in points.x.iter().zip(&points.y) {
        let error = 2.0 * (answer(w, *x, mask) - y) / points.len() as f64;
        by[3 * UNITS] += error;
        for (i, mask) in mask.iter().enumerate() {
            let hidden = (w[i] * x + w[UNITS + i]).tanh();
            by[2 * UNITS + i] += error * hidden * mask;
            let slope = mask * (1.0 - hidden * hidden);
            let back = error * w[2 * UNITS + i] * slope;
            by[i] += back * x;
            by[UNITS + i] += back;
        }
    }
    by
}

/// Fits a network of one hidden layer, with dropout.
pub fn train(points: &Points, notes: &mut Notes) {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let draw = |_| random.random_range(-1.0..1.0);
    let mut w: Vec<f64> = (0..3 * UNITS + 1).map(draw).collect();
    for _ in 0..400 {
        // Those that stay count twice, so that the mean answer stays.
        let drop = |_| if random.random_bool(0.5) { 2.0 } else { 0.0 };
        let mask: Vec<f64> = (0..UNITS).map(drop).collect();
        let by = gradient(points, &w, &mask);
        notes.add(loss(points, &w, &mask), &w, &by);
        for (w, by) in w.iter_mut().zip(by) {
            *w -= 0.02 * by;
        }
    }
}
