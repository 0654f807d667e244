//! The check of the exercise of this name.

#[path = "../exercises/C2_swings.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C2_swings.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict},
    clinic::{
        self, Case,
        models::{best_line, drawn, line, line_mse, naive, no_units},
        takes_the_slope,
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::NotCleared,
        told: exercise::DIAGNOSIS,
        known: &[
            ("diverges", Illness::Diverges),
            ("swings", Illness::Swings),
            ("momentum", Illness::MomentumTooLarge),
        ],
        ill: |points, notes| {
            ill::train(points, notes);
            Ok(())
        },
        yours: |points, notes| {
            exercise::train(points, notes);
            Ok(())
        },
        points,
        loss: line_mse,
        naive,
        goal: |points| 1.1 * best_line(points),
        parts: &[("a", 1), ("b", 1)],
        units: no_units,
        answer: line,
        other_start: false,
        also: |points, notes| takes_the_slope(line_mse, points, notes),
        lesson: "The gradient was right at the start, and each later one held \
                 all before it. Check a gradient after some updates, too.",
    })
}

/// 40 points of a line.
fn points(seed: u64) -> Points {
    let slope = 1.0 + (seed % 10) as f64 / 5.0;
    drawn(40, -2.0..2.0, 0.5, seed, |x| slope * x + 4.0)
}
