//! The check of the exercise of this name.

#[path = "../exercises/C5_rests.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C5_rests.rs"]
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
        illness: Illness::Creeps,
        told: exercise::DIAGNOSIS,
        known: &[
            ("saddle", Illness::Saddle),
            ("noise", Illness::BatchNoise),
            ("shuffled", Illness::NotShuffled),
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
        goal: |points| 1.2 * best_line(points),
        parts: &[("a", 1), ("b", 1)],
        units: no_units,
        answer: line,
        other_start: false,
        also: still_moves,
        lesson: "Look at the steps, not at the loss alone: a run may rest \
                 because it has arrived, or because it has been told to stop.",
    })
}

/// How many updates an epoch has: 100 points, ten at a time.
const EPOCH: usize = 10;

/// Twenty epochs of a tenth less each leave an eighth of the rate, and no
/// update of an epoch is much shorter beside its gradient than another. Nor is
/// one longer than those before.
fn still_moves(_: &Points, notes: &Notes) -> Result<(), String> {
    let rate = |k: usize| {
        let [from, to] = [&notes.params[k], &notes.params[k + 1]];
        let gradient = &notes.gradients[k];
        let moved = from.iter().zip(to).map(|(from, to)| from - to);
        let along: f64 = moved.zip(gradient).map(|(m, g)| m * g).sum();
        along / gradient.iter().map(|g| g * g).sum::<f64>()
    };
    let rates: Vec<f64> = (0..notes.params.len() - 1).map(rate).collect();
    let (first, last) = (rates[0], rates[rates.len() - 1]);
    if last <= 0.05 * first {
        return Err(format!(
            "The first update is {} times the gradient, and the last one of \
             twenty epochs {}: by the plan it is an eighth of the first.",
            number(first),
            number(last)
        ));
    }
    for (epoch, rates) in rates.chunks(EPOCH).enumerate() {
        let (first, last) = (rates[0], rates[rates.len() - 1]);
        if last < 0.85 * first {
            return Err(format!(
                "In epoch {epoch} the first update is {} times the gradient, \
                 and the last one {}: by the plan the rate falls by a tenth \
                 with each epoch.",
                number(first),
                number(last)
            ));
        }
    }
    match rates.windows(2).position(|pair| pair[1] > 1.01 * pair[0]) {
        None => Ok(()),
        Some(k) => Err(format!(
            "Update {k} is {} times the gradient, and the next one {}: by the \
             plan the rate never rises.",
            number(rates[k]),
            number(rates[k + 1])
        )),
    }
}

/// 100 points of a line.
fn points(seed: u64) -> Points {
    let slope = 3.0 + (seed % 10) as f64 / 5.0;
    drawn(100, -1.0..1.0, 0.5, seed, |x| slope * x + 4.0)
}
