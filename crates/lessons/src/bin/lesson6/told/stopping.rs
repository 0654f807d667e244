//! Two rules that say when a descent is over.

use descent::train::Trace;
use program::{Result, Story};

use crate::{
    problem::Problem,
    stopping::{Flat, Patience, patience, small_gradient},
};

pub fn tell(story: &mut Story, line: &Problem, cycle: &Trace) -> Result<()> {
    story.heading("When to stop");
    let Flat {
        updates,
        loss,
        promised,
    } = small_gradient(line, 1e-3)?;
    story.say(format!(
        "The gradient is 0 at a minimum. \
         On the line, with the best learning rate, \
         it is shorter than 0.001 after {updates} updates. \
         The loss is then {loss:.1e}. \
         The curvature had promised at most"
    ));
    story.line(format!("|gradient|² / (2 λmin) = {promised:.1e}."));

    let waited = 20;
    let Patience { best, stop } = patience(&cycle.losses(), waited);
    let lowest = cycle.steps[best].loss;
    story.say(format!(
        "\nThe two-cycle above never has a small gradient. \
         Patience ends it: \
         after {waited} updates without a new lowest loss, stop. \
         It stops after {stop} updates \
         and keeps the parameters of update {best}, \
         whose RMSE is {lowest:.4}."
    ));
    for (key, value) in [("updates", updates), ("patience.updates", stop)] {
        story.result(&format!("stopping.{key}"), value);
    }
    story.result("stopping.loss", loss);
    story.result("stopping.promised", promised);
    story.result("stopping.patience.best_update", best);
    story.result("stopping.patience.best_loss", lowest);
    Ok(())
}
