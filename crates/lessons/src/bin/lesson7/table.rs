//! A race as a table: what each optimiser needed.

use descent::Error;
use lessons::{Result, Story};
use serde_json::json;

use crate::{
    optimisers::{self, Optimiser},
    race::Run,
};

/// Lets all optimisers race, each with its learning rate, down to a loss of
/// `goal`. Keeps their numbers below `key`, and returns who did not diverge.
pub fn race_all(
    story: &mut Story,
    key: &str,
    rates: [f64; 7],
    goal: f64,
    race: impl Fn(&Story, Optimiser, f64) -> std::result::Result<Run, Error>,
) -> Result<Vec<(&'static str, Run)>> {
    story.say("\noptimiser   learning rate   updates   gradients");
    let mut runs = Vec::new();
    for ((name, optimiser), lr) in optimisers::ALL.into_iter().zip(rates) {
        let (cost, result) = match race(story, optimiser(), lr) {
            Ok(run) => {
                let row = row(&run, goal);
                let result = results(&run, lr, goal);
                runs.push((name, run));
                (row, result)
            }
            Err(Error::Diverged { update, .. }) => (
                format!("   diverged at update {update}"),
                json!({ "lr": lr, "diverged_at_update": update }),
            ),
            Err(other) => return Err(other.into()),
        };
        story.say(format!("{name:9} {lr:15} {cost}"));
        story.result(&format!("{key}.{name}"), result);
    }
    Ok(runs)
}

fn row(run: &Run, goal: f64) -> String {
    match run.trace.updates_to(goal) {
        Some(updates) => format!("{updates:9} {:11}", run.gradients),
        None => format!("   not within {}", run.trace.last().update),
    }
}

fn results(run: &Run, lr: f64, goal: f64) -> serde_json::Value {
    let reached = run.trace.updates_to(goal);
    let path: Vec<_> = run.trace.steps.iter().map(|s| &s.params).collect();
    json!({
        "lr": lr,
        "updates_to_tolerance": reached,
        "gradients_to_tolerance": reached.map(|_| run.gradients),
        "path": path,
    })
}
