//! The JSON document of a classifier.

use descent::optimiser::Name;
use program::Story;
use serde_json::{Map, Value, json};

use super::{
    fitted::{Fitted, by_class},
    judged::Judged,
    optimum::Optimum,
    verdict::verdicts,
};
use crate::document::Facts;

/// The document: parameters in the data's own units, as differences to the
/// reference, but for what is named standardised.
pub fn document(story: &Story, fitted: &Fitted, facts: &Facts) -> Value {
    let Fitted {
        data,
        run,
        baseline,
        learned,
        ..
    } = fitted;
    let counts = |counts: &[usize]| -> Map<String, Value> {
        let pairs = data.classes.iter().zip(counts);
        pairs.map(|(name, n)| (name.clone(), json!(n))).collect()
    };
    let judged = |judged: &Judged, of: &[usize]| {
        json!({
            "rows": judged.rows(),
            "balance": counts(of),
            "baseline_accuracy": baseline.accuracy(of),
            "loss": judged.loss,
            "accuracy": judged.accuracy(),
            "accuracy_deviation": judged.deviation(),
            "confusion": judged.confusion,
        })
    };
    let held_out = fitted.held_out.as_ref();
    let held_out = held_out.map(|of| judged(of, &baseline.held_out));
    let plan = facts.plan;
    let has_velocity =
        matches!(plan.optimiser, Name::Momentum | Name::Nesterov);
    let scales = data.scaled().into_iter();
    let scales: Map<_, _> =
        scales.map(|(name, scale)| (name, json!(scale))).collect();
    let distance = match fitted.optimum {
        Optimum::At(distance) => Some(distance),
        _ => None,
    };
    json!({
        "model": data.model.to_string(),
        "x": data.x(),
        "y": data.y(),
        "classes": data.classes,
        "baseline": {
            "class": data.classes[baseline.class],
            "loss": baseline.loss,
        },
        "reference": data.classes[0],
        "parameters": by_class(data, &fitted.own),
        "loss_function": data.loss.to_string(),
        "learned": judged(learned, &baseline.learned),
        "held_out": held_out,
        "converged": fitted.converged(),
        "separated": fitted.optimum.is_endless(),
        "distance_by_newton": distance,
        "updates": run.updates,
        "rows": data.train[0].len() + data.held_out[0].len(),
        "dropped": data.dropped.len(),
        "assumed": data.assumed,
        "standardised_parameters": by_class(data, &fitted.standardised),
        "scales": scales,
        "verdicts": verdicts(fitted),
        "optimiser": plan.optimiser.to_string(),
        "learning_rate": plan.rate.lr,
        "momentum": has_velocity.then_some(plan.rate.momentum),
        "batch_size": facts.batch_size,
        "stop": plan.stop.to_string(),
        "gradient": run.gradient,
        "backend": story.backend.to_string(),
        "precision": story.precision.to_string(),
        "seed": story.seed,
        "seconds": facts.seconds,
        "saved": facts.saved.display().to_string(),
        "figures": story.files,
    })
}
