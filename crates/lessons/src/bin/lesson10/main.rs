//! Lesson 10: does it hold?
//!
//! A model that fits its points may fail on new ones. Theory says by how much,
//! and the lesson measures it.
//!
//! Run it: `cargo run --bin lesson10`

use std::process::ExitCode;

use program::{
    Result, Story,
    doctor::DoctorFlags,
    value::{Parsed, finite, whole},
};

mod adams;
mod choice;
mod coins;
mod cross_validation;
mod curve;
mod degrees;
mod dropout;
mod features;
mod maximum;
mod minimum_norm;
mod noise_floor;
mod normal;
mod pictures;
mod polynomial;
mod precision;
mod ridge;
mod sgd;
mod terms;
mod waves;
mod writers;

/// The parts of the story.
mod told {
    pub mod adams;
    pub mod adding_up;
    pub mod choice;
    pub mod decay;
    pub mod degrees;
    pub mod dials;
    pub mod doctor;
    pub mod dropout;
    pub mod early;
    pub mod luck;
    pub mod noise;
    pub mod peak;
    pub mod precision;
    pub mod rates;
    pub mod terms;
    pub mod verdict;
    pub mod writers;
}

/// What is measured, and how often.
#[derive(clap::Args, Clone, Debug)]
struct CurveFlags {
    /// Points of the curve
    #[arg(long, value_parser = points, allow_hyphen_values = true)]
    #[arg(default_value_t = 20)]
    n: usize,
    /// Standard deviation of the noise in y
    #[arg(long, value_parser = noise, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.3)]
    noise: f64,
    /// How often a mean over draws draws
    #[arg(long, value_parser = draws, allow_hyphen_values = true)]
    #[arg(default_value_t = 500)]
    draws: usize,
    /// A look at the descents by single points, at a steady and a falling rate.
    #[command(flatten)]
    doctor: DoctorFlags,
    /// The digits of other writers instead: minutes without --release
    #[arg(long, conflicts_with_all = ["n", "noise", "draws", "doctor"])]
    writers: bool,
}

/// As many as a polynomial of degree 15 needs where some are left out.
fn points(text: &str) -> Parsed<usize> {
    let number = whole(text, 1000).ok().filter(|number| *number >= 20);
    number.ok_or_else(|| "it must be a whole number, 20 to 1000".into())
}

fn noise(text: &str) -> Parsed<f64> {
    let number = finite(text)?;
    let inside = (0.001..=10.0).contains(&number).then_some(number);
    inside.ok_or_else(|| "it must lie between 0.001 and 10".into())
}

fn draws(text: &str) -> Parsed<usize> {
    let number = whole(text, 100_000).ok().filter(|number| *number > 1);
    number.ok_or_else(|| "it must be a whole number, 2 to 100000".into())
}

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), teach)
}

fn teach(story: &mut Story, flags: CurveFlags) -> Result<()> {
    if flags.writers {
        return told::writers::tell(story);
    }
    let (n, noise, draws) = (flags.n, flags.noise, flags.draws);
    told::degrees::tell(story, n, noise)?;
    told::terms::tell(story, n, noise, draws)?;
    told::luck::tell(story, draws)?;
    told::choice::tell(story, n, noise, draws.div_ceil(5))?;
    let waves = told::decay::tell(story, n, noise, draws)?;
    told::early::tell(story, &waves)?;
    told::adams::tell(story, &waves)?;
    told::dropout::tell(story, &waves, draws)?;
    let bowl = told::noise::tell(story, &waves, noise, draws)?;
    told::rates::falling(story, &bowl, draws, flags.doctor)?;
    told::rates::larger(story, &bowl, draws)?;
    told::precision::tell(story)?;
    told::peak::tell(story, noise, draws)
}
