//! The JSON document of a classifier.

use descent::doctor::Named;
use program::Story;
use serde_json::{Map, Value, json};

use super::{
    fitted::{Fitted, by_class},
    optimum::Optimum,
};
use crate::{
    document::{Facts, with_descent},
    verdict::verdicts,
};

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
    let judged = |judged: &Named, of: &[usize]| {
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
    let validation = fitted.validation.as_ref().map(|of| {
        let mut document = judged(of, &baseline.validation);
        if let Some(stopped) = &run.validation {
            document["epoch"] = json!(stopped.epoch);
            document["losses"] = json!(stopped.losses);
        }
        document
    });
    let penalty = (data.l2 > 0.0)
        .then(|| json!({ "lambda": data.l2, "tried": facts.choice.tried() }));
    let scales = data.scaled().into_iter();
    let scales: Map<_, _> =
        scales.map(|(name, scale)| (name, json!(scale))).collect();
    let distance = match fitted.optimum {
        Optimum::At(distance) => Some(distance),
        _ => None,
    };
    let document = json!({
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
        "l2": penalty,
        "folds": facts.choice.folds(data),
        "compared": facts.choice.models(),
        "validation": validation,
        "held_out": held_out,
        "converged": fitted.converged(),
        "separated": fitted.optimum.is_endless(),
        "distance_by_newton": distance,
        "updates": run.updates,
        "rows": data.rows(),
        "split": data.by.name(),
        "dropped": data.dropped.len(),
        "assumed": data.assumed,
        "standardised_parameters": by_class(data, &fitted.standardised),
        "scales": scales,
        "verdicts": verdicts(&fitted.findings, &fitted.data),
    });
    with_descent(document, story, facts, run.gradient)
}
