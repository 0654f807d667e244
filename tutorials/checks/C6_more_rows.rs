//! The check of the exercise of this name.

#[path = "../exercises/C6_more_rows.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C6_more_rows.rs"]
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
        illness: Illness::SumForMean,
        told: exercise::DIAGNOSIS,
        known: &[
            ("diverges", Illness::Diverges),
            ("uphill", Illness::Uphill),
            ("wrong_gradient", Illness::WrongGradient),
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
        also: |_, _| Ok(()),
        lesson: "A rate is worth something only beside the loss that it is \
                 for: of a mean it stays, of a sum it must shrink as the rows \
                 grow.",
    })
}

/// Points of a line: 200 for the learner; unseen are 20 and 400.
fn points(seed: u64) -> Points {
    let n = match seed {
        1 => 200,
        seed if seed % 2 == 0 => 20,
        _ => 400,
    };
    drawn(n, -2.0..2.0, 0.5, seed, |x| 2.0 * x + 3.0)
}
