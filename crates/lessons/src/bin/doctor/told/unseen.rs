//! Rows that the model did not learn from.

use std::cell::RefCell;

use descent::{
    doctor::{Ask, Run, Validation},
    train::Trace,
};
use figure::Chart;
use program::{Result, Story};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

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
    let chart = Chart::new("Loss", "update", "loss").small().unmarked();
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
        .small()
        .unmarked()
        .line("with copies", &updates, &on(&unseen, &trace))
        .line("without", &updates, &on(&fresh, &trace));
    story.figure("leak", chart)
}

pub fn dropout(story: &mut Story) -> Result<()> {
    story.say(
        "A line of ten columns, each left out by chance in one of five \
         evaluations.",
    );
    let truth: Vec<f64> = (0..=10).map(|j| f64::from(j % 3 - 1)).collect();
    let rows = Rows::draw(60, &truth, 0.5, story.seed);
    let rate = 0.2 * rows.limit();
    let step = |w: &[f64]| along(w, -rate, &rows.slope(w));
    let random = RefCell::new(ChaCha8Rng::seed_from_u64(story.seed));
    let look = |w: &[f64]| {
        let mut random = random.borrow_mut();
        let kept = w.iter().map(|w| match random.random_bool(0.8) {
            true => w / 0.8,
            false => 0.0,
        });
        rows.loss(&kept.collect::<Vec<_>>())
    };
    let trace = walk(vec![0.0; 11], 40, look, step);
    let slope = |w: &[f64]| rows.slope(w);
    let run = Run {
        ask: Some(Ask {
            loss: &look,
            gradient: &slope,
            on_rows: None,
        }),
        ..Run::of(&trace, rate)
    };
    examine(story, "dropout left on", &rows, run);
    let end = trace.last().params;
    let looks: Vec<f64> = (0..30).map(|_| look(&end)).collect();
    let chart = Chart::new("Loss of the same parameters", "look", "loss");
    story.figure("dropout", chart.small().points("", &count(30), &looks))
}
