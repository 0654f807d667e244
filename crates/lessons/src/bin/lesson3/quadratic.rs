//! The quadratic: the post's gradient belongs to no function, and a check
//! finds it at once. Both descents, to the steps that the post never ran.

use burn::tensor::{DType, Tensor};
use descent::{
    data::{self, tensor},
    device::to_host,
    gradient, loss,
    model::Quadratic,
    train::{Recorder, descend},
};
use lessons::{Result, Story, array, figure::Chart, scene};

pub fn printed_and_corrected(story: &mut Story) -> Result<()> {
    story.heading("A quadratic: the post's gradient, and the right one");
    let points = data::quadratic();
    let (x, y) = points.tensors(&story.device);
    let start = tensor(&[2.0, 3.0, 4.0], &story.device);
    let quadratic = |w: Tensor<1>| Quadratic::from(w).forward(x.clone());
    let rmse = |w: Tensor<1>| loss::rmse(quadratic(w), y.clone());
    let mut fit = Chart::new("The quadratic after 24 steps", "x", "y").line(
        "the original",
        &points.x,
        &points.y,
    );
    let mut losses = Vec::new();
    // The post takes its errors from a truth with c = 2, not 3.
    let printed = ("printed", y.clone() - 1.0);
    for (name, truth) in [printed, ("corrected", y.clone())] {
        // ANCHOR: quadratic
        let loss_and_gradient = |w: &Tensor<1>| {
            let error = quadratic(w.clone()) - truth.clone();
            let by_a = (error.clone() * x.clone().square()).mean();
            let by_b = (error.clone() * x.clone()).mean();
            let by_c = error.mean();
            let rmse = rmse(w.clone());
            (rmse.clone(), Tensor::cat(vec![by_a, by_b, by_c], 0) / rmse)
        };
        let none = Recorder::new();
        let trace = descend(start.clone(), 0.1, 30, none, loss_and_gradient)?;
        // ANCHOR_END: quadratic
        // ANCHOR: check
        let (_, by_hand) = loss_and_gradient(&start);
        let measured = gradient::by_differences(&start, rmse)?;
        let both = [("by hand", by_hand.clone()), ("by differences", measured)];
        let check = gradient::check(&Quadratic::PARAMS, &both)?;
        // ANCHOR_END: check
        let (rmses, after_24) = (trace.losses(), &trace.steps[24].params);
        let difference = check.max_relative_difference;
        story.say(format!("\n{name}: the gradient at the start is"));
        story.say(array(&to_host(by_hand.clone())?));
        story.say(format!("It differs by {difference:.0e} from differences,"));
        story.say(format!("most in {}.", check.worst));
        story.say(format!("RMSE, updates 1–24:\n{}", array(&rmses[1..25])));
        story.say(format!("RMSE, updates 25–30:\n{}", array(&rmses[25..])));
        for (key, value) in [
            ("gradient", &to_host(by_hand)?[..]),
            ("losses", &rmses[1..25]),
            ("params", after_24),
            ("beyond", &rmses[25..]),
        ] {
            story.result(&format!("quadratic.{name}.{key}"), value);
        }
        let best = Quadratic::least_squares(&points);
        let key = format!("quadratic.{name}");
        story.compare(&key, &Quadratic::PARAMS, after_24, &best);
        let fitted = quadratic(tensor(after_24, &story.device));
        fit = fit.dashed(name, &points.x, &to_host(fitted)?);
        losses.push((name, rmses));
    }
    story
        .say("\nThe post says 25 epochs; its loop runs 24. Stopped there, its");
    story
        .say("c looks better than the right one: that hides the mistake. More");
    story.say("updates would not help: at this learning rate RMSE leaps.");
    if start.dtype() != DType::F64 {
        story.say("After update 20 the float32 digits above are rounding.");
    }
    story.figure("quadratic", fit)?;
    let chart = scene::losses("RMSE of the quadratic", "RMSE", &losses);
    story.chart("quadratic_loss", chart)
}
