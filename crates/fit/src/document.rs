//! The JSON document of a run.

use std::path::Path;

use descent::{optimiser::Name, train::Trace};
use program::{Result, Story};
use serde_json::{Map, Value, json};

use crate::{
    bootstrap::Bootstrap, bowl::Bowls, certainty::certainty, choice::Choice,
    data::Data, fitted::Fitted, loss::Loss, places::quartiles, plan::Plan,
    quality::Quality, saved::named, verdict::verdicts,
};

/// What a document says besides the fit itself.
pub struct Facts<'a> {
    /// What was chosen before it descended.
    pub choice: &'a Choice,
    /// How it descended.
    pub plan: &'a Plan,
    /// Rows in an update.
    pub batch_size: usize,
    /// The bowls of a linear model.
    pub bowls: Option<&'a Bowls>,
    /// How long the descent took.
    pub seconds: f64,
    /// Where the model lies.
    pub saved: &'a Path,
}

/// The document: all numbers in the data's own units, but for what is named
/// standardised, the gradient and the learning rate.
///
/// # Errors
/// See [`certainty`].
pub fn document(
    story: &Story,
    fitted: &Fitted,
    facts: &Facts,
) -> Result<Value> {
    let Fitted { data, run, .. } = fitted;
    let Quality {
        loss,
        r2,
        residual_standard_deviation,
        ..
    } = &fitted.quality;
    let linear = fitted.linear.as_ref();
    let closed_form = linear.and_then(|linear| {
        let params = linear.least_squares.as_ref()?;
        Some(json!({
            "parameters": named(&linear.names, params),
            "relative_distance": linear.distance,
            "largest_relative_difference": linear.worst().map(|w| w.1),
        }))
    });
    let (least_squares, ridge) = match data.l2 {
        0.0 => (closed_form, None),
        _ => (None, closed_form),
    };
    let penalty = (data.l2 > 0.0).then(|| {
        json!({
            "lambda": data.l2,
            "tried": facts.choice.tried(),
            "closed_form": ridge,
        })
    });
    // Of the parameters as they are: around 0.
    let zeros = vec![0.0; data.x().len()];
    let sure = |linear| certainty(data, linear, &fitted.quality, &zeros);
    let certainty = linear.map(sure).transpose()?.and_then(|sure| sure.ok());
    let certainty = linear.zip(certainty).map(|(l, c)| {
        let sure = l.names.iter().zip(c).map(|(name, sure)| {
            let value = json!({
                "standard_error": sure.error,
                "t": sure.t,
                "interval": sure.interval,
            });
            (name.clone(), value)
        });
        sure.collect::<Map<_, _>>()
    });
    let bootstrap = match &fitted.bootstrap {
        None => None,
        Some(bootstrap) => Some(drawn_anew(story, fitted, bootstrap)?),
    };
    let held_out = fitted.held_out.as_ref().map(|quality| {
        let rows = quality.errors.len();
        json!({ "rows": rows, "loss": quality.loss, "r2": quality.r2 })
    });
    let unit = fitted.loss.unit(data.scales.y.deviation);
    let stopped = run.validation.as_ref();
    let validation = fitted.validation.as_ref().map(|quality| {
        let losses = stopped.map(|stopped| -> Vec<_> {
            stopped.losses.iter().map(|loss| loss * unit).collect()
        });
        json!({
            "rows": quality.errors.len(),
            "loss": quality.loss,
            "r2": quality.r2,
            "epoch": stopped.map(|stopped| stopped.epoch),
            "losses": losses,
        })
    });
    let condition = facts.bowls.map(|bowls| {
        json!({
            "standardised": bowls.standardised.condition_number(),
            "own_units": bowls.own_units.condition_number(),
        })
    });
    let scales: Map<_, _> = data
        .scaled()
        .into_iter()
        .map(|(name, scale)| (name, json!(scale)))
        .collect();
    let log = (!data.log.is_none()).then_some(data.log);
    let own_units = fitted.in_own_units.map(|learned| {
        json!({
            "rmse": learned.rmse,
            "r2": learned.r2,
            "held_out": fitted.held_out_in_own_units,
        })
    });
    let document = json!({
        "model": data.model.to_string(),
        "x": data.x(),
        "y": data.y(),
        "intercept": data.scales.intercept,
        "weights": data.weighted_by.as_ref().map(|(column, _)| column),
        "log": log,
        "parameters": fitted.saved.parameters,
        "loss": loss,
        "loss_function": fitted.loss.to_string(),
        "r2": r2,
        "residual_standard_deviation": residual_standard_deviation,
        "converged": run.converged,
        "updates": run.updates,
        "rows": data.rows(),
        "split": data.by.name(),
        "dropped": data.dropped.len(),
        "assumed": data.assumed,
        "standardised_parameters":
            linear.map_or_else(Map::new, |l| named(&l.names, &l.standardised)),
        "scales": scales,
        "in_own_units": own_units,
        "least_squares": least_squares,
        "certainty": certainty,
        "bootstrap": bootstrap,
        "l2": penalty,
        "folds": facts.choice.folds(data),
        "compared": facts.choice.models(),
        "validation": validation,
        "held_out": held_out,
        "verdicts": verdicts(&fitted.findings, &fitted.data),
        "condition_number": condition,
    });
    Ok(with_descent(document, story, facts, run.gradient))
}

