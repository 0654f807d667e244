//! Lesson 10: how fast can it go?
//!
//! One step of the line fit, faster in stages: from one operation at a time to
//! one pass over the points, and on to many steps in one call.
//!
//! Run it: `cargo run --release --bin lesson10`

use std::process::ExitCode;

use descent::machine;
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
    lessons::run(10, |lesson, flags: args::SpeedFlags| {
        if cfg!(debug_assertions) {
            lesson.aside(
                "Built without --release: its times say nothing of the machine.",
            );
        }
        machine::join_in();
        overhead::of_an_operation(lesson, &flags)?;
        let times = table::time_all(lesson, &flags)?;
        pictures::draw(lesson, &times)?;
        epoch::time_all(lesson, &flags)?;
        numbers::compare(lesson, &flags)
    })
}
