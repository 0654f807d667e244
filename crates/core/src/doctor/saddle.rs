//! Flat places that are no minimum.

use super::{
    curvature::{Questions, smallest},
    finding::{Certainty, Finding, Illness, digits},
    measured::Measured,
    run::Run,
    vector::{along, dot},
};

/// A way down that lowers the loss by this part is worth a word.
const FALL: f64 = 0.05;

/// A place that is flat, yet has a way down: along a direction of negative
/// curvature the loss falls, though the gradient is about 0.
pub fn saddle(run: &Run, seen: &Measured) -> Option<Finding> {
    let ask = run.ask.as_ref().filter(|_| seen.growth.is_none())?;
    let (at, largest) = (run.params.get(seen.lowest)?, seen.largest?);
    let of = Questions::new(ask, run.precision);
    let loss = (ask.loss)(at);
    // What a step along the gradient promises: |g|²/2λ.
    let gradient = (ask.gradient)(at);
    let square = dot(&gradient, &gradient);
    let promised = square / (2.0 * largest);
    // A run that still learns needs no other way down.
    let learns = seen.sixths().is_some_and(|[b, l]| l < 0.99 * b);
    if learns || promised > 0.01 * loss.abs() {
        return None;
    }
    let (bend, direction) = smallest(&of, at, largest);
    if bend > -1e-3 * largest {
        return None;
    }
    // How far down that way goes, step after doubled step.
    let mut best = (0.0, loss);
    for sign in [1.0, -1.0] {
        for double in -6..8 {
            let t = sign * 2.0_f64.powi(double);
            let there = (ask.loss)(&along(at, t, &direction));
            if there < best.1 {
                best = (t, there);
            }
        }
    }
    let fell = 1.0 - best.1 / loss;
    if fell < FALL {
        return None;
    }
    Finding::new(
        Illness::Saddle,
        Certainty::Sure,
        [
            ("gradient", square.sqrt()),
            ("smallest curvature", bend),
            ("fall", fell),
        ],
        format!(
            "The gradient is only {}, but this is no minimum: along one \
             direction the curvature is {}, and {} along it lowers the loss \
             from {} to {}.",
            digits(square.sqrt()),
            digits(bend),
            digits(best.0.abs()),
            digits(loss),
            digits(best.1)
        ),
        "Start elsewhere, with larger random weights; or go on with momentum \
         or in batches, whose noise leaves such places.",
    )
}