/// A document, and behind it how the descent went, where it ran, and what it
/// left: of a fit and of a classifier the same.
pub fn with_descent(
    mut document: Value,
    story: &Story,
    facts: &Facts,
    gradient: f64,
) -> Value {
    let plan = facts.plan;
    let has_velocity =
        matches!(plan.optimiser, Name::Momentum | Name::Nesterov);
    document["optimiser"] = json!(plan.optimiser.to_string());
    document["learning_rate"] = json!(plan.rate.lr);
    document["momentum"] = json!(has_velocity.then_some(plan.rate.momentum));
    document["batch_size"] = json!(facts.batch_size);
    document["stop"] = json!(plan.stop.to_string());
    document["gradient"] = json!(gradient);
    document["backend"] = json!(story.backend.to_string());
    document["precision"] = json!(story.precision.to_string());
    document["seed"] = json!(story.seed);
    document["seconds"] = json!(facts.seconds);
    document["saved"] = json!(facts.saved.display().to_string());
    document["figures"] = json!(story.files);
    looked(document, story)
}

/// With what the doctor found, if it looked.
fn looked(mut document: Value, story: &Story) -> Value {
    if let Some(found) = story.results.get("doctor") {
        document["doctor"] = found[0]["findings"].clone();
    }
    document
}

/// What came of rows drawn anew: intervals of the parameters of a linear model,
/// and of the predictions at the quartiles of x.
fn drawn_anew(
    story: &Story,
    fitted: &Fitted,
    bootstrap: &Bootstrap,
) -> Result<Value> {
    let data = &fitted.data;
    let zeros = vec![0.0; data.x().len()];
    let intervals = bootstrap.of_parameters(data, &zeros);
    let parameters = data.terms().into_iter().zip(intervals);
    let parameters = parameters.map(|(name, ends)| (name, json!(ends)));
    let places = quartiles(data);
    let predicted = fitted.saved.predict(&places, &story.device)?;
    let ends = predicted.iter().zip(&bootstrap.at_quartiles).enumerate();
    let at_quartiles = ends.map(|(i, (prediction, interval))| {
        let x: Vec<f64> = places.iter().map(|column| column[i]).collect();
        json!({ "x": x, "prediction": prediction, "interval": interval })
    });
    let by = match bootstrap.in_closed_form {
        true => "closed form",
        false => "descent",
    };
    Ok(json!({
        "draws": bootstrap.draws,
        "left_out": bootstrap.left_out,
        "by": by,
        "parameters": parameters.collect::<Map<_, _>>(),
        "at_quartiles": at_quartiles.collect::<Vec<_>>(),
    }))
}

/// The document of a descent that diverged: how it descended, and its losses
/// until then, in the data's own units, as pairs of update and loss.
pub fn diverged(
    story: &Story,
    trace: &Trace,
    (data, plan, loss, batch_size): (&Data, &Plan, Loss, usize),
) -> Value {
    let losses = trace.steps.iter().map(|step| (step.update, step.loss));
    let document = json!({
        "model": data.model.to_string(),
        "x": data.x(),
        "y": data.y(),
        "loss_function": loss.to_string(),
        "converged": false,
        "diverged_at_update": story.results["descent"]["diverged_at_update"],
        "losses": losses.collect::<Vec<_>>(),
        "rows": data.rows(),
        "optimiser": plan.optimiser.to_string(),
        "learning_rate": plan.rate.lr,
        "batch_size": batch_size,
        "backend": story.backend.to_string(),
        "precision": story.precision.to_string(),
        "seed": story.seed,
        "figures": story.files,
    });
    looked(document, story)
}
