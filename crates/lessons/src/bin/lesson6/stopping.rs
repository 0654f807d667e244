//! When to stop: at a small gradient, or when patience ends.

use descent::device::value,
    train::Trace;
use lessons::{Story, Result};

use crate::problem::Problem;

pub fn run(story: &mut Story, line: &Problem, cycle: &Trace) -> Result<()> {
    story.heading("When to stop");
    // ANCHOR: gradient_size
    let lr = line.curvature.best_lr();
    let (mut w, mut updates) = (line.start.clone(), 0);
    let (loss, size) = loop {
        let (loss, gradient) = line.mse(&w);
        let size = value(gradient.clone().square().sum().sqrt())?;
        if size <= 1e-3 {
            break (value(loss)?, size);
        }
        w = w - gradient * lr;
        updates += 1;
    };
    // ANCHOR_END: gradient_size
    story.say("The gradient is 0 at a minimum. On the line, with the best");
    story.say(format!(
        "learning rate, it is shorter than 0.001 after {updates} updates."
    ));
    // On a bowl, loss − lowest ≤ |gradient|² / (2 λmin).
    let promised = size * size / (2.0 * line.curvature.smallest());
    story.say(format!(
        "The loss is then {loss:.1e}. The curvature had promised at most"
    ));
    story.say(format!("|gradient|² / (2 λmin) = {promised:.1e}."));

    // ANCHOR: patience
    let patience = 20;
    let losses = cycle.losses();
    let (mut best, mut stop) = (0, 0);
    while stop + 1 < losses.len() && stop - best < patience {
        stop += 1;
        if losses[stop] < losses[best] {
            best = stop;
        }
    }
    // ANCHOR_END: patience
    let lowest = losses[best];
    story.say("\nThe two-cycle above never has a small gradient. Patience");
    story.say(format!(
        "ends it: after {patience} updates without a new lowest loss, stop."
    ));
    story.say(format!(
        "It stops after {stop} updates and keeps the parameters of update {best},"
    ));
    story.say(format!("whose RMSE is {lowest:.4}."));
    for (key, value) in [("updates", updates), ("patience.updates", stop)] {
        story.result(&format!("stopping.{key}"), value);
    }
    story.result("stopping.loss", loss);
    story.result("stopping.promised", promised);
    story.result("stopping.patience.best_update", best);
    story.result("stopping.patience.best_loss", lowest);
    Ok(())
}
