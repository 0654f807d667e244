//! The check of the exercise of this name.

#[path = "../exercises/C12_too_good.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C12_too_good.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::{collections::BTreeSet, process::ExitCode};

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict},
    clinic::{
        self, Case, Notes,
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
        illness: Illness::Leak,
        told: exercise::DIAGNOSIS,
        known: &[
            ("overfits", Illness::Overfits),
            ("by_heart", Illness::ByHeart),
            ("random", Illness::RandomEvaluation),
            ("as_many", Illness::AsManyAsRows),
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
        goal: |points| 2.5 * naive(points),
        parts: &[("the drawers", 30)],
        units: no_units,
        answer: drawer,
        other_start: false,
        also: held_out,
        lesson: "What is too good is wrong until it is explained. Hold out \
                 first, and touch nothing of it afterwards.",
    })
}

fn drawer(w: &[f64], x: f64) -> f64 {
    w[(x * w.len() as f64) as usize]
}

fn loss(points: &Points, w: &[f64]) -> f64 {
    mse(points, |x| drawer(w, x))
}

/// 60 points of a wave, measured with errors of up to ±1.
fn points(seed: u64) -> Points {
    drawn(60, 0.0..1.0, 1.0, seed, |x| (6.0 * x).sin())
}

/// Enough rows on both sides, and none on both.
fn held_out(points: &Points, notes: &Notes) -> Result<(), String> {
    let distinct =
        |rows: &[usize]| rows.iter().copied().collect::<BTreeSet<_>>();
    let training = distinct(&notes.training);
    let validation = distinct(&notes.validation);
    let shared = training.intersection(&validation).count();
    if shared > 0 {
        return Err(format!(
            "{shared} of {} points that are held out are among those that it \
             learns from.",
            validation.len()
        ));
    }
    let n = points.len();
    if 5 * validation.len() < n || 2 * training.len() < n {
        return Err(format!(
            "It learns from {} points and holds out {}, of {n}.",
            training.len(),
            validation.len()
        ));
    }
    takes_the_slope(loss, points, notes)
}
