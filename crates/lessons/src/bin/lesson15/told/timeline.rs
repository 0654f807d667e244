//! What each worker does when: compute, or wait.

use std::time::Instant;

use burn::tensor::Tensor;
use figure::Chart;
use program::{Result, Story};

use super::failed;
use crate::{
    crew::Crew, deal::deal, mean::weighted, part::Part, rows::Rows, team::Team,
};

const UPDATES: usize = 3;
/// The second worker does all its work so often.
const SLOW: usize = 4;
const P: usize = 16;

/// Who computed, from when to when.
type Worked = (usize, f64, f64);

pub fn tell(story: &mut Story, team: &Team, n: usize) -> Result<()> {
    story.heading("Who waits for whom");
    story.say(format!(
        "{UPDATES} updates with two workers. The second is made slow: it does \
         its work {SLOW} times over. First the parts are equal, then they are \
         {SLOW} to 1. Who computes when is in two figures, in parts of the \
         first run's time."
    ));
    let rows = Rows::drawn(n, P, story.seed);
    let (equal, all, w) = run(team, &rows, [1.0, 1.0])?;
    let (dealt, less, v) = run(team, &rows, [SLOW as f64, 1.0])?;
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
    team: &Team,
    rows: &Rows,
    shares: [f64; 2],
) -> Result<(Vec<Worked>, f64, Vec<f64>)> {
    let parts = deal(rows.len(), &shares);
    let crew = Crew::send(rows, &parts, &team.of(2));
    let job = |part: &Part, w: Tensor<1>| {
        let times = if part.place == 1 { SLOW } else { 1 };
        (1..times).for_each(|_| drop(part.gradient(w.clone())));
        part.gradient(w)
    };
    let (mut w, mut worked) = (vec![0.0; P], Vec::new());
    crew.ask(&w, |_, w| w).map_err(failed)?; // the rows are there
    let begin = Instant::now();
    let since = |at: Instant| (at - begin).as_secs_f64();
    for _ in 0..UPDATES {
        let found = crew.ask(&w, job).map_err(failed)?;
        worked.extend(found.iter().map(|answer| {
            let [from, to] = answer.worked.map(since);
            (answer.place, from, to)
        }));
        let by = weighted(&found);
        w.iter_mut().zip(by).for_each(|(w, g)| *w -= 0.5 * g);
    }
    let all = since(Instant::now());
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
