//! An evaluation that draws at random.

use std::cell::RefCell;

use descent::doctor::{Ask, Run};
use figure::Chart;
use program::{Result, Story};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::picture::{count, examine};
use crate::{
    rows::Rows,
    walk::{along, walk},
};

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
    story.figure("dropout", chart.points("", &count(30), &looks))
}
