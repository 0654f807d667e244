//! Lesson 6: the learning rate.
//!
//! The curvature of the loss says which learning rates converge, and how
//! fast. Where nobody knows the curvature, a short run finds it out.
//!
//! Run it: `cargo run --bin lesson6`

use std::process::ExitCode;

use descent::data;
use problem::Problem;
use program::{
    Result, Story,
    points::{LiveFlags, PointFlags},
    value::{each_once, positive, updates},
};

mod limits;
mod minima;
mod problem;
mod range_test;
mod schedules;
mod stopping;
mod two_cycle;

/// The parts of the story.
mod told {
    pub mod limits;
    pub mod minima;
    pub mod range_test;
    pub mod rates;
    pub mod schedules;
    pub mod stopping;
    pub mod two_cycle;
}

/// How a line descends with several learning rates.
#[derive(clap::Args, Clone, Debug)]
struct RateFlags {
    /// Points and start.
    #[command(flatten)]
    points: PointFlags,
    /// Learning rate; give it again to compare rates
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    #[arg(default_values_t = [0.01, 0.5, 0.8])]
    lr: Vec<f64>,
    /// Updates with each learning rate
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    #[arg(default_value_t = 60)]
    steps: usize,
    /// Animation.
    #[command(flatten)]
    live: LiveFlags,
}

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), teach)
}

fn teach(story: &mut Story, flags: RateFlags) -> Result<()> {
    let (points, start) = (data::line(), [-1.0, 1.0]);
    let line = Problem::line(&points, start, &story.device)?;
    let (points, start) = (data::quadratic(), [2.0, 3.0, 4.0]);
    let quadratic = Problem::quadratic(&points, start, &story.device)?;

    let rates = each_once(flags.lr);
    told::limits::tell(story, &line, &quadratic)?;
    told::rates::tell(story, &rates, flags.steps, &flags.points, flags.live)?;
    told::range_test::tell(story, &line)?;
    let cycle = told::two_cycle::tell(story, &quadratic)?;
    told::schedules::tell(story, &quadratic)?;
    told::stopping::tell(story, &line, &cycle)?;
    told::minima::tell(story)
}
