//! Minibatches: their noise, and their order.

use descent::{batch::Batches, doctor::Run, train::Trace};
use figure::Chart;
use program::{Result, Story};

use super::picture::{examine, level, losses};
use crate::{
    rows::Rows,
    walk::{along, walk},
};

pub fn noise(story: &mut Story) -> Result<()> {
    story.say(
        "A line by batches of two rows, at 0.3 of the largest learning rate \
         that converges with all of them.",
    );
    let rows = Rows::draw(100, &[2.0, 1.0], 1.0, story.seed);
    let rate = 0.3 * rows.limit();
    let mut batches = Batches::new(rows.len(), 2, story.seed)?;
    let mut waiting = Vec::new();
    let step = |w: &[f64]| {
        if waiting.is_empty() {
            waiting = batches.epoch();
        }
        let batch = waiting.pop().unwrap_or_default();
        let batch: Vec<_> = batch.into_iter().map(|i| i as usize).collect();
        along(w, -rate, &rows.gradient(w, &batch))
    };
    let trace = walk(vec![0.0; 2], 500, |w| rows.loss(w), step);
    let run = Run {
        batch: 2,
        ..Run::of(&trace, rate)
    };
    examine(story, "batches of two", &rows, run);
    let floor = rows.loss(&rows.best());
    let chart = losses("Loss, and the lowest there is, log scale", &trace);
    story.figure("noise", level(chart, &trace, floor).log_y())
}

pub fn order(story: &mut Story) -> Result<()> {
    story.say(
        "A line by batches of 10, of 100 rows that are sorted by x, never \
         shuffled, on a curve.",
    );
    let mut rows = Rows::draw(100, &[2.0, 1.0], 0.0, story.seed);
    rows.columns[0].sort_by(f64::total_cmp);
    rows.y = rows.columns[0].iter().map(|x| 2.0 * x + x * x).collect();
    let rate = 0.2 * rows.limit();
    let batch = |k: usize| (10 * (k % 10)..10 * (k % 10) + 10).collect();
    let mut k = 0;
    let step = |w: &[f64]| {
        let batch: Vec<usize> = batch(k);
        k += 1;
        along(w, -rate, &rows.gradient(w, &batch))
    };
    let of_all = walk(vec![0.0; 2], 80, |w| rows.loss(w), step);
    // A program that learns prints the loss of the batch at hand.
    let mut trace = Trace::default();
    for mut step in of_all.steps {
        let from = 10 * (step.update % 10);
        step.loss = rows.mse(&step.params, from..from + 10);
        trace.steps.push(step);
    }
    let run = Run {
        batch: 10,
        losses_of_batches: true,
        ..Run::of(&trace, rate)
    };
    examine(story, "rows in order", &rows, run);
    let epochs: Vec<f64> = (0..=80).map(|k| f64::from(k) / 10.0).collect();
    let chart = Chart::new("Loss of each batch", "epoch", "loss");
    story.figure("order", chart.line("", &epochs, &trace.losses()))
}
