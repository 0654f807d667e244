//! A range test: the learning rate grows with every update, until the loss is
//! above that of the start.

use descent::device::value;
use lessons::{Story, Result, figure::Chart, number};

use crate::problem::Problem;

pub fn run(story: &mut Story, line: &Problem) -> Result<()> {
    story.heading("A range test");
    story.say("No Hessian at hand? Let the learning rate grow with every");
    story.say("update, and watch the loss: it falls, and then explodes.");
    // ANCHOR: range_test
    let mut w = line.start.clone();
    let (mut rates, mut losses) = (vec![1e-4], Vec::new());
    loop {
        let lr = rates[losses.len()];
        let (loss, gradient) = line.mse(&w);
        losses.push(value(loss)?);
        if losses[losses.len() - 1] > losses[0] {
            break;
        }
        w = w - gradient * lr;
        rates.push(lr * 1.125);
    }
    let lowest = (0..losses.len())
        .min_by(|i, j| losses[*i].total_cmp(&losses[*j]))
        .unwrap_or(0);
    let suggested = rates[lowest] / 10.0;
    // ANCHOR_END: range_test
    story.say(format!(
        "From 0.0001, by an eighth each time: {} updates.",
        losses.len() - 1
    ));
    story.say(format!(
        "The loss is lowest, {:.1e}, at the learning rate {}.",
        losses[lowest],
        number(rates[lowest])
    ));
    story.say("There it is already too large: growth takes a few updates to");
    story.say("show. A tenth of that is the usual advice:");
    let limit = line.curvature.largest_stable_lr();
    story.say(format!(
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
