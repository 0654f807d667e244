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
/// by then. Rounding keeps a descent from coming nearer than about a millionth
/// of its way, so what follows does not count; `None` if nothing is left.
pub fn measured_factor(run: &Trace, best: &[f64]) -> Option<f64> {
    let near = 1e-6 * distance(run, 0, best);
    let is_away = |update: &usize| distance(run, *update, best) > near;
    let end = (0..run.steps.len()).take_while(is_away).last()?;
    let half = end / 2;
    let ratio = distance(run, end, best) / distance(run, half, best);
    (end > half).then(|| ratio.powf(1.0 / (end - half) as f64))
}

/// How far a run is from the minimum `best` after so many updates.
pub fn distance(run: &Trace, update: usize, best: &[f64]) -> f64 {
    let params = &run.steps[update].params;
    let squares = params.iter().zip(best).map(|(w, b)| (w - b).powi(2));
    squares.sum::<f64>().sqrt()
}
