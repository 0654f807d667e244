//! Losses over time.

use std::time::Instant;

use figure::Chart;
use program::{Result, Story};

use super::failed;
use crate::{
    clock::crew,
    mean::weighted,
    rows::Rows,
    run::{Place, descend},
    team::Team,
};

const LR: f64 = 0.5;
const UPDATES: usize = 40;

/// The same losses, the sooner the more workers.
pub fn tell(story: &mut Story, team: &Team, rows: &Rows) -> Result<()> {
    let mut chart = Chart::new("The same losses", "seconds", "loss");
    let mut ends = Vec::new();
    for k in [1, 2, 4] {
        let crew = crew(rows, &team.of(k));
        let (start, mut seen) = (Instant::now(), Vec::new());
        let gradient = |at: &Place| -> Result<Vec<f64>> {
            let found = crew.ask(&at.w, |part, w| part.gradient(w));
            Ok(weighted(&found.map_err(failed)?))
        };
        let keep = |at: &Place| {
            seen.push((start.elapsed().as_secs_f64(), at.w.clone()));
            Ok(())
        };
        let zero = Place::start(vec![0.0; rows.p]);
        let end = descend(zero, UPDATES, LR, gradient, keep)?;
        // Their losses are found when the clock has stopped.
        let every = seen.iter().step_by(3);
        let (x, y): (Vec<f64>, Vec<f64>) =
            every.map(|(s, w)| (*s, rows.loss(w))).unzip();
        let name = format!("{k} worker{}", if k == 1 { "" } else { "s" });
        chart = chart.line(&name, &x, &y);
        ends.push(end.w);
    }
    story.say(format!(
        "{UPDATES} updates with 1, 2 and 4 workers end at the same parameters \
         but for rounding. What differs is when."
    ));
    story.result("measured.ends", ends);
    let chart = chart
        .log_x()
        .log_y()
        .x_range(1e-4, 100.0)
        .y_range(1e-9, 10.0);
    story.figure("losses_over_time", chart)
}
