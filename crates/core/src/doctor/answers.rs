//! What a model answers in the end: whether that can be trusted.

use super::{
    finding::{Certainty, Finding, Illness, digits},
    measured::Measured,
    run::Run,
};

/// An R² below this, of a network on the rows it learned from, is nothing.
const NOTHING_LEARNED: f64 = 0.01;
/// R² on rows held out that is lower by this was learnt by heart.
const BY_HEART: f64 = 0.2;
/// Of fewer rows, squares this many times as large.
const FAR: f64 = 10.0;
/// Fewer rows than these say little.
const ROWS: usize = 10;

/// A network that says the mean of y everywhere.
pub fn learned_nothing(run: &Run, _: &Measured) -> Option<Finding> {
    let answers = run.answers.as_ref().filter(|a| a.is_network)?;
    let r2 = answers.r2.filter(|r2| *r2 < NOTHING_LEARNED)?;
    Finding::new(
        Illness::NothingLearned,
        Certainty::Likely,
        [("R²", r2)],
        format!(
            "R² is {}: this network learned nothing; the mean of {} \
             everywhere does as well. Units whose input is negative for all \
             rows are dead (lesson 8).",
            if r2 > -NOTHING_LEARNED {
                "about 0".into()
            } else {
                digits(r2)
            },
            answers.name
        ),
        "Try more units, or another seed.",
    )
}

/// A model with a parameter for each row.
pub fn as_many_as_rows(run: &Run, _: &Measured) -> Option<Finding> {
    let answers = run.answers.as_ref()?;
    let (all, rows) = (answers.free_parameters, answers.rows);
    (rows > 0 && rows <= all).then(|| {
        Finding::new(
            Illness::AsManyAsRows,
            Certainty::Sure,
            [("parameters", all as f64), ("rows", rows as f64)],
            format!(
                "There are {all} parameters and {rows} rows to learn from: the \
                 model goes through every point, whatever they are, and R² \
                 says nothing."
            ),
            "Try a smaller model, or more rows.",
        )
    })?
}

/// A model that does much better on the rows that it learned from.
pub fn by_heart(run: &Run, _: &Measured) -> Option<Finding> {
    let answers = run.answers.as_ref()?;
    let unseen = answers.unseen.as_ref()?;
    let (learned, of_unseen) = (answers.r2?, unseen.r2?);
    // R² of few rows is chance; errors that are many times as large are not.
    // Squares of so many normal errors scatter by √(2/rows) of their mean.
    let scatter = (2.0 / unseen.rows as f64).sqrt();
    let chance = answers.squares * (1.0 + 3.0 * scatter);
    let enough = match unseen.rows >= ROWS {
        true => unseen.squares > chance,
        false => unseen.squares > FAR * answers.squares,
    };
    (enough && of_unseen < learned - BY_HEART).then(|| {
        Finding::new(
            Illness::ByHeart,
            Certainty::Likely,
            [("R² learned", learned), ("R² held out", of_unseen)],
            format!(
                "R² is {learned:.2} on the rows to learn from and \
                 {of_unseen:.2} on those held out: it learnt their noise by \
                 heart."
            ),
            "Try a smaller model, a penalty, or more rows.",
        )
    })?
}

/// Numbers that take two values only.
pub fn two_values(run: &Run, _: &Measured) -> Option<Finding> {
    let answers = run.answers.as_ref()?;
    let of = answers.target.iter().copied();
    let (low, high) = of.clone().fold((f64::MAX, f64::MIN), |(l, h), v| {
        (f64::min(l, v), f64::max(h, v))
    });
    let two = of.clone().all(|v| v == low || v == high) && low < high;
    (two && of.count() >= ROWS).then(|| {
        Finding::new(
            Illness::TwoValues,
            Certainty::Likely,
            [("low", low), ("high", high)],
            format!(
                "{} takes two values only, {} and {}: this looks like two \
                 classes. A model of numbers gives what lies between them and \
                 beyond.",
                answers.name,
                digits(low),
                digits(high)
            ),
            "Tell the classes apart instead, by cross-entropy.",
        )
    })?
}
