//! The runs of all batch sizes, side by side: a table and figures.

use lessons::{
    Result, Story,
    figure::{Bowl, Chart},
    scene::{self, LineFit, Recording},
};

use crate::run::Run;

/// Tells what all runs cost, and keeps their numbers.
pub fn table(story: &mut Story, runs: &[Run], floor: f64, best: [f64; 2]) {
    let near = 1.1 * floor;
    let [w0, w1] = best;
    story.say(format!(
        "\nLeast squares: w0 = {w0:.4}, w1 = {w1:.4}, MSE {floor:.4}."
    ));
    story.say("What it takes to come within 10 % of that MSE; at the end of");
    story.say("the run, the distance of w and the MSEs of the last epoch:\n");
    story.say(" size epochs  updates  point gradients  distance  last epoch");
    for run in runs {
        story.say(run.row(near, best));
        story.result(&format!("batch_sizes.{}", run.size), run.results(near));
        if run.trace.grew() || run.diverged.is_some() {
            let why = match run.size < run.points {
                true => "a smaller batch is noisier",
                false => "the steps are too large",
            };
            story.say(format!("       {why}: lower the learning rate"));
        }
    }
    story.result("least_squares", best);
    story.result("floor", floor);
}

pub fn draw(
    story: &mut Story,
    fit: &LineFit,
    runs: &[Run],
    bowl: &Bowl,
) -> Result<()> {
    let count = |n: usize| (0..n).map(|k| k as f64).collect::<Vec<_>>();
    let mut by_update = Chart::new("Loss by update", "update", "MSE").log_y();
    let mut by_epoch = Chart::new("Loss by epoch", "epoch, from 1 on", "MSE")
        .log_x()
        .log_y();
    for run in runs {
        let (name, losses) = (run.name(), run.trace.losses());
        by_update = by_update.line(&name, &count(losses.len()), &losses);
        let losses = run.losses_by_epoch();
        by_epoch = by_epoch.line(&name, &count(losses.len()), &losses);
    }
    story.chart("loss_by_update", by_update)?;
    story.figure("loss_by_epoch", by_epoch)?;

    let paths: Vec<_> =
        runs.iter().map(|run| (run.name(), &run.trace)).collect();
    story.animation("paths", 100, scene::paths(bowl, &paths, 40))?;
    story.recording("paths", fit, runs.iter().map(recording))
}

/// A run for the players of the book, with its batches as they came.
fn recording(run: &Run) -> Recording {
    let mut recording = Recording::new(run.name(), &run.trace, 40);
    if run.size < run.points {
        let epochs = run.trace.last().update / run.order.per_epoch();
        let mut order = run.order.clone();
        recording.batches = (0..epochs).flat_map(|_| order.epoch()).collect();
    }
    recording
}
