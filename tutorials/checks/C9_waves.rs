//! The check of the exercise of this name.

#[path = "../exercises/C9_waves.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C9_waves.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict, number},
    clinic::{
        self, Case, Notes,
        models::{best_line, drawn, line, line_mse, naive, no_units},
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::NotShuffled,
        told: exercise::DIAGNOSIS,
        known: &[
            ("noise", Illness::BatchNoise),
            ("not_cleared", Illness::NotCleared),
            ("swings", Illness::Swings),
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
        goal: |points| 1.4 * best_line(points),
        parts: &[("a", 1), ("b", 1)],
        units: no_units,
        answer: line,
        other_start: false,
        also: no_wave,
        lesson: "The order of a file is never without meaning. Shuffle, and a \
                 batch is a small picture of the whole.",
    })
}

/// 100 points of a parabola, in the order of x.
fn points(seed: u64) -> Points {
    let mut points = drawn(100, -2.0..2.0, 0.0001, seed, |x| x);
    points.x.sort_by(f64::total_cmp);
    let curve = |x: &f64| 2.0 * x + x * x;
    points.y = points.x.iter().map(curve).collect();
    points
}

/// Through all of the last epoch the loss is low, not at its end alone.
fn no_wave(points: &Points, notes: &Notes) -> Result<(), String> {
    let last = &notes.losses[notes.losses.len() - 10..];
    let crest = last.iter().copied().fold(0.0, f64::max);
    let best = best_line(points);
    match crest <= 1.5 * best {
        true => Ok(()),
        false => Err(format!(
            "In the last ten updates the loss goes up to {}, and the best \
             line has {}.",
            number(crest),
            number(best)
        )),
    }
}
