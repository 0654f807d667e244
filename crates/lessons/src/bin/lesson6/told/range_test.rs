//! Where nobody knows the curvature, a range test finds a learning rate.

use figure::Chart;
use program::{Result, Story, number};

use crate::{
    problem::Problem,
    range_test::{RangeTest, range_test},
};

pub fn tell(story: &mut Story, line: &Problem) -> Result<()> {
    story.heading("A range test");
    let RangeTest {
        rates,
        losses,
        lowest,
        suggested,
    } = range_test(line)?;
    story.say(format!(
        "No Hessian at hand? \
         Let the learning rate grow with every update, and watch the loss: \
         it falls, and then explodes. \
         From 0.0001, by an eighth each time: {} updates.",
        losses.len() - 1
    ));
    story.say(format!(
        "The loss is lowest, {:.1e}, at the learning rate {}. \
         There it is already too large: growth takes a few updates to show. \
         A tenth of that is the usual advice:",
        losses[lowest],
        number(rates[lowest])
    ));
    let limit = line.curvature.largest_stable_lr();
    story.line(format!(
        "suggested {suggested:.4}; the limit by the eigenvalues is {limit:.4}"
    ));
    let chart = Chart::new("A range test", "learning rate", "MSE")
        .log_x()
        .log_y()
        .line("loss", &rates, &losses)
        .points("lowest", &rates[lowest..=lowest], &losses[lowest..=lowest])
        .dashed("suggested", &[suggested; 2], &[1e-6, losses[0]])
        .dashed("largest stable", &[limit; 2], &[1e-6, losses[0]]);
    story.figure("range_test", chart)?;
    story.result("range_test.rates", rates);
    story.result("range_test.losses", losses);
    story.result("range_test.suggested_lr", suggested);
    Ok(())
}
