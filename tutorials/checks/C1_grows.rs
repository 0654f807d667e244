//! The check of the exercise of this name.

#[path = "../exercises/C1_grows.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C1_grows.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict},
    clinic::{
        self, Case, Notes,
        models::{drawn, line, line_mse, naive, no_units},
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::Diverges,
        told: exercise::DIAGNOSIS,
        known: &[
            ("wrong_gradient", Illness::WrongGradient),
            ("uphill", Illness::Uphill),
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
        points: flats,
        loss: line_mse,
        naive,
        // The slope alone explains nearly all: b may still be on its way.
        goal: |points| naive(points) / 3.0,
        parts: &[("a", 1), ("b", 1)],
        units: no_units,
        answer: line,
        other_start: false,
        also: settles,
        lesson: "What is too long for a step depends on the units of x: the \
                 curvature grows with their square.",
    })
}

/// In the second half no update leads up.
fn settles(_: &Points, notes: &Notes) -> Result<(), String> {
    let second = &notes.losses[notes.losses.len() / 2..];
    let up = second.windows(2).filter(|pair| pair[1] > 1.01 * pair[0]);
    match up.count() {
        0 => Ok(()),
        up => Err(format!(
            "In the second half of the run {up} of {} updates still lead up: \
             the steps are too long to come to rest.",
            second.len() - 1
        )),
    }
}

/// 30 flats of 20 to 120 square metres.
fn flats(seed: u64) -> Points {
    let slope = 2.5 + (seed % 10) as f64 / 10.0;
    drawn(30, 20.0..120.0, 20.0, seed, |x| slope * x + 40.0)
}
