//! What a race looks like.

use lessons::{
    Result, Story,
    figure::{Bowl, Chart},
    scene,
};

use crate::race::Run;

/// The losses, down to the goal: L-BFGS may leap far below it.
pub fn losses(runs: &[(&str, Run)], goal: f64) -> Chart {
    let chart = Chart::new("Loss by update", "update", "MSE").log_y();
    let all = runs.iter().flat_map(|(_, run)| run.trace.losses());
    let chart = chart.y_range(goal / 10.0, 2.0 * all.fold(goal, f64::max));
    runs.iter().fold(chart, |chart, (name, run)| {
        let losses = run.trace.losses();
        let updates: Vec<_> = (0..losses.len()).map(|k| k as f64).collect();
        chart.line(name, &updates, &losses)
    })
}

/// Draws the paths in two figures: those with one learning rate for all
/// parameters, and those that give each its own. The first lies on top.
pub fn draw(
    story: &mut Story,
    name: &str,
    bowl: &Bowl,
    runs: &[(&str, Run)],
) -> Result<()> {
    for (family, members) in [
        ("one_rate", &["lbfgs", "nesterov", "momentum", "sgd"][..]),
        ("own_rates", &["adagrad", "rmsprop", "adam"]),
    ] {
        let of = |member: &&str| runs.iter().find(|(name, _)| name == member);
        let paths: Vec<_> = members
            .iter()
            .filter_map(of)
            .map(|(name, run)| ((*name).to_owned(), &run.trace))
            .collect();
        let file = format!("{name}_{family}");
        for still in scene::paths(bowl, &paths, 1) {
            story.figure(&file, still)?;
        }
        story.animation(&file, 100, scene::paths(bowl, &paths, 40))?;
    }
    Ok(())
}
