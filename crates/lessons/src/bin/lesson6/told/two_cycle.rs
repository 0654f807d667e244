//! The quadratic's descent on RMSE, which lesson 3 left after 30 updates.

use descent::train::Trace;
use program::{Result, Story, scene};

use crate::{
    problem::Problem,
    two_cycle::{TwoCycle, descend_rmse, smooth},
};

pub fn tell(story: &mut Story, quadratic: &Problem) -> Result<Trace> {
    story.heading("A descent that never settles");
    let TwoCycle {
        trace,
        losses: [high, low],
        predicted_sum,
    } = descend_rmse(quadratic, 0.1, 1000)?;
    story.say(format!(
        "Lesson 3's quadratic from {}, \
         1000 updates on RMSE with learning rate 0.1:",
        quadratic.start_told()?
    ));
    story.milestones("quadratic", "RMSE", &trace, &[0, 24, 26, 27, 998, 999]);
    story.say(
        "Around a perfect fit RMSE is a cone: \
         its gradient does not fade, and the steps stay long. \
         They end in a two-cycle. \
         Which two losses is up to the start and to rounding. \
         Their sum is a law:",
    );
    let sum = format!("{high:.4} + {low:.4} = {:.4}", high + low);
    let law = format!("lr λmax of XᵀX/n is {predicted_sum:.4}");
    story.line(format!("{sum}, and {law}"));
    story.result("quadratic.two_cycle", [high, low]);
    story.result("quadratic.two_cycle_sum", predicted_sum);

    let updates = 60;
    let rough = trace.losses().into_iter().take(updates + 1).collect();
    let runs = [
        ("descending RMSE, learning rate 0.1", rough),
        (
            "descending MSE, 0.99 × its limit",
            smooth(quadratic, updates)?,
        ),
    ];
    let chart = scene::losses("RMSE of the quadratic", "RMSE", &runs);
    story.figure("two_cycle", chart)?;
    Ok(trace)
}
