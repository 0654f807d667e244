//! Steps too long, too short, or too long one way and too short another.

use descent::doctor::Run;
use program::{Result, Story};

use super::picture::{count, examine, level, losses};
use crate::{
    rows::Rows,
    walk::{along, walk},
};

/// A line with x of deviation 1, a part of the largest rate that converges, and
/// the descent from (0, 0).
fn line(
    story: &mut Story,
    part: f64,
    updates: usize,
) -> (Rows, Run<'static>, descent::train::Trace) {
    let rows = Rows::draw(60, &[2.0, 1.0], 0.5, story.seed);
    let rate = part * rows.limit();
    story.say(format!(
        "A line by descent on the MSE, at {part} times the largest learning \
         rate that converges."
    ));
    let step = |w: &[f64]| along(w, -rate, &rows.slope(w));
    let trace = walk(vec![0.0; 2], updates, |w| rows.loss(w), step);
    let run = Run::of(&trace, rate);
    (rows, run, trace)
}

pub fn diverges(story: &mut Story) -> Result<()> {
    let (rows, run, trace) = line(story, 1.2, 25);
    examine(story, "the rate", &rows, run);
    story.figure("diverges", losses("Loss, log scale", &trace).log_y())
}

pub fn swings(story: &mut Story) -> Result<()> {
    let (rows, run, trace) = line(story, 0.98, 20);
    examine(story, "the rate", &rows, run);
    let slopes: Vec<f64> = trace.steps.iter().map(|s| s.params[0]).collect();
    let chart = figure::Chart::new("The slope of the line", "update", "slope")
        .line("", &count(slopes.len()), &slopes);
    story.figure("swings", level(chart, &trace, rows.best()[0]))
}

pub fn creeps(story: &mut Story) -> Result<()> {
    let (rows, run, trace) = line(story, 0.0003, 200);
    examine(story, "the rate", &rows, run);
    let floor = rows.loss(&rows.best());
    let chart = level(
        losses("Loss, and the lowest there is", &trace),
        &trace,
        floor,
    );
    story.figure("creeps", chart)
}

pub fn ravine(story: &mut Story) -> Result<()> {
    let mut rows = Rows::draw(60, &[2.0, 1.0], 0.5, story.seed);
    for (x, y) in rows.columns[0].iter_mut().zip(&mut rows.y) {
        *x += 10.0;
        *y += 15.0;
    }
    story.say(
        "A line whose x lie around 10, at half of the largest learning rate \
         that converges.",
    );
    let rate = 0.5 * rows.limit();
    let step = |w: &[f64]| along(w, -rate, &rows.slope(w));
    let trace = walk(vec![0.0; 2], 200, |w| rows.loss(w), step);
    examine(story, "raw columns", &rows, Run::of(&trace, rate));
    let chart = losses("Loss, and the lowest there is, log scale", &trace);
    let floor = rows.loss(&rows.best());
    story.figure("ravine", level(chart, &trace, floor).log_y())
}

pub fn momentum(story: &mut Story) -> Result<()> {
    let rows = Rows::draw(60, &[2.0, 1.0], 0.5, story.seed);
    let (momentum, rate) = (0.98, 0.02 * rows.limit());
    story.say(format!(
        "A line by descent with momentum {momentum}, at a fiftieth of the \
         largest learning rate that converges."
    ));
    let mut velocity = vec![0.0; 2];
    let step = |w: &[f64]| {
        velocity = along(&rows.slope(w), momentum, &velocity);
        along(w, -rate, &velocity)
    };
    let trace = walk(vec![0.0; 2], 150, |w| rows.loss(w), step);
    let run = Run {
        momentum,
        ..Run::of(&trace, rate)
    };
    examine(story, "the momentum", &rows, run);
    story.figure("momentum", losses("Loss", &trace))
}
