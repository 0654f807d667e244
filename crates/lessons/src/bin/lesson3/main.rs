//! Lesson 3: the gradient by hand.
//!
//! The derivative of the loss by each parameter says which way is downhill.
//! Step that way, and again: that is gradient descent.
//!
//! Run it: `cargo run --bin lesson3`

use std::process::ExitCode;

use descent::model::Line;
use program::{
    Result, Story, array, lesson,
    points::LineFlags,
    scene::{self, LineFit, Recording},
};

mod line;
mod quadratic;

/// The parts of the story.
mod told {
    pub mod post;
}

fn main() -> ExitCode {
    lesson::run(env!("CARGO_BIN_NAME"), |story, flags: LineFlags| {
        line(story, &flags)?;
        told::post::printed_and_corrected(story)
    })
}

fn line(story: &mut Story, flags: &LineFlags) -> Result<()> {
    story.heading("A line: y = ax + b");
    let points = flags.points.line(story.seed);
    let (x, y) = points.tensors(&story.device);
    let start = flags.points.start.unwrap_or([-1.0, 1.0]);
    let (lr, updates) = (flags.lr.unwrap_or(0.01), flags.steps.unwrap_or(400));

    story.say("Each loss has its own gradient. By (a, b), at the start:");
    for (name, gradient) in line::gradients(x.clone(), y.clone(), start)? {
        story.line(format!("{name:4} {}", array(&gradient)));
        if gradient[0].is_nan() {
            story.say("0/0: RMSE has no gradient at a perfect fit.");
        }
        story.result(&format!("line.gradients.{name}"), gradient);
    }
    story.say("One notebook speaks of SSE, prints RMSE and descends MSE.");
    story.say(
        "Descent goes against the gradient. \
         With e = ax + b − y, in each update",
    );
    story.line("  a ← a − lr · mean(2 e x)   and   b ← b − lr · mean(2 e)");
    story.say(
        "The step is lr × gradient: it shrinks as the bowl flattens. \
         All points take part in each: full batch, though the notebook \
         announces a stochastic descent.\n",
    );
    let fit = LineFit::new(points, start, lr, "RMSE");
    let recorder = story.recorder(flags.live, updates, 40, &fit);
    let trace = line::descend(x, y, start, lr, updates, recorder)?;

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
    let bowl = scene::bowl(&fit.points, &story.device, start, best)?.path(
        "descent",
        &trace.param(0),
        &trace.param(1),
    );
    story.figure("line_path", bowl)
}
