//! A race as a table: what each optimiser needed.

use descent::{
    Error,
    optimiser::{Name, Optimiser},
};
use program::{Result, Story};
use serde_json::{Value, json};

use crate::race::{MOMENTUM, Run};

/// Lets all optimisers race, each with its learning rate, down to a loss of
/// `goal`. Keeps their numbers below `key`, and returns who did not diverge.
pub fn race_all(
    story: &mut Story,
    key: &str,
    rates: [(Name, f64); Name::ALL.len()],
    goal: f64,
    race: impl Fn(&Story, Optimiser, f64) -> descent::Result<Run>,
) -> Result<Vec<(Name, Run)>> {
    story.line("\noptimiser   learning rate   updates   gradients");
    let mut runs = Vec::new();
    for (name, lr) in rates {
        let optimiser = Optimiser::new(name, MOMENTUM);
        let (cost, result) = match race(story, optimiser, lr) {
            Ok(run) => {
                let (cost, result) =
                    (cost(&run, goal), results(&run, lr, goal));
                runs.push((name, run));
                (cost, result)
            }
            Err(Error::Diverged { update, .. }) => (
                format!("   diverged at update {update}"),
                json!({ "lr": lr, "diverged_at_update": update }),
            ),
            Err(other) => return Err(other.into()),
        };
        story.line(format!("{:9} {lr:15} {cost}", name.as_str()));
        story.result(&format!("{key}.{name}"), result);
    }
    Ok(runs)
}

fn cost(run: &Run, goal: f64) -> String {
    match run.trace.updates_to(goal) {
        Some(updates) => format!("{updates:9} {:11}", run.gradients),
        None => format!("   not within {}", run.trace.last().update),
    }
}

fn results(run: &Run, lr: f64, goal: f64) -> Value {
    let reached = run.trace.updates_to(goal);
    let path: Vec<_> = run.trace.steps.iter().map(|s| &s.params).collect();
    json!({
        "lr": lr,
        "updates_to_tolerance": reached,
        "gradients_to_tolerance": reached.map(|_| run.gradients),
        "path": path,
    })
}
