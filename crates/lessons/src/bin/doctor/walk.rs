//! A descent whose step is given, right or wrong.

use descent::train::{Step, Trace};

/// Goes from `start`, with `next` from each place to the next one, and records
/// the loss. It ends early where the loss is no number any more.
pub fn walk(
    start: Vec<f64>,
    updates: usize,
    loss: impl Fn(&[f64]) -> f64,
    mut next: impl FnMut(&[f64]) -> Vec<f64>,
) -> Trace {
    let (mut trace, mut params) = (Trace::default(), start);
    for update in 0..=updates {
        let loss = loss(&params);
        let after = next(&params);
        trace.steps.push(Step {
            update,
            params,
            loss,
        });
        params = after;
        if !loss.is_finite() {
            break;
        }
    }
    trace
}

/// w + factor × v.
pub fn along(w: &[f64], factor: f64, v: &[f64]) -> Vec<f64> {
    w.iter().zip(v).map(|(w, v)| w + factor * v).collect()
}
