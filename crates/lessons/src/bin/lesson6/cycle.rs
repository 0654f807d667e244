//! The quadratic's descent on RMSE, which lesson 3 left after 30 updates: it
//! never settles, and theory says between which losses it goes to and fro.

use descent::train::{Recorder, Trace, descend};
use lessons::{Story, Result, scene};

use crate::problem::Problem;

pub fn run(story: &mut Story, quadratic: &Problem) -> Result<Trace> {
    story.heading("A descent that never settles");
    let (lr, updates) = (0.1, 1000);
    let (start, none) = (quadratic.start.clone(), Recorder::new());
    // ANCHOR: cycle
    let trace = descend(start, lr, updates, none, |w| quadratic.rmse(w))?;
    let losses = trace.losses();
    let cycle = [losses[updates - 1], losses[updates]];
    // The Hessian of the MSE is 2 XᵀX/n; the law wants XᵀX/n.
    let predicted = lr * quadratic.curvature.largest() / 2.0;
    // ANCHOR_END: cycle
    story.say("Lesson 3's quadratic, on RMSE with learning rate 0.1:");
    story.milestones("quadratic", "RMSE", &trace, &[0, 24, 26, 27, 998, 999]);
    story.say("Around a perfect fit RMSE is a cone: its gradient does not");
    story.say("fade, and the steps stay long. They end in a two-cycle.");
    story
        .say("Which two losses is up to the start and to rounding. Their sum");
    story.say("is a law:");
    let [low, high] = [cycle[0].min(cycle[1]), cycle[0].max(cycle[1])];
    story.say(format!(
        "{high:.4} + {low:.4} = {:.4}, and lr λmax of XᵀX/n is {predicted:.4}",
        high + low
    ));
    story.result("quadratic.two_cycle", [high, low]);
    story.result("quadratic.two_cycle_sum", predicted);

    let stable = 0.99 * quadratic.curvature.largest_stable_lr();
    let start = quadratic.start.clone();
    let smooth =
        descend(start, stable, 60, Recorder::new(), |w| quadratic.mse(w))?;
    let rmse = smooth.losses().iter().map(|mse| mse.sqrt()).collect();
    let runs = [
        ("descending RMSE, learning rate 0.1", losses[..61].to_vec()),
        ("descending MSE, 0.99 × its limit", rmse),
    ];
    let chart = scene::losses("RMSE of the quadratic", "RMSE", &runs);
    story.figure("two_cycle", chart)?;
    Ok(trace)
}
