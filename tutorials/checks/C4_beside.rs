//! The check of the exercise of this name.

#[path = "../exercises/C4_beside.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C4_beside.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness, model::Quadratic};
use tutorials::{
    check::{self, Verdict},
    clinic::{
        self, Case,
        models::{drawn, mse, naive, no_units},
        takes_the_slope,
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::WrongGradient,
        told: exercise::DIAGNOSIS,
        known: &[
            ("creeps", Illness::Creeps),
            ("ravine", Illness::Ravine),
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
        goal: |points| 1.1 * loss(points, &Quadratic::least_squares(points)),
        parts: &[("a", 1), ("b", 1), ("c", 1)],
        units: no_units,
        answer: parabola,
        other_start: false,
        also: |points, notes| takes_the_slope(loss, points, notes),
        lesson: "A gradient that is wrong in one component still goes \
                 downhill most of the way. Check it by differences before the \
                 first run.",
    })
}

fn parabola(w: &[f64], x: f64) -> f64 {
    w[0] * x * x + w[1] * x + w[2]
}

fn loss(points: &Points, w: &[f64]) -> f64 {
    mse(points, |x| parabola(w, x))
}

/// 60 points of a parabola.
fn points(seed: u64) -> Points {
    let b = 2.0 + (seed % 10) as f64 / 5.0;
    drawn(60, -2.0..2.0, 0.5, seed, |x| x * x + b * x + 3.0)
}
