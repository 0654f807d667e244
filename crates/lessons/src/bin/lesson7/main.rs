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
    lessons::run(7, |lesson, flags: args::RaceFlags| {
        by_hand::momentum(lesson)?;
        by_hand::adam(lesson)?;
        line::race_down(lesson, &flags)?;
        valley::race_through(lesson)?;
        defaults::side_by_side(lesson)
    })
}
