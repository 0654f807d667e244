//! The runs of all batch sizes side by side, told.

use program::{Story, number};

use crate::{run::Run, sgd::point_gradients};

/// Tells what all runs cost, and keeps their numbers. `floor` is the lowest
/// MSE, at the parameters `best`. Points on a line have a floor of 0, and a
/// tenth more is no goal: there it is a millionth of the MSE at the start.
pub fn tell(story: &mut Story, runs: &[Run], floor: f64, best: [f64; 2]) {
    let start = runs[0].trace.steps[0].loss;
    let near = (1.1 * floor).max(1e-6 * start);
    let goal = match near > 1.1 * floor {
        true => "down to a millionth of the MSE at the start",
        false => "within 10 % of that MSE",
    };
    let [a, b] = best;
    story.say(format!(
        "\nLeast squares: a = {a:.4}, b = {b:.4}, MSE {floor:.4}."
    ));
    story.say(format!(
        "What it takes to come {goal}; \
         at the end of the run, the distance of (a, b) \
         and the MSEs of the last epoch:\n",
    ));
    story.line(" size epochs  updates  point gradients  distance  last epoch");
    let is_too_fast = |run: &Run| run.trace.grew() || run.diverged.is_some();
    let full = runs.iter().find(|run| run.is_full_batch());
    for run in runs {
        story.line(row(run, near, best));
        let size = run.batches.size();
        story.result(&format!("batch_sizes.{size}"), run.results(near));
        if is_too_fast(run) {
            let why = match full.is_some_and(is_too_fast) {
                true => "the steps are too large",
                false => "a smaller batch is noisier",
            };
            story.line(format!("       {why}: lower the learning rate"));
        }
    }
    story.result("least_squares", best);
    story.result("floor", floor);
}

/// A row of the table.
fn row(run: &Run, near: f64, best: [f64; 2]) -> String {
    let batches = &run.batches;
    let size = format!("{:5}", batches.size());
    if let Some(update) = run.diverged {
        return format!("{size}  diverged at update {update}");
    }
    let cost = match run.trace.updates_to(near) {
        Some(updates) => {
            let epochs = updates.div_ceil(batches.per_epoch());
            let points = point_gradients(updates, batches);
            format!("{epochs:6} {updates:8} {points:16}")
        }
        None => format!("{:>32}", "not within this run"),
    };
    let end = run.trace.last().params;
    let distance = number((end[0] - best[0]).hypot(end[1] - best[1]));
    let (low, high) = run.last_epoch();
    let (low, high) = (number(low), number(high));
    format!("{size} {cost} {distance:>9}  {low}–{high}")
}
