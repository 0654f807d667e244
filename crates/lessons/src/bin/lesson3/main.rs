//! Lesson 3: the gradient by hand.
//!
//! The derivative of the loss by each parameter says which way is downhill.
//! Step that way, and again: that is gradient descent.
//!
//! Run it: `cargo run --bin lesson3`

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{data::tensor, device::to_host, gradient, model::Line};
use lessons::{
    Result, Story, args, array, scene, scene::LineFit, scene::Recording,
};

mod quadratic;

fn main() -> ExitCode {
    program::lesson::run(
        env!("CARGO_BIN_NAME"),
        |story, flags: args::LineFlags| {
            line(story, &flags)?;
            quadratic::printed_and_corrected(story)
        },
    )
}

fn line(story: &mut Story, flags: &args::LineFlags) -> Result<()> {
    story.heading("A line: y = ax + b");
    let points = flags.points.line(story.seed);
    let (x, y) = points.tensors(&story.device);
    let start = flags.points.start.unwrap_or([-1.0, 1.0]);
    let (lr, updates) = (flags.lr.unwrap_or(0.01), flags.steps.unwrap_or(400));
    let columns = Line::columns(x.clone());
    story.say("Each loss has its own gradient. By (a, b), at the start:");
    // ANCHOR: gradients
    for (name, gradient) in gradient::BY_HAND {
        let w = tensor(&start, &story.device);
        let at_start = to_host(gradient(columns.clone(), &w, y.clone()))?;
        story.say(format!("{name:4} {}", array(&at_start)));
        if at_start[0].is_nan() {
            story.say("0/0: RMSE has no gradient at a perfect fit.");
        }
        story.result(&format!("line.gradients.{name}"), at_start);
    }
    // ANCHOR_END: gradients
    story.say("The notebook speaks of SSE, prints RMSE and descends MSE.");
    story.say("Descent goes against it. With e = ax + b − y, in each update");
    story.say("  a ← a − lr · mean(2 e x)   and   b ← b − lr · mean(2 e)");
    story
        .say("The step is lr × gradient: it shrinks as the bowl flattens. All");
    story.say("points take part: full batch, not stochastic, as announced.\n");
    let fit = LineFit::new(points, Line::PARAMS, 0, start, lr, "RMSE");
    let mut recorder = story.recorder(flags.live, updates, 40, &fit);
    // ANCHOR: descent
    let mut a = tensor(&start[..1], &story.device);
    let mut b = tensor(&start[1..], &story.device);
    for update in 0..=updates {
        let error = a.clone() * x.clone() + b.clone() - y.clone();
        let rmse = error.clone().square().mean().sqrt();
        recorder.record(&Tensor::cat(vec![a.clone(), b.clone()], 0), &rmse)?;
        if update == updates {
            break;
        }
        // MSE = mean(error²), so by the chain rule its derivative by b is
        // mean(2 error · ∂error/∂b), with ∂error/∂b = 1 and ∂error/∂a = x.
        let grad_a = (error.clone() * 2.0 * x.clone()).mean();
        let grad_b = (error * 2.0).mean();
        a = a - grad_a * lr;
        b = b - grad_b * lr;
    }
    let trace = recorder.finish()?;
    // ANCHOR_END: descent
    let (end, best) = (trace.last(), Line::least_squares(&fit.points));
    story.milestones("line", "RMSE", &trace, &[0, 1, 10, 100, 200, 400]);
    story.result("line.a", end.params[0]);
    story.result("line.b", end.params[1]);
    story.result("line.avg_loss", end.loss);
    story.compare("line", &Line::PARAMS, &end.params, &best);
    if end.loss < 0.1 && (end.params[0] - best[0]).abs() > 0.05 {
        story.say("The line may look right, but the descent is not done yet.");
    }
    story.animation("line", 100, fit.frames(&trace, 40))?;
    story.recording("line", &fit, [Recording::new("", &trace, 40)])?;
    let start = ("start", start);
    let bowl = scene::bowl(Line::PARAMS, columns, y, start, best)?;
    let bowl = bowl.path("descent", &trace.param(0), &trace.param(1));
    story.figure("line_path", bowl)
}
