//! Lesson 3: the gradient by hand.
//!
//! The derivative of the loss by each parameter says which way is downhill.
//! Step that way, and again: that is gradient descent.
//!
//! Run it: `cargo run --bin lesson3`

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{data::tensor, gradient, model::Line, train::to_host};
use lessons::{
    Lesson, Result, args, array, scene, scene::LineFit, scene::Recording,
};

mod quadratic;

fn main() -> ExitCode {
    lessons::run(3, |lesson, flags: args::LineFlags| {
        line(lesson, &flags)?;
        quadratic::printed_and_corrected(lesson)
    })
}

fn line(lesson: &mut Lesson, flags: &args::LineFlags) -> Result<()> {
    lesson.heading("A line: y = ax + b");
    let points = flags.points.line(lesson.seed);
    let (x, y) = points.tensors(&lesson.device);
    let start = flags.points.start.unwrap_or([-1.0, 1.0]);
    let (lr, updates) = (flags.lr.unwrap_or(0.01), flags.steps.unwrap_or(400));
    let columns = Line::columns(x.clone());
    lesson.say("Each loss has its own gradient. By (a, b), at the start:");
    // ANCHOR: gradients
    for (name, gradient) in gradient::BY_HAND {
        let w = tensor(&start, &lesson.device);
        let at_start = to_host(gradient(columns.clone(), &w, y.clone()))?;
        lesson.say(format!("{name:4} {}", array(&at_start)));
        if at_start[0].is_nan() {
            lesson.say("0/0: RMSE has no gradient at a perfect fit.");
        }
        lesson.result(&format!("line.gradients.{name}"), at_start);
    }
    // ANCHOR_END: gradients
    lesson.say("The notebook speaks of SSE, prints RMSE and descends MSE.");
    lesson.say("Descent goes against it. With e = ax + b − y, in each update");
    lesson.say("  a ← a − lr · mean(2 e x)   and   b ← b − lr · mean(2 e)");
    lesson
        .say("The step is lr × gradient: it shrinks as the bowl flattens. All");
    lesson.say("points take part: full batch, not stochastic, as announced.\n");
    let fit = LineFit::new(points, Line::PARAMS, 0, start, lr, "RMSE");
    let mut recorder = lesson.recorder(flags.live, updates, 40, &fit);
    // ANCHOR: descent
    let mut a = tensor(&start[..1], &lesson.device);
    let mut b = tensor(&start[1..], &lesson.device);
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
    lesson.milestones("line", "RMSE", &trace, &[0, 1, 10, 100, 200, 400]);
    lesson.result("line.a", end.params[0]);
    lesson.result("line.b", end.params[1]);
    lesson.result("line.avg_loss", end.loss);
    lesson.compare("line", &Line::PARAMS, &end.params, &best);
    if end.loss < 0.1 && (end.params[0] - best[0]).abs() > 0.05 {
        lesson.say("The line may look right, but the descent is not done yet.");
    }
    lesson.animation("line", 100, fit.frames(&trace, 40))?;
    lesson.recording("line", &fit, [Recording::new("", &trace, 40)])?;
    let start = ("start", start);
    let bowl = scene::bowl(Line::PARAMS, columns, y, start, best)?;
    let bowl = bowl.path("descent", &trace.param(0), &trace.param(1));
    lesson.figure("line_path", bowl)
}
