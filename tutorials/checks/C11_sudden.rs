//! The check of the exercise of this name.

#[path = "../exercises/C11_sudden.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C11_sudden.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict},
    clinic::{
        self, Case,
        models::{cross_entropy, drawn, entropy, line, no_units},
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::LogOfZero,
        told: exercise::DIAGNOSIS,
        known: &[
            ("diverges", Illness::Diverges),
            ("nan_in_data", Illness::NanInData),
            ("exp_overflow", Illness::ExpOverflow),
            ("zero_by_zero", Illness::ZeroByZero),
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
        loss: cross_entropy,
        naive: entropy,
        goal: |_| 0.4,
        parts: &[("a", 1), ("b", 1)],
        units: no_units,
        answer: |w, x| 1.0 / (1.0 + (-line(w, x)).exp()),
        other_start: false,
        also: |_, _| Ok(()),
        lesson: "A probability of 1 is a number, and its logarithm a trap. \
                 Work with scores, and make a probability only for people.",
    })
}

/// 60 points of two classes that overlap, three of them far out.
fn points(seed: u64) -> Points {
    let mut points = drawn(57, -2.0..2.0, 0.8, seed, |x| x);
    points.x.extend([60.0, 65.0, 70.0]);
    points.y.extend([60.0, 65.0, 70.0]);
    for y in &mut points.y {
        *y = f64::from(*y > 0.0);
    }
    points
}
