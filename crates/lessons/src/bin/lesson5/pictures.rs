//! The runs of all batch sizes side by side, drawn.

use figure::{Bowl, Chart};
use program::{
    Result, Story,
    scene::{self, LineFit},
};

use crate::run::Run;

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

    if runs.iter().any(|run| run.trace.steps.len() > scene::PATH) {
        story.say(format!(
            "The animation shows about {} steps of a path at most, \
             and all of them at its end.",
            scene::PATH
        ));
    }
    let paths: Vec<_> =
        runs.iter().map(|run| (run.name(), &run.trace)).collect();
    story.animation("paths", 100, scene::paths(bowl, &paths, 40))?;
    story.recording("paths", fit, runs.iter().map(Run::recording))
}
