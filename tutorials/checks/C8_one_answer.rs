//! The check of the exercise of this name.

#[path = "../exercises/C8_one_answer.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C8_one_answer.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict},
    clinic::{
        self, Case,
        models::{drawn, mse, naive, network, relu, units},
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::DeadUnits,
        told: exercise::DIAGNOSIS,
        known: &[
            ("alike", Illness::UnitsAlike),
            ("diverges", Illness::Diverges),
            ("labels", Illness::Labels),
            ("creeps", Illness::Creeps),
            ("target_scale", Illness::TargetScale),
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
        loss,
        naive,
        goal: |points| naive(points) / 2.0,
        parts: &[
            ("the weights", 8),
            ("the biases", 8),
            ("of the answer", 8),
            ("its bias", 1),
        ],
        units: |w, x| units(w, x, relu),
        answer: |w, x| network(w, x, relu),
        other_start: true,
        also: |_, _| Ok(()),
        lesson: "One step that is too long is enough: where relu gives 0 for \
                 all, no gradient leads back.",
    })
}

fn loss(points: &Points, w: &[f64]) -> f64 {
    mse(points, |x| network(w, x, relu))
}

/// 40 points of a line with a bend.
fn points(seed: u64) -> Points {
    drawn(40, -2.0..2.0, 0.3, seed, |x| 30.0 + 3.0 * x.abs())
}
