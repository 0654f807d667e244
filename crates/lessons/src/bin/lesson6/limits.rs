//! What curvature predicts of a descent, and what the descent does.

use descent::{curvature::Curvature, train::Trace};

/// A name, and the number that it stands for.
type Row = (&'static str, fn(&Curvature) -> f64);

// ANCHOR: predict
pub const PREDICTIONS: [Row; 6] = [
    ("smallest eigenvalue", Curvature::smallest),
    ("largest eigenvalue", Curvature::largest),
    ("condition number", Curvature::condition_number),
    ("largest stable lr", Curvature::largest_stable_lr),
    ("best lr", Curvature::best_lr),
    ("factor at best lr", |c| c.factor(c.best_lr())),
];
// ANCHOR_END: predict

/// By what an update multiplied the distance from the minimum `best`: the
/// geometric mean over the last half of the run. The faster axes have faded
/// by then.
pub fn measured_factor(run: &Trace, best: &[f64]) -> f64 {
    let distance = |update: usize| -> f64 {
        let params = &run.steps[update].params;
        let squares = params.iter().zip(best).map(|(w, b)| (w - b).powi(2));
        squares.sum::<f64>().sqrt()
    };
    let end = run.last().update;
    let half = end / 2;
    let ratio = distance(end) / distance(half);
    ratio.powf(1.0 / (end - half) as f64)
}
