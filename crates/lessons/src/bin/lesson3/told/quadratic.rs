//! The quadratic, told: descents with the gradient of the post, which belongs
//! to no function, and with the right one. A check tells them apart at once.

use burn::tensor::Tensor;
use descent::{
    data::{self, tensor},
    device::to_host,
    model::Quadratic,
    train::Trace,
};
use figure::Chart;
use program::{Result, Story, array, scene};

use crate::{flags::Descent, quadratic};

/// Descends with the post's gradient and with the right one, and has `tell`
/// tell each run, by its key for `--json` and the parameters where it stopped.
/// The curves that they found, and their losses.
pub fn printed_and_corrected(
    story: &mut Story,
    descent: &Descent,
    tell: impl Fn(&mut Story, &str, &Trace, &[f64]),
) -> Result<[Chart; 2]> {
    let points = data::on_quadratic(descent.truth);
    let (x, y) = points.tensors(&story.device);
    let start = tensor(&descent.start, &story.device);
    let (lr, updates) = (descent.lr, descent.updates);
    let title = format!("The quadratic after {} steps", descent.stopped);
    let mut fit = Chart::new(title, "x", "y");
    fit = fit.line("the original", &points.x, &points.y);
    let mut losses = Vec::new();
    // The post takes its errors from a truth with c = 2, not 3.
    let printed = ("printed", y.clone() - 1.0);
    for (name, truth) in [printed, ("corrected", y.clone())] {
        let key = format!("quadratic.{name}");
        let data = [&x, &y, &truth];
        check(story, name, &start, data)?;
        let ended = quadratic::descend(start.clone(), lr, updates, data);
        let trace = story.as_far_as_it_went(&key, "RMSE", ended)?;
        let run = format!("quadratic {name}");
        story.trace(&run, &Quadratic::PARAMS, &trace, |w| {
            quadratic::loss_and_gradient(w, data)
        })?;
        let last = trace.last().update;
        let after = &trace.steps[descent.stopped.min(last)].params;
        tell(story, &key, &trace, after);
        if last == updates {
            let best = Quadratic::least_squares(&points);
            story.compare(&key, &Quadratic::PARAMS, after, &best);
        }
        let fitted = Quadratic::from(tensor(after, &story.device));
        let fitted = to_host(fitted.forward(x.clone()))?;
        fit = fit.dashed(name, &points.x, &fitted);
        losses.push((name, trace.losses()));
    }
    let losses = scene::losses("RMSE of the quadratic", "RMSE", &losses);
    Ok([fit, losses])
}

/// Draws both.
pub fn draw(story: &mut Story, [fit, losses]: [Chart; 2]) -> Result<()> {
    story.figure("quadratic", fit)?;
    story.chart("quadratic_loss", losses)
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
    story.say(format!(
        "It differs by {difference:.0e} from differences,\nmost in {}.",
        check.worst
    ));
    story.result(&format!("quadratic.{name}.gradient"), by_hand);
    Ok(())
}
