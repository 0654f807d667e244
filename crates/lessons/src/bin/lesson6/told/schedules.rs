//! The same descent, by four schedules.

use figure::Chart;
use program::{Error, Result, Story, scene};

use crate::{
    problem::Problem,
    schedules::{Scheduled, UPDATES, descend, schedules},
};

/// Updates in a point of the second figure.
const MEAN_OF: usize = 20;

pub fn tell(story: &mut Story, quadratic: &Problem) -> Result<()> {
    story.heading("Schedules");
    story.say(format!(
        "The same descent again, {UPDATES} updates from learning rate 0.1. \
         Steps that shrink can settle. \
         burn shrinks them by a schedule:\n"
    ));
    story.line("schedule   last learning rate   RMSE at the end");
    let (mut all_rates, mut means) = (Vec::new(), Vec::new());
    for (name, schedule) in schedules().map_err(Error::Failed)? {
        let Scheduled { trace, rates } = descend(quadratic, schedule)?;
        let lr = rates.last().copied().unwrap_or_default();
        let loss = trace.last().loss;
        story.line(format!("{name:9} {lr:19.7} {loss:17.4}"));
        let key = format!("schedules.{}", name.replace('-', "_"));
        story.result(&format!("{key}.rates"), &rates);
        story.result(&format!("{key}.lr_at_end"), lr);
        story.result(&format!("{key}.loss_at_end"), loss);
        all_rates.push((name, rates));
        means.push((name, smoothed(&trace.losses())));
    }
    let chart = scene::losses("Four schedules", "learning rate", &all_rates);
    story.figure("schedules", chart)?;
    let title = format!("What they lead to: means of {MEAN_OF} updates");
    let chart = Chart::new(title, "update", "RMSE").log_y();
    let chart = means.iter().fold(chart, |chart, (name, means)| {
        let middle = |k| (k as f64 + 0.5) * MEAN_OF as f64;
        let at: Vec<f64> = (0..means.len()).map(middle).collect();
        chart.line(name, &at, means)
    });
    story.figure("schedules_loss", chart)
}

/// What the eye sees of a curve that goes to and fro at every update.
fn smoothed(losses: &[f64]) -> Vec<f64> {
    let chunks = losses.chunks_exact(MEAN_OF);
    let mean = |chunk: &[f64]| chunk.iter().sum::<f64>() / MEAN_OF as f64;
    chunks.map(mean).collect()
}
