//! What cannot be trusted in a fit, in words.

use program::number::digits;

use crate::{fitted::Fitted, weights::Weights};

/// An R² below this, of a network on the rows it learned from, is nothing.
const NOTHING_LEARNED: f64 = 0.01;
/// R² on rows held out that is lower by this was learnt by heart.
const BY_HEART: f64 = 0.2;
/// Of fewer rows, squares this many times as large.
const FAR: f64 = 10.0;
/// Fewer rows than these say little.
const ROWS: usize = 10;

/// One paragraph for each, with what to try; none for a fit without a flaw.
pub fn verdicts(fitted: &Fitted) -> Vec<String> {
    let all = [
        learned_nothing(fitted),
        as_many_as_rows(fitted),
        by_heart(fitted),
        two_classes(fitted),
    ];
    all.into_iter().flatten().collect()
}

/// A network that says the mean of y everywhere: its units are dead.
fn learned_nothing(fitted: &Fitted) -> Option<String> {
    let r2 = fitted.quality.r2?;
    let network = fitted.linear.is_none();
    (network && r2 < NOTHING_LEARNED).then(|| {
        format!(
            "R² is about 0: this network learned nothing, and gives about \
             the mean of {} everywhere. Units whose input is negative for all \
             rows are dead (lesson 8). Try more of them, such as --model \
             mlp:16, or another --seed.",
            fitted.data.y()
        )
    })
}

/// A linear model with a parameter for each row, and no penalty.
fn as_many_as_rows(fitted: &Fitted) -> Option<String> {
    let rows = fitted.quality.errors.len();
    let all = fitted.linear.as_ref()?.own.len();
    (rows <= all && fitted.data.l2 == 0.0).then(|| {
        format!(
            "There are {all} parameters and {rows} rows to learn from: the \
             model goes through every point, whatever they are, and R² says \
             nothing. Try a smaller model, or more rows."
        )
    })
}

/// A model that does much better on the rows that it learned from.
fn by_heart(fitted: &Fitted) -> Option<String> {
    let held_out = fitted.held_out.as_ref()?;
    let (learned, unseen) = (fitted.quality.r2?, held_out.r2?);
    // R² of few rows is chance; errors that are many times as large are not.
    let squares = |errors: &[f64], weights: &Weights| {
        weights.mean(errors.iter().map(|e| e * e))
    };
    let data = &fitted.data;
    let of_learned = fitted.quality.residual_standard_deviation;
    let of_learned = of_learned.map_or_else(
        || squares(&fitted.quality.errors, &data.weights),
        |s| s * s,
    );
    let unseen_squares = squares(&held_out.errors, &data.held_out_weights);
    let enough =
        held_out.errors.len() >= ROWS || unseen_squares > FAR * of_learned;
    let penalty = match data.l2 {
        0.0 => " a penalty (--l2 auto),",
        _ => "",
    };
    (enough && unseen < learned - BY_HEART).then(|| {
        format!(
            "R² is {learned:.2} on the rows to learn from and {unseen:.2} on \
             those held out: it learnt their noise by heart. Try a smaller \
             model,{penalty} or more rows."
        )
    })
}

/// A target of two values.
fn two_classes(fitted: &Fitted) -> Option<String> {
    let values = fitted.data.train.last()?;
    let first = *values.first()?;
    let other = *values.iter().find(|v| **v != first)?;
    let (low, high) = (first.min(other), first.max(other));
    let mut all = values.iter();
    let two = values.len() >= ROWS && all.all(|v| *v == low || *v == high);
    let y = fitted.data.y();
    two.then(|| {
        format!(
            "{y} takes two values only, {} and {}: this looks like two \
             classes. A model of numbers gives what lies between them and \
             beyond; --classes --y {y} tells them apart.",
            digits(fitted.data.log.undo_y(low)),
            digits(fitted.data.log.undo_y(high))
        )
    })
}
