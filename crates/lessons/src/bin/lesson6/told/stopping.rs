//! Two rules that say when a descent is over.

use descent::{data::tensor, device::value, train::Trace};
use program::{Result, Story, number::fixed};

use crate::{
    problem::Problem,
    stopping::{Flat, Patience, patience, small_gradient},
};

pub fn tell(
    story: &mut Story,
    line: &Problem,
    own: bool,
    cycle: &Trace,
) -> Result<()> {
    story.heading("When to stop");
    flat(story, line, own)?;

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
    story.result("stopping.patience.updates", stop);
    story.result("stopping.patience.best_update", best);
    story.result("stopping.patience.best_loss", lowest);
    Ok(())
}

fn flat(story: &mut Story, line: &Problem, own: bool) -> Result<()> {
    // Of one's own points the first gradient gives the unit.
    let tolerance = match own {
        false => 1e-3,
        true => {
            let first = line.mse(&line.start).gradient;
            1e-4 * value(first.square().sum().sqrt())?
        }
    };
    let Flat {
        updates,
        loss,
        size,
        promised,
    } = small_gradient(line, tolerance)?;
    // What the curvature bounds is the loss above the lowest one.
    let floor = value(line.mse(&tensor(&line.best, &story.device)).loss)?;
    let loss_told = match own {
        false => format!("{loss:.1e}"),
        true => format!("{:.1e} above the lowest", (loss - floor).max(0.0)),
    };
    let taken = match updates {
        1 => "1 update".into(),
        updates => format!("{updates} updates"),
    };
    let when = match size <= tolerance {
        true if own => {
            let shown = fixed(tolerance, 4);
            format!(
                "it is a ten-thousandth of the first, {shown}, \
                 after {taken}"
            )
        }
        true => {
            format!("it is shorter than {tolerance} after {taken}")
        }
        false => {
            let shown = fixed(size, 4);
            format!("it is still {shown} long after {taken}")
        }
    };
    story.say(format!(
        "The gradient is 0 at a minimum. \
         On the line from {}, with the best learning rate, {when}. \
         The loss is then {loss_told}. \
         The curvature had promised at most",
        line.start_told()?
    ));
    story.line(format!("|gradient|² / (2 λmin) = {promised:.1e}."));
    story.result("stopping.updates", updates);
    story.result("stopping.loss", loss);
    story.result("stopping.promised", promised);
    Ok(())
}
