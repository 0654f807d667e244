//! The winners down the bowl of a line, by burn's optimisers.

use burn::tensor::Tensor;
use descent::{
    Error,
    data::tensor,
    optimiser::{Name, Optimiser},
    train::Trace,
};
use program::{
    Result, Story,
    points::LiveFlags,
    problem::Problem,
    scene::{self, LineFit, Recording},
};

use crate::{
    bowl::LineBowl,
    pictures,
    race::{self, Goal, Outcome},
    rates::Contestant,
    rules::Rule,
    run,
};

/// Runs everyone with its best rate from the first start, for as many updates
/// as it needed, and draws that.
pub fn race(
    story: &mut Story,
    problem: &Problem,
    (start, bowl): ([f64; 2], &LineBowl),
    all: &[Contestant],
    (goal, live): (Goal, LiveFlags),
    mse: impl Fn(Tensor<1>) -> Tensor<1>,
) -> Result<()> {
    let w = tensor(&start, &story.device);
    let fit = LineFit::new(problem.points.clone(), start, None, "MSE")
        .axes(problem.axes());
    let mut runs = Vec::new();
    let mut apart = 0.0_f64;
    for one in all {
        let Some(best) = one.best() else { continue };
        // A rule runs as long as it was found to need; L-BFGS to the goal.
        let (until, updates) = match (one.rule, best.outcomes[0]) {
            (_, Outcome::Diverged(_)) => continue,
            (None, _) => (bowl.floor + goal.loss, goal.half()),
            (_, Outcome::Settled(updates)) => (f64::NEG_INFINITY, updates),
            (_, Outcome::Above(_)) => (f64::NEG_INFINITY, goal.half()),
        };
        let (name, mu) = one.rule.map_or((Name::Lbfgs, 0.0), Rule::burns);
        let optimiser = Optimiser::new(name, mu);
        let recorder = story.recorder(live, updates, 40, &fit);
        let until = (until, updates);
        let run = run::run(optimiser, best.lr, &mse, &w, until, recorder);
        let trace = match run {
            Ok(run) => run.trace,
            Err(Error::Diverged { .. }) => continue,
            Err(other) => return Err(other.into()),
        };
        if let Some(rule) = one.rule {
            let at = |w| bowl.at(w);
            let plain = race::trace(rule, best.lr, start, updates, &at);
            apart = apart.max(distance(&plain, &trace));
        }
        let key = format!("optimisers.{}.path", one.name.replace(' ', "_"));
        let path = trace.steps.iter().map(|step| &step.params);
        story.result(&key, path.collect::<Vec<_>>());
        story.trace_line(&one.name, &trace, &fit.points);
        runs.push((one.name.clone(), trace));
    }
    story.say(format!(
        "\nburn's own, with the same rates from the first start: their \
         parameters differ by {apart:.1e} at most. Their coefficients are \
         float32.",
    ));
    story.result("race.max_difference", apart);
    draw(story, &fit, bowl, &runs, goal)
}

/// How far apart two runs are at most, of the largest parameter.
fn distance(one: &Trace, other: &Trace) -> f64 {
    let both = one.steps.iter().zip(&other.steps);
    let pairs = both.flat_map(|(u, v)| u.params.iter().zip(&v.params));
    pairs.fold(0.0, |largest, (u, v)| largest.max((u - v).abs()))
}

fn draw(
    story: &mut Story,
    fit: &LineFit,
    bowl: &LineBowl,
    runs: &[(String, Trace)],
    goal: Goal,
) -> Result<()> {
    story.chart("loss", pictures::losses(runs, bowl.floor, goal))?;
    let start = ("start", fit.start);
    let all = runs.iter().map(|(_, trace)| trace);
    let (device, end) = (&story.device, bowl.minimum);
    let map = scene::bowl(&fit.points, device, start, end, all)?;
    pictures::paths(story, "paths", &map, runs)?;
    // Frames of all runs show the same updates: of the longest, forty.
    let longest = runs.iter().map(|(_, trace)| trace.last().update).max();
    let stride = longest.unwrap_or(0).div_ceil(40).max(1);
    let recordings = runs.iter().map(|(name, trace)| {
        let frames = trace.last().update.div_ceil(stride);
        Recording::new(name, trace, frames)
    });
    story.recording("paths", fit, recordings)
}
