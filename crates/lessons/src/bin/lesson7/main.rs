//! Lesson 7: optimisers.
//!
//! An optimiser makes an update of a gradient. Some remember the gradients
//! before it, some measure them, one estimates the curvature.
//!
//! Run it: `cargo run --bin lesson7`

use std::process::ExitCode;

use lessons::args;

mod by_hand;
mod defaults;
mod line;
mod optimisers;
mod pictures;
mod race;
mod table;
mod valley;

fn main() -> ExitCode {
    program::lesson::run(
        env!("CARGO_BIN_NAME"),
        |story, flags: args::RaceFlags| {
            by_hand::momentum(story)?;
            by_hand::adam(story)?;
            line::race_down(story, &flags)?;
            valley::race_through(story)?;
            defaults::side_by_side(story)
        },
    )
}
