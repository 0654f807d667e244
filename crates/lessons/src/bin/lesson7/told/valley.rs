//! The race through Rosenbrock's curved valley.

use descent::{
    data::{linspace, tensor},
    optimiser::{Name, Optimiser},
    train::Recorder,
};
use figure::Bowl;
use program::{Result, Story};

use super::{every_rate, table};
use crate::{
    landscapes::{rosenbrock, valley},
    pictures,
    race::{self, Goal, Outcome},
    rates::{Contestant, RATES},
    rules::Rule,
    run,
};

/// The first is Rosenbrock's own.
const STARTS: [[f64; 2]; 5] = [
    [-1.2, 1.0],
    [0.0, 0.0],
    [0.0, 2.0],
    [1.0, -1.0],
    [-1.0, -1.0],
];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A race through a curved valley");
    let goal = Goal {
        loss: 1e-3,
        updates: 20_000,
    };
    story.say(format!(
        "Rosenbrock: (u − 1)² + 100 (v − u²)². \
         Its floor is the curve v = u², and its minimum, 0, lies at (1, 1). \
         Five starts: (−1.2, 1), (0, 0), (0, 2), (1, −1) and (−1, −1). \
         By the same rule, the gradients until it is {} or below, and stays \
         so: through the whole second half of {} updates.",
        goal.loss, goal.updates
    ));
    let new = |rule| Contestant::new(rule, &RATES, &STARTS, goal, &valley);
    let mut all: Vec<_> = Rule::ALL.map(new).into();
    let most = (goal.loss, 500);
    all.push(run::lbfgs(1.0, rosenbrock, &STARTS, most, &story.device)?);
    table::tell(story, "rosenbrock", &all, |_| None);
    draw(story, &all, goal)?;
    story.heading("The valley, rate by rate");
    let six = &all[..Rule::ALL.len()];
    every_rate::tell(story, "tuning.rosenbrock", six);
    let chart = pictures::tuning("In the valley", six);
    story.figure("valley_tuning", chart)
}

/// Draws the best of everyone from the first start.
fn draw(story: &mut Story, all: &[Contestant], goal: Goal) -> Result<()> {
    let mut runs = Vec::new();
    for one in all {
        let Some(best) = one.best() else { continue };
        let trace = match (one.rule, best.outcomes[0]) {
            (_, Outcome::Diverged(_)) => continue,
            (None, _) => {
                let lbfgs = Optimiser::new(Name::Lbfgs, 0.0);
                let w = tensor(&STARTS[0], &story.device);
                let (most, none) = ((goal.loss, 500), Recorder::new());
                run::run(lbfgs, best.lr, rosenbrock, &w, most, none)?.trace
            }
            (Some(rule), outcome) => {
                let updates = match outcome {
                    Outcome::Settled(updates) => updates,
                    _ => goal.half(),
                };
                race::trace(rule, best.lr, STARTS[0], updates, &valley)
            }
        };
        runs.push((one.name.clone(), trace));
    }
    story.figure("valley_loss", pictures::losses(&runs, 0.0, goal))?;
    pictures::paths(story, "valley", &map(), &runs)
}

/// The map of the valley.
fn map() -> Bowl {
    let (u, v) = (linspace(-2.0, 2.0, 80), linspace(-1.0, 3.0, 80));
    let pairs = v.iter().flat_map(|v| u.iter().map(move |u| [*u, *v]));
    let heights: Vec<_> = pairs.map(|w| valley(w).0).collect();
    Bowl::new("Rosenbrock's valley", "u", "v", &u, &v, &heights)
        .mark("start", -1.2, 1.0)
        .mark("minimum", 1.0, 1.0)
}
