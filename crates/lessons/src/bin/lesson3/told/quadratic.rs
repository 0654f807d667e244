//! The quadratic of the post, told: its gradient belongs to no function, and
//! a check finds it at once. Both descents, to the steps that it never ran.

use burn::tensor::{DType, Tensor};
use descent::{
    data::{self, tensor},
    device::to_host,
    model::Quadratic,
};
use figure::Chart;
use program::{Result, Story, array, scene};

use crate::quadratic;

/// The updates that the post's loop runs, and ours.
const UPDATES: [usize; 2] = [24, 30];

pub fn printed_and_corrected(story: &mut Story) -> Result<()> {
    story.heading("A quadratic: the post's gradient, and the right one");
    let points = data::quadratic();
    let (x, y) = points.tensors(&story.device);
    let start = tensor(&[2.0, 3.0, 4.0], &story.device);
    let [stopped, updates] = UPDATES;
    let title = format!("The quadratic after {stopped} steps");
    let mut fit = Chart::new(title, "x", "y");
    fit = fit.line("the original", &points.x, &points.y);
    let mut losses = Vec::new();
    // The post takes its errors from a truth with c = 2, not 3.
    let printed = ("printed", y.clone() - 1.0);
    for (name, truth) in [printed, ("corrected", y.clone())] {
        let key = format!("quadratic.{name}");
        let data = [&x, &y, &truth];
        check(story, name, &start, data)?;
        let trace = quadratic::descend(start.clone(), 0.1, updates, data)?;
        let rmses = trace.losses();
        let (shown, beyond) = rmses[1..].split_at(stopped);
        let after = &trace.steps[stopped].params;
        story.line(format!("RMSE, updates 1–{stopped}:\n{}", array(shown)));
        let next = stopped + 1;
        story.line(format!("RMSE, updates {next}–{updates}:"));
        story.line(array(beyond));
        story.result(&format!("{key}.losses"), shown);
        story.result(&format!("{key}.params"), after);
        story.result(&format!("{key}.beyond"), beyond);
        let best = Quadratic::least_squares(&points);
        story.compare(&key, &Quadratic::PARAMS, after, &best);
        let fitted = Quadratic::from(tensor(after, &story.device));
        let fitted = to_host(fitted.forward(x.clone()))?;
        fit = fit.dashed(name, &points.x, &fitted);
        losses.push((name, rmses));
    }
    story.say(
        "\nThe post says 25 epochs; its loop runs 24. \
         Stopped there, its c looks better than the right one: \
         that hides the mistake. \
         More updates would not help: at this learning rate RMSE leaps.",
    );
    if start.dtype() != DType::F64 {
        story.say("After update 20 the float32 digits above are rounding.");
    }
    story.figure("quadratic", fit)?;
    let chart = scene::losses("RMSE of the quadratic", "RMSE", &losses);
    story.chart("quadratic_loss", chart)
}

/// Tells the gradient at w, and what the check says of it.
fn check(
    story: &mut Story,
    name: &str,
    w: &Tensor<1>,
    [x, y, truth]: [&Tensor<1>; 3],
) -> Result<()> {
    let by_hand = quadratic::loss_and_gradient(w, [x, y, truth]).gradient;
    let check = quadratic::check(by_hand.clone(), w, [x, y])?;
    let by_hand = to_host(by_hand)?;
    story.line(format!("\n{name}: the gradient at the start is"));
    story.line(array(&by_hand));
    let difference = check.max_relative_difference;
    story.line(format!("It differs by {difference:.0e} from differences,"));
    story.line(format!("most in {}.", check.worst));
    story.result(&format!("quadratic.{name}.gradient"), by_hand);
    Ok(())
}
