//! Updates that do not follow the slope of the loss.

use descent::doctor::{Ask, Run};
use figure::Chart;
use program::{Result, Story};

use super::picture::{count, examine, examine_gradient, level, losses};
use crate::{
    rows::Rows,
    walk::{along, walk},
};

pub fn not_cleared(story: &mut Story) -> Result<()> {
    story.say(
        "A line by descent that adds each gradient to those before: nobody \
         clears them.",
    );
    let rows = Rows::draw(60, &[2.0, 1.0], 0.5, story.seed);
    let rate = 0.01 * rows.limit();
    let mut sum = vec![0.0; 2];
    let step = |w: &[f64]| {
        sum = along(&sum, 1.0, &rows.slope(w));
        along(w, -rate, &sum)
    };
    let trace = walk(vec![0.0; 2], 150, |w| rows.loss(w), step);
    examine(story, "sums of gradients", &rows, Run::of(&trace, rate));
    story.figure("not-cleared", losses("Loss", &trace))
}

pub fn wrong(story: &mut Story) -> Result<()> {
    story.say(
        "A line by descent with a gradient by hand, in which the slope lacks \
         its factor x.",
    );
    let mut rows = Rows::draw(60, &[2.0, 1.0], 0.5, story.seed);
    rows.columns[0].iter_mut().for_each(|x| *x += 1.0);
    let rate = 0.1 * rows.limit();
    let gradient = |w: &[f64]| vec![rows.slope(w)[1]; 2];
    let step = |w: &[f64]| along(w, -rate, &gradient(w));
    let trace = walk(vec![0.0; 2], 40, |w| rows.loss(w), step);
    let run = Run::of(&trace, rate);
    examine_gradient(story, "a gradient by hand", &rows, &gradient, run);
    let chart = losses("Loss, and the lowest there is", &trace);
    let floor = rows.loss(&rows.best());
    story.figure("wrong-gradient", level(chart, &trace, floor))
}

pub fn sum(story: &mut Story) -> Result<()> {
    let rate = 0.02;
    story.say(format!(
        "A line by descent on the sum of squared errors, at learning rate \
         {rate}: of 20 rows, and of 60."
    ));
    let mut chart = Chart::new("Loss, log scale", "update", "loss").log_y();
    for n in [20, 60] {
        let rows = Rows::draw(n, &[2.0, 1.0], 0.5, story.seed);
        let loss = |w: &[f64]| n as f64 * rows.loss(w);
        let gradient = |w: &[f64]| along(&[0.0; 2], n as f64, &rows.slope(w));
        let step = |w: &[f64]| along(w, -rate, &gradient(w));
        let trace = walk(vec![0.0; 2], 12, loss, step);
        let name = format!("{n} rows");
        let losses = trace.losses();
        chart = chart.line(&name, &count(losses.len()), &losses);
        let sum = |w: &[f64], of: std::ops::Range<usize>| {
            of.len() as f64 * rows.mse(w, of)
        };
        let ask = Ask {
            loss: &loss,
            gradient: &gradient,
            on_rows: Some(&sum),
        };
        let run = Run {
            ask: Some(ask),
            ..Run::of(&trace, rate)
        };
        examine(story, &name, &rows, run);
    }
    story.figure("sum", chart)
}
