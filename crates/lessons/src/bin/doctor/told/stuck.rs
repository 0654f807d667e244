//! Descents that come to rest too early.

use descent::doctor::{Ask, Run};
use figure::Chart;
use program::{Result, Story};

use super::picture::{examine, losses};
use crate::{
    rows::Rows,
    walk::{along, walk},
};

pub fn saddle(story: &mut Story) -> Result<()> {
    story.say(
        "A network of one unit, ŷ = v w x without a bend, for y = x, from \
         weights next to 0: its loss is (v w − 1)².",
    );
    let loss = |w: &[f64]| (w[0] * w[1] - 1.0).powi(2);
    let gradient = |w: &[f64]| {
        let error = 2.0 * (w[0] * w[1] - 1.0);
        vec![error * w[1], error * w[0]]
    };
    let rate = 0.02;
    let step = |w: &[f64]| along(w, -rate, &gradient(w));
    let trace = walk(vec![1e-4, 2e-4], 60, loss, step);
    let run = Run {
        ask: Some(Ask {
            loss: &loss,
            gradient: &gradient,
            on_rows: None,
        }),
        ..Run::of(&trace, rate)
    };
    story.diagnose("a start next to 0", &run);
    story.figure("saddle", losses("Loss", &trace).y_range(0.0, 1.2))
}

pub fn labels(story: &mut Story) -> Result<()> {
    story.say("A line on rows whose y belong to the x of the row before.");
    let mut rows = Rows::draw(100, &[2.0, 1.0], 0.5, story.seed);
    rows.y.rotate_right(1);
    let rate = 0.3 * rows.limit();
    let step = |w: &[f64]| along(w, -rate, &rows.slope(w));
    let trace = walk(vec![0.0; 2], 40, |w| rows.loss(w), step);
    let run = Run {
        naive_loss: Some(rows.loss(&[0.0, mean(&rows.y)])),
        ..Run::of(&trace, rate)
    };
    examine(story, "shifted labels", &rows, run);
    let chart = Chart::new("y over x, row by row", "x", "y");
    story.figure("labels", chart.points("", &rows.columns[0], &rows.y))
}

fn mean(of: &[f64]) -> f64 {
    of.iter().sum::<f64>() / of.len() as f64
}
