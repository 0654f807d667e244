//! What a race looks like.

use descent::optimiser::Name;
use figure::{Bowl, Chart};
use program::{Result, Story, scene};

use crate::race::Run;

/// The losses, down to the goal: L-BFGS may leap far below it.
pub fn losses(runs: &[(Name, Run)], goal: f64) -> Chart {
    let all: Vec<_> = runs
        .iter()
        .map(|(name, run)| (name.as_str(), run.trace.losses()))
        .collect();
    let highest = all.iter().flat_map(|(_, losses)| losses).copied();
    let highest = highest.fold(goal, f64::max);
    scene::losses("Loss by update", "MSE", &all)
        .log_y()
        .y_range(goal / 10.0, 2.0 * highest)
}

/// Draws the paths in two figures: those with one learning rate for all
/// parameters, and those that give each its own. The first lies on top.
pub fn paths(
    story: &mut Story,
    name: &str,
    bowl: &Bowl,
    runs: &[(Name, Run)],
) -> Result<()> {
    let one_rate = [Name::Lbfgs, Name::Nesterov, Name::Momentum, Name::Sgd];
    let own_rates = [Name::Adagrad, Name::Rmsprop, Name::Adam];
    for (family, members) in
        [("one_rate", &one_rate[..]), ("own_rates", &own_rates)]
    {
        let of = |member: &Name| runs.iter().find(|(name, _)| name == member);
        let paths: Vec<_> = members
            .iter()
            .filter_map(of)
            .map(|(name, run)| (name.to_string(), &run.trace))
            .collect();
        let file = format!("{name}_{family}");
        if let Some(still) = scene::paths(bowl, &paths, 1).last() {
            story.figure(&file, still)?;
        }
        story.animation(&file, 100, scene::paths(bowl, &paths, 40))?;
    }
    Ok(())
}
