//! What a race looks like.

use descent::{data::linspace, train::Trace};
use figure::{Bowl, Chart};
use program::{Result, Story, scene};

use crate::{
    bowl::LineBowl, race::Goal, rates::Contestant, rules::Rule, theory,
};

/// How far the losses are above the lowest, down to the goal. Without L-BFGS,
/// which is there at once.
pub fn losses(runs: &[(String, Trace)], lowest: f64, goal: Goal) -> Chart {
    let above = |trace: &Trace| -> Vec<f64> {
        trace.losses().iter().map(|loss| loss - lowest).collect()
    };
    let others = runs.iter().filter(|(name, _)| name != "lbfgs");
    let all: Vec<_> = others
        .map(|(name, trace)| (name.as_str(), above(trace)))
        .collect();
    let highest = all.iter().flat_map(|(_, losses)| losses).copied();
    let highest = highest.fold(goal.loss, f64::max);
    scene::losses("Loss by update", "loss above its lowest", &all)
        .log_y()
        .y_range(goal.loss / 10.0, 2.0 * highest)
}

/// The median of the gradients over the learning rate, where all starts come
/// down.
pub fn tuning(place: &str, all: &[Contestant]) -> Chart {
    let title = format!("{place}: gradients by learning rate");
    let chart = Chart::new(title, "learning rate", "gradients");
    let chart = all.iter().fold(chart, |chart, one| {
        let all_down = one.attempts.iter().filter(|a| a.highest().is_none());
        let found = all_down.filter_map(|a| Some((a.lr, a.median()?)));
        let (lr, gradients): (Vec<f64>, Vec<f64>) =
            found.map(|(lr, median)| (lr, median as f64)).unzip();
        match lr.is_empty() {
            true => chart,
            false => chart.line(&one.name, &lr, &gradients),
        }
    });
    chart.log_x()
}

/// The plane of memory and learning rate on this bowl: where momentum begins
/// to swing along an axis, where it does so along both, and where it diverges;
/// and the ones that raced.
pub fn plane(bowl: &LineBowl, all: &[Contestant]) -> Chart {
    let [flat, steep] = bowl.curvatures;
    let mu = linspace(0.0, 0.98, 99);
    let border = |c: f64, i: usize| -> Vec<f64> {
        mu.iter().map(|mu| theory::borders(*mu, c)[i]).collect()
    };
    let chart =
        Chart::new("Memory and learning rate", "learning rate", "memory μ")
            .line("swings from here", &border(steep, 0), &mu)
            .line("all axes leave √μ from here …", &border(flat, 0), &mu)
            .line("… to here", &border(steep, 1), &mu)
            .line("diverges from here", &border(steep, 2), &mu);
    let chart = all.iter().fold(chart, |chart, one| {
        let mu = match one.rule {
            Some(Rule::Sgd) => 0.0,
            Some(Rule::Momentum(mu)) => mu,
            _ => return chart,
        };
        let lr = one.best().map_or(f64::NAN, |best| best.lr);
        chart.points(&one.name, &[lr], &[mu])
    });
    chart.log_x()
}

/// Draws the paths in two figures: those with one learning rate for all
/// parameters, and those that give each its own. The first lies on top: those
/// that swing far lie below those that do not.
pub fn paths(
    story: &mut Story,
    name: &str,
    bowl: &Bowl,
    runs: &[(String, Trace)],
) -> Result<()> {
    let one_rate = ["lbfgs", "sgd", "momentum", "nesterov"];
    let own_rates = ["rmsprop", "adagrad", "adam"];
    for (family, members) in
        [("one_rate", &one_rate[..]), ("own_rates", &own_rates)]
    {
        let of = |member: &&str| runs.iter().find(|(name, _)| name == member);
        let paths: Vec<_> = members
            .iter()
            .filter_map(of)
            .map(|(name, trace)| (name.clone(), trace))
            .collect();
        let file = format!("{name}_{family}");
        let still = paths.iter().fold(bowl.clone(), |bowl, (name, trace)| {
            bowl.path(name, &trace.param(0), &trace.param(1))
        });
        story.figure(&file, still)?;
        story.animation(&file, 100, scene::paths(bowl, &paths, 40))?;
    }
    Ok(())
}
