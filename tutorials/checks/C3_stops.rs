//! The check of the exercise of this name.

#[path = "../exercises/C3_stops.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C3_stops.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict},
    clinic::{
        self, Case,
        models::{best_line, drawn, line, line_mse, naive, no_units},
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::Labels,
        told: exercise::DIAGNOSIS,
        known: &[
            ("wrong_gradient", Illness::WrongGradient),
            ("creeps", Illness::Creeps),
            ("saddle", Illness::Saddle),
            ("nothing", Illness::NothingLearned),
            ("random", Illness::RandomEvaluation),
        ],
        ill: ill::train,
        yours: exercise::train,
        points,
        loss: line_mse,
        naive,
        goal: |points| 1.1 * best_line(points),
        parts: &[("a", 1), ("b", 1)],
        units: no_units,
        answer: line,
        other_start: false,
        also: |_, _| Ok(()),
        lesson: "A loss that stands still at that of the mean has lost the \
                 link between x and y. Print the shapes of what is \
                 subtracted.",
    })
}

/// 50 points of a line.
fn points(seed: u64) -> Points {
    let slope = 2.0 + (seed % 10) as f64 / 5.0;
    drawn(50, -1.5..1.5, 0.5, seed, |x| slope * x + 5.0)
}
