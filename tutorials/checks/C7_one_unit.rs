//! The check of the exercise of this name.

#[path = "../exercises/C7_one_unit.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C7_one_unit.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict},
    clinic::{
        self, Case,
        models::{drawn, mse, naive, network, units},
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::UnitsAlike,
        told: exercise::DIAGNOSIS,
        known: &[
            ("dead", Illness::DeadUnits),
            ("vanishing", Illness::Vanishing),
            ("labels", Illness::Labels),
            ("saddle", Illness::Saddle),
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
        goal: |points| naive(points) / 4.0,
        parts: &[
            ("the weights", 8),
            ("the biases", 8),
            ("of the answer", 8),
            ("its bias", 1),
        ],
        units: |w, x| units(w, x, f64::tanh),
        answer: |w, x| network(w, x, f64::tanh),
        other_start: true,
        also: |_, _| Ok(()),
        lesson: "Zeros are a good start for one layer, and the only place \
                 from which two layers can learn nothing.",
    })
}

fn loss(points: &Points, w: &[f64]) -> f64 {
    mse(points, |x| network(w, x, f64::tanh))
}

/// 40 points of a parabola.
fn points(seed: u64) -> Points {
    drawn(40, -1.5..1.5, 0.1, seed, |x| x * x)
}
