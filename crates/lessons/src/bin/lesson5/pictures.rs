//! The runs of all batch sizes, side by side.

use lessons::{
    Lesson, Result,
    figure::{Bowl, Chart},
    scene,
    scene::Descent,
};

use crate::run::Run;

pub fn draw(
    lesson: &mut Lesson,
    descent: &Descent,
    runs: &[Run],
    bowl: Bowl,
) -> Result<()> {
    let count = |n: usize| (0..n).map(|k| k as f64).collect::<Vec<_>>();
    let by_update = Chart::new("The same loss by update", "update", "MSE");
    let by_epoch = Chart::new("… and by epoch", "epoch", "MSE");
    let (mut by_update, mut by_epoch) =
        (by_update.log_y(), by_epoch.log_x().log_y());
    for run in runs {
        let (updates, epochs) = (run.trace.losses(), run.losses_by_epoch());
        by_update =
            by_update.line(&run.name(), &count(updates.len()), &updates);
        by_epoch = by_epoch.line(&run.name(), &count(epochs.len()), &epochs);
    }
    lesson.chart("loss_by_update", by_update)?;
    lesson.figure("loss_by_epoch", by_epoch)?;

    let paths: Vec<_> =
        runs.iter().map(|run| (run.name(), &run.trace)).collect();
    lesson.animation("paths", 100, scene::paths(&bowl, &paths, 40))?;
    let recordings: Vec<_> = runs.iter().map(Run::recording).collect();
    lesson.recording("paths", descent, &recordings)
}
