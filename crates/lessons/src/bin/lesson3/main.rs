//! Lesson 3: the gradient by hand.
//!
//! The derivative of the loss by each parameter says which way is downhill.
//! Step that way, and again: that is gradient descent.
//!
//! Run it: `cargo run --bin lesson3`

use std::process::ExitCode;

use descent::{doctor::Run, model::Line};
use flags::DescentFlags;
use program::{
    Result, Story, array, lesson,
    points::LineFlags,
    problem::Problem,
    scene::{self, LineFit, Recording},
};

mod flags;
mod line;
mod quadratic;
mod slope;

/// The parts of the story.
mod told {
    pub mod cone;
    pub mod own_quadratic;
    pub mod post;
    pub mod quadratic;
    pub mod slope;
}

fn main() -> ExitCode {
    lesson::run(env!("CARGO_BIN_NAME"), |story, flags: DescentFlags| {
        flags.check()?;
        story.trace_to(flags.line.trace.as_deref())?;
        let problem = flags.line.problem.line(story.seed)?;
        line(story, &flags.line, &problem)?;
        if flags.own_quadratic() {
            told::own_quadratic::tell(story, &flags)
        } else if problem.own.is_none() {
            told::post::tell(story)
        } else {
            Ok(()) // the post's quadratic is another problem
        }
    })
}

fn line(story: &mut Story, flags: &LineFlags, problem: &Problem) -> Result<()> {
    story.heading("A line: y = ax + b");
    problem.introduce(story);
    let (x, y) = problem.points.tensors(&story.device);
    let start = flags.problem.points.start.unwrap_or([-1.0, 1.0]);
    told::slope::tell(story, problem, start)?;

    story.say("Each loss has its own gradient. By (a, b), at the start:");
    for (name, gradient) in line::gradients(x.clone(), y.clone(), start)? {
        story.line(format!("{name:4} {}", array(&gradient)));
        if gradient[0].is_nan() {
            story.say("0/0: RMSE has no gradient at a perfect fit.");
        }
        story.result(&format!("line.gradients.{name}"), gradient);
    }
    story.say(match problem.own {
        None => "One notebook speaks of SSE, computes RMSE and descends MSE.",
        Some(_) => "Printed is RMSE, in the unit of y. Descended is MSE.",
    });
    story.say(
        "Descent goes against the gradient. \
         With e = ax + b − y, in each update",
    );
    story.line("  a ← a − lr · mean(2 e x)\n  b ← b − lr · mean(2 e)");
    let batch = match problem.own {
        None => {
            "full batch, though the notebook announces a stochastic descent"
        }
        Some(_) => "full batch",
    };
    story.say(format!(
        "The step is lr × gradient: it shrinks as the bowl flattens. \
         All points take part in each: {batch}.\n",
    ));
    let updates = flags.steps.unwrap_or(400);
    let lr = problem.lr(story, flags.lr, 0.01)?;
    let fit = LineFit::new(problem.points.clone(), start, lr, "RMSE")
        .axes(problem.axes());
    let recorder = story.recorder(flags.live, updates, 40, &fit);
    let ended = line::descend(x, y, start, lr, updates, recorder);
    let trace = story.as_far_as_it_went("line", "RMSE", ended)?;
    story.trace_line("line", &trace, &fit.points);
    let run = Run::of(&trace, lr);
    let (end, best) = (trace.last(), Line::least_squares(&fit.points));
    story.milestones("line", "RMSE", &trace, &[0, 1, 10, 100, 200, 400]);
    story.result("line.a", end.params[0]);
    story.result("line.b", end.params[1]);
    story.result("line.avg_loss", end.loss);
    if story.failure.is_none() {
        story.compare("line", &Line::PARAMS, &end.params, &best);
    }
    story.diagnose_line(flags.doctor, "the line", &fit.points, run);
    if end.loss < 0.1 && (end.params[0] - best[0]).abs() > 0.05 {
        story.say("The line may look right, but the descent is not done yet.");
    }
    story.animation("line", 100, fit.frames(&trace, 40))?;
    story.recording("line", &fit, [Recording::new("", &trace, 40)])?;
    let start = ("start", start);
    let own = problem.own.iter().map(|_| &trace);
    let bowl = scene::bowl(&fit.points, &story.device, start, best, own)?;
    let bowl = bowl.path("descent", &trace.param(0), &trace.param(1));
    story.figure("line_path", bowl)?;
    if story.failure.is_none() {
        let losses = [("", trace.losses())];
        let chart = scene::losses("RMSE of the line", "RMSE", &losses);
        story.figure("line_loss", chart)?;
    }
    match problem.own {
        None => told::cone::draw(story, &fit.points, best),
        Some(_) => Ok(()), // under noise there is no cone
    }
}
