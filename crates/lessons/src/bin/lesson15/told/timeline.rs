//! What each worker does when: compute, or wait.

use std::{sync::Mutex, time::Instant};

use burn::tensor::Tensor;
use figure::Chart;
use program::{Result, Story};

use super::failed;
use crate::{crew::Crew, deal::deal, mean::weighted, part::Part, rows::Rows};

const UPDATES: usize = 3;
/// The second worker does all its work so often.
const SLOW: usize = 4;
const P: usize = 16;

/// Who computed, from when to when.
type Worked = (usize, f64, f64);

pub fn tell(story: &mut Story, n: usize) -> Result<()> {
    story.heading("Who waits for whom");
    story.say(format!(
        "{UPDATES} updates with two workers. The second is made slow: it does \
         its work {SLOW} times over. First the parts are equal, then they are \
         {SLOW} to 1. Who computes when is in two figures, in parts of the \
         first run's time."
    ));
    let rows = Rows::drawn(n, P, story.seed);
    let (equal, all, w) = run(story, &rows, [1.0, 1.0])?;
    let (dealt, less, v) = run(story, &rows, [SLOW as f64, 1.0])?;
    story.aside(format!(
        "the second run took {:.2} of the first",
        less / all
    ));
    story.result("timeline.seconds", [all, less]);
    story.result("timeline.ends", [w, v]);
    story.figure("equal_parts", draw("Equal parts", &equal, all))?;
    story.figure("parts_by_speed", draw("Parts by speed", &dealt, all))
}

/// Who computed when, the seconds of the whole run, and where it ended.
fn run(
    story: &Story,
    rows: &Rows,
    shares: [f64; 2],
) -> Result<(Vec<Worked>, f64, Vec<f64>)> {
    let workers = vec![story.device.clone(); 2];
    let crew = Crew::send(rows, &deal(rows.len(), &shares), &workers);
    let (worked, begin) = (Mutex::new(Vec::new()), Instant::now());
    let now = || begin.elapsed().as_secs_f64();
    let job = |part: &Part, w: Tensor<1>| {
        let from = now();
        let times = if part.place == 1 { SLOW } else { 1 };
        (1..times).for_each(|_| drop(part.gradient(w.clone())));
        let found = part.gradient(w);
        if let Ok(mut worked) = worked.lock() {
            worked.push((part.place, from, now()));
        }
        found
    };
    let mut w = vec![0.0; P];
    for _ in 0..UPDATES {
        let found = weighted(&crew.ask(&w, job).map_err(failed)?);
        w.iter_mut().zip(found).for_each(|(w, g)| *w -= 0.5 * g);
    }
    let all = now();
    let mut worked = worked.into_inner().unwrap_or_default();
    worked.sort_by(|u, v| (u.0, u.1).partial_cmp(&(v.0, v.1)).unwrap());
    Ok((worked, all, w))
}

fn draw(title: &str, worked: &[Worked], all: f64) -> Chart {
    let axes = Chart::new(title, "part of the first run's time", "worker");
    let axes = axes.x_range(0.0, 1.0).y_range(0.0, 3.0).unmarked();
    let end = worked.iter().map(|w| w.2).fold(0.0, f64::max);
    // What each does between: it waits.
    let waits = |(worker, _, to): &Worked| {
        let later = worked.iter().filter(|w| w.0 == *worker && w.1 >= *to);
        (*worker, *to, later.map(|w| w.1).fold(end, f64::min))
    };
    let waited: Vec<Worked> = worked.iter().map(waits).collect();
    let line = |(worker, from, to): Worked| {
        let y = worker as f64 + 1.0;
        ([from / all, to / all], [y, y])
    };
    let chart = worked.iter().enumerate().fold(axes, |chart, (i, worked)| {
        let (x, y) = line(*worked);
        let name = if i == 0 { "computes" } else { "" };
        chart.line(name, &x, &y).like(0)
    });
    let first = worked.len();
    waited.iter().enumerate().fold(chart, |chart, (i, waited)| {
        let (x, y) = line(*waited);
        let name = if i == 0 { "waits" } else { "" };
        chart.dashed(name, &x, &y).like(first)
    })
}
