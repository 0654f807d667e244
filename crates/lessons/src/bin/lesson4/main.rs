//! Lesson 4: autodiff.
//!
//! burn records the operations that lead to the loss and goes back through
//! them with the chain rule. No derivative is written by hand any more.
//!
//! Run it: `cargo run --bin lesson4`

use std::process::ExitCode;

use descent::data;
use program::{
    Result, Story, lesson, own::QuadraticFlags, points::LineFlags,
    problem::Problem, value::pair,
};

mod backward;
mod check;
mod graph;
mod line;
mod module;

/// The parts of the story.
mod told {
    pub mod backward;
    pub mod graph;
    pub mod torch;
    pub mod wrong_column;
}

/// Which gradients are compared, and how the line descends.
#[derive(clap::Args, Clone, Debug)]
struct GradientFlags {
    /// The line.
    #[command(flatten)]
    line: LineFlags,
    /// The quadratic.
    #[command(flatten)]
    quadratic: QuadraticFlags,
    /// The guess at the one point whose every operation is shown, instead of
    /// -1,1
    #[arg(long, value_name = "A,B", value_parser = pair)]
    #[arg(allow_hyphen_values = true)]
    guess: Option<[f64; 2]>,
    /// That point itself
    #[arg(long, value_name = "X,Y", value_parser = pair)]
    #[arg(allow_hyphen_values = true)]
    point: Option<[f64; 2]>,
}

fn main() -> ExitCode {
    lesson::run(env!("CARGO_BIN_NAME"), |story, flags: GradientFlags| {
        let GradientFlags {
            line,
            quadratic,
            guess,
            point,
        } = flags;
        quadratic.check()?;
        story.trace_to(line.trace.as_deref())?;
        let problem = line.problem.noisy_line(story.seed)?;
        told::backward::tell(story)?;
        told::graph::tell(story, &problem, guess, point)?;
        check(story, &problem, &quadratic)?;
        told::torch::runs(story, &line, problem)
    })
}

fn check(
    story: &mut Story,
    problem: &Problem,
    quadratic: &QuadraticFlags,
) -> Result<()> {
    story.heading("By hand = by autodiff = by differences");
    let device = &story.device;
    let line = match problem.own {
        None => &data::line(),
        Some(_) => &problem.points,
    };
    let mut models = vec![("line", check::line(line, device)?)];
    if problem.own.is_none() || quadratic.is_given() {
        let points = data::on_quadratic(quadratic.truth());
        let checks = check::quadratic(&points, quadratic.start(), device)?;
        models.push(("quadratic", checks));
    }
    let mut largest = 0.0_f64;
    for (model, checks) in models {
        for (loss, check) in checks {
            let difference = check.max_relative_difference;
            story.line(format!(
                "{model:9} {loss:4} differs by {difference:.0e} at most"
            ));
            story.say(format!("  in {}", check.worst));
            largest = largest.max(difference);
        }
    }
    story.say(
        "MAE has no gradient by hand here: it has kinks. \
         Differences divide a rounding error by a small step. \
         In float32 they are good to about 1e-4, \
         in float64 (--precision f64) 1e-9.",
    );
    story.result("gradient_check.max_relative_difference", largest);
    Ok(())
}
