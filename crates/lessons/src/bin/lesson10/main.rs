//! Lesson 10: how fast can it go?
//!
//! One step of the line fit, faster in stages: from one operation at a time to
//! one pass over the points, and on to many steps in one call.
//!
//! Run it: `cargo run --release --bin lesson10`

use std::process::ExitCode;

use fused::machine;
use lessons::args;

mod clock;
mod epoch;
mod fit;
mod limits;
mod numbers;
mod overhead;
mod pictures;
mod report;
mod stages;
mod table;
mod ways;

fn main() -> ExitCode {
    program::lesson::run(
        env!("CARGO_BIN_NAME"),
        |story, flags: args::SpeedFlags| {
            if cfg!(debug_assertions) {
                story.aside(
                "Built without --release: its times say nothing of the machine.",
            );
            }
            machine::join_in();
            overhead::of_an_operation(story, &flags)?;
            let times = table::time_all(story, &flags)?;
            pictures::draw(story, &times)?;
            epoch::time_all(story, &flags)?;
            numbers::compare(story, &flags)
        },
    )
}
