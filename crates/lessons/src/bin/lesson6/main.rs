//! Lesson 6: the learning rate.
//!
//! The curvature of the loss says which learning rates converge, and how
//! fast. Where nobody knows the curvature, a short run finds it out.
//!
//! Run it: `cargo run --bin lesson6`

use std::{path::PathBuf, process::ExitCode};

use descent::data;
use problem::Problem;
use program::{
    Result, Story,
    doctor::DoctorFlags,
    points::{LiveFlags, ProblemFlags},
    value::{positive, updates},
};

mod by_hand;
mod chebyshev;
mod limits;
mod minima;
mod problem;
mod range_test;
mod saddle;
mod scaling;
mod schedules;
mod stopping;
mod two_cycle;

/// The parts of the story.
mod told {
    pub mod by_hand;
    pub mod chebyshev;
    pub mod limits;
    pub mod minima;
    pub mod range_test;
    pub mod rates;
    pub mod saddle;
    pub mod scaling;
    pub mod schedules;
    pub mod stopping;
    pub mod two_cycle;
}

/// How a line descends with several learning rates.
#[derive(clap::Args, Clone, Debug)]
struct RateFlags {
    /// Points and start.
    #[command(flatten)]
    problem: ProblemFlags,
    /// Learning rate; give it again to compare rates [default: 0.01 0.5 0.8;
    /// for your own points 0.01, 0.5 and 1.02 times the largest stable one]
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    lr: Vec<f64>,
    /// Updates with each learning rate
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    #[arg(default_value_t = 60)]
    steps: usize,
    /// Write every update to a file: run, update, parameters, the loss, and
    /// the length of its gradient
    #[arg(long, value_name = "FILE.csv")]
    trace: Option<PathBuf>,
    /// A look at each run.
    #[command(flatten)]
    doctor: DoctorFlags,
    /// Animation.
    #[command(flatten)]
    live: LiveFlags,
}

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), teach)
}

fn teach(story: &mut Story, flags: RateFlags) -> Result<()> {
    story.trace_to(flags.trace.as_deref())?;
    let problem = flags.problem.line(story.seed)?;
    let own = problem.own.is_some();
    let given = flags.problem.points.start;
    let (points, start) = match own {
        true => (problem.points.clone(), given.unwrap_or([-1.0, 1.0])),
        false => (data::line(), [-1.0, 1.0]),
    };
    let line = Problem::line(&points, start, &story.device)?;
    let at = [2.0, 3.0, 4.0];
    let quadratic = Problem::quadratic(&data::quadratic(), at, &story.device)?;

    if own {
        problem.introduce(story);
        story.say(
            "They take the place of the line. \
             The quadratic beside it stays that of lesson 3.",
        );
    }
    told::by_hand::tell(story)?;
    told::limits::tell(story, &line, &quadratic)?;
    told::chebyshev::tell(story, &line, &quadratic)?;
    told::scaling::tell(story, &points, start)?;
    let (rates, steps) = (&flags.lr[..], flags.steps);
    let shown = (flags.live, flags.doctor);
    told::rates::tell(story, rates, steps, &problem, given, shown)?;
    told::range_test::tell(story, &line, own)?;
    let cycle = told::two_cycle::tell(story, &quadratic)?;
    told::schedules::tell(story, &quadratic)?;
    told::stopping::tell(story, &line, own, &cycle)?;
    told::minima::tell(story)?;
    told::saddle::tell(story)
}
