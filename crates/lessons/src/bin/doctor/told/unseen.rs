//! Rows that the model did not learn from.

use descent::{
    doctor::{Run, Validation},
    train::Trace,
};
use figure::Chart;
use program::{Result, Story};

use super::picture::{count, examine};
use crate::{
    rows::Rows,
    walk::{along, walk},
};

/// 40 rows to learn from, of 30 columns and much noise, and 60 others.
fn noisy(story: &Story) -> [Rows; 2] {
    let truth: Vec<f64> = (0..=30).map(|j| f64::from(j % 3 - 1)).collect();
    Rows::draw(100, &truth, 8.0, story.seed).split(40)
}

/// Learns these rows, and the rate.
fn learn(rows: &Rows) -> (Trace, f64) {
    let rate = 0.1 * rows.limit();
    let step = |w: &[f64]| along(w, -rate, &rows.slope(w));
    (walk(vec![0.0; 31], 300, |w| rows.loss(w), step), rate)
}

/// The losses of a run on rows.
fn on(rows: &Rows, trace: &Trace) -> Vec<f64> {
    trace.steps.iter().map(|s| rows.loss(&s.params)).collect()
}

/// Learns, and asks the doctor with the losses on both parts.
fn validated(
    story: &mut Story,
    name: &str,
    [learned, unseen]: [&Rows; 2],
    shared: usize,
) -> Trace {
    let (trace, rate) = learn(learned);
    let validation = Validation {
        losses: on(unseen, &trace),
        learned: trace.losses(),
        rows: unseen.len(),
        shared,
        ..Validation::default()
    };
    let run = Run {
        validation: Some(validation),
        ..Run::of(&trace, rate)
    };
    examine(story, name, learned, run);
    trace
}

pub fn overfits(story: &mut Story) -> Result<()> {
    story.say("31 parameters for 40 noisy rows; 60 others validate.");
    let [learned, unseen] = noisy(story);
    let trace = validated(story, "31 parameters", [&learned, &unseen], 0);
    let updates = count(trace.steps.len());
    let chart = Chart::new("Loss", "update", "loss").unmarked();
    let chart = chart.line("training", &updates, &trace.losses()).line(
        "validation",
        &updates,
        &on(&unseen, &trace),
    );
    story.figure("overfits", chart)
}

pub fn leak(story: &mut Story) -> Result<()> {
    story.say(
        "The same, but 36 of the 60 rows that validate are copies of rows to \
         learn from.",
    );
    let [learned, mut unseen] = noisy(story);
    let fresh = unseen.clone();
    let copy = |to: &mut Vec<f64>, from: &Vec<f64>| {
        to[..36].copy_from_slice(&from[..36]);
    };
    let columns = unseen.columns.iter_mut().zip(&learned.columns);
    columns.for_each(|(to, from)| copy(to, from));
    copy(&mut unseen.y, &learned.y);
    let trace = validated(story, "copies", [&learned, &unseen], 36);
    let updates = count(trace.steps.len());
    let chart = Chart::new("Validation loss", "update", "loss")
        .unmarked()
        .line("with copies", &updates, &on(&unseen, &trace))
        .line("without", &updates, &on(&fresh, &trace));
    story.figure("leak", chart)
}
