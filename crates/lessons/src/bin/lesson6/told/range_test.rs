//! Where nobody knows the curvature, a range test finds a learning rate.

use figure::Chart;
use program::{Result, Story, number::fixed};

use crate::{
    problem::Problem,
    range_test::{RangeTest, range_test},
};

pub fn tell(story: &mut Story, line: &Problem, own: bool) -> Result<()> {
    story.heading("A range test");
    let limit = line.curvature.largest_stable_lr();
    let (first, why) = match own {
        false => (1e-4, ""),
        true => (1e-4 * limit, ", a ten-thousandth of the limit above"),
    };
    let RangeTest {
        rates,
        losses,
        lowest,
        suggested,
    } = range_test(line, first)?;
    let first = match own {
        false => first.to_string(),
        true => fixed(first, 4),
    };
    story.say(format!(
        "No Hessian at hand? \
         Let the learning rate grow with every update, and watch the loss: \
         it falls, and then explodes. \
         On the line from {}, \
         with rates from {first}{why}, by an eighth each time: {} updates.",
        line.start_told()?,
        losses.len() - 1
    ));
    let beyond = match rates[lowest] > limit {
        true => {
            "There it is already too large: \
             growth takes a few updates to show. "
        }
        false => "",
    };
    story.say(format!(
        "The loss is lowest, {:.1e}, at the learning rate {}. \
         {beyond}\
         A tenth of that is the usual advice:",
        losses[lowest],
        fixed(rates[lowest], 4)
    ));
    let [shown, limit_shown] = [suggested, limit].map(|lr| fixed(lr, 4));
    story.line(format!(
        "suggested {shown}; the limit by the eigenvalues is {limit_shown}"
    ));
    // Down to a power of ten below the curve; a loss of 0 has none.
    let below = 10f64.powf(losses[lowest].max(1e-300).log10().floor());
    let chart = Chart::new("A range test", "learning rate", "MSE")
        .log_x()
        .log_y()
        .line("loss", &rates, &losses)
        .points("lowest", &rates[lowest..=lowest], &losses[lowest..=lowest])
        .dashed("suggested", &[suggested; 2], &[below, losses[0]])
        .dashed("largest stable", &[limit; 2], &[below, losses[0]]);
    story.figure("range_test", chart)?;
    story.result("range_test.rates", rates);
    story.result("range_test.losses", losses);
    story.result("range_test.suggested_lr", suggested);
    Ok(())
}
