//! Lesson 7: optimisers.
//!
//! An optimiser makes an update of a gradient. Some remember the gradients
//! before it, some measure them, one estimates the curvature.
//!
//! Run it: `cargo run --bin lesson7`

use std::process::ExitCode;

use program::{
    Result, Story,
    points::{LiveFlags, PointFlags},
    value::{positive, updates},
};

mod by_hand;
mod landscapes;
mod pictures;
mod race;

/// The parts of the story.
mod told {
    pub mod by_hand;
    pub mod defaults;
    pub mod line;
    pub mod table;
    pub mod valley;
}

/// How optimisers race.
#[derive(clap::Args, Clone, Debug)]
struct RaceFlags {
    /// Points and start.
    #[command(flatten)]
    points: PointFlags,
    /// One learning rate for all on the line, instead of one for each
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    lr: Option<f64>,
    /// The most updates on the line
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    #[arg(default_value_t = 400)]
    steps: usize,
    /// Animation.
    #[command(flatten)]
    live: LiveFlags,
}

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), teach)
}

fn teach(story: &mut Story, flags: RaceFlags) -> Result<()> {
    told::by_hand::momentum(story)?;
    told::by_hand::adam(story)?;
    told::line::tell(story, flags.lr, flags.steps, &flags.points, flags.live)?;
    told::valley::tell(story)?;
    told::defaults::tell(story)
}
