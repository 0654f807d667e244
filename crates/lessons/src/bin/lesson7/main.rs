//! Lesson 7: optimisers.
//!
//! An optimiser makes an update of a gradient. Some remember the gradients
//! before it, some measure them, one estimates the curvature.
//!
//! Run it: `cargo run --bin lesson7`

use std::{path::PathBuf, process::ExitCode};

use program::{
    Result, Story,
    doctor::DoctorFlags,
    points::{LiveFlags, ProblemFlags},
    value::{Parsed, finite, positive, whole},
};

mod bowl;
mod by_hand;
mod landscapes;
mod pictures;
mod race;
mod rates;
mod rules;
mod run;
mod theory;

/// The parts of the story.
mod told {
    pub mod burns;
    pub mod by_hand;
    pub mod defaults;
    pub mod doctor;
    pub mod every_rate;
    pub mod line;
    pub mod memory;
    pub mod table;
    pub mod valley;
}

/// How optimisers race.
#[derive(clap::Args, Clone, Debug)]
struct RaceFlags {
    /// Points and start.
    #[command(flatten)]
    problem: ProblemFlags,
    /// One learning rate for all on the line, instead of the best of many for
    /// each
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    lr: Option<f64>,
    /// What a descent of your own keeps of its velocity: one row more where
    /// the lesson asks how much memory is good, with the rate of --lr
    #[arg(long, value_name = "MU", value_parser = part)]
    #[arg(allow_hyphen_values = true)]
    momentum: Option<f64>,
    /// Updates of a run on the line, where the loss must stay down for the
    /// second half
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    #[arg(default_value_t = 1000)]
    steps: usize,
    /// Write every update to a file: run, update, parameters, the loss, and
    /// the length of its gradient
    #[arg(long, value_name = "FILE.csv")]
    trace: Option<PathBuf>,
    /// A look at each run on the line.
    #[command(flatten)]
    doctor: DoctorFlags,
    /// Animation.
    #[command(flatten)]
    live: LiveFlags,
}

/// A hundred runs for each optimiser take as many each.
fn updates(text: &str) -> Parsed<usize> {
    whole(text, 10_000)
}

/// From 0 to below 1.
fn part(text: &str) -> Parsed<f64> {
    let number = finite(text)?;
    let inside = (0.0..1.0).contains(&number).then_some(number);
    inside.ok_or_else(|| "it must be from 0 to below 1; try 0.875".into())
}

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), teach)
}

fn teach(story: &mut Story, flags: RaceFlags) -> Result<()> {
    story.trace_to(flags.trace.as_deref())?;
    let problem = flags.problem.line(story.seed)?;
    let start = flags.problem.points.start.unwrap_or([-2.0, 4.0]);
    problem.introduce(story);
    told::by_hand::momentum(story, &problem)?;
    told::by_hand::adam(story, &problem)?;
    let yours = flags.momentum.map(|mu| (mu, flags.lr));
    told::memory::tell(story, &problem, start, yours)?;
    let race = (flags.lr, flags.steps);
    let shown = (flags.live, flags.doctor);
    told::line::tell(story, &problem, start, race, shown)?;
    told::valley::tell(story)?;
    told::defaults::tell(story)
}
