//! The check of the exercise of this name.

#[path = "../exercises/C10_trembles.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C10_trembles.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict},
    clinic::{
        self, Case, Notes,
        models::{drawn, mse, naive, network, units},
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::RandomEvaluation,
        told: exercise::DIAGNOSIS,
        known: &[
            ("noise", Illness::BatchNoise),
            ("wrong_gradient", Illness::WrongGradient),
            ("diverges", Illness::Diverges),
            ("not_shuffled", Illness::NotShuffled),
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
        other_start: false,
        also: |_, notes| all_learn(notes),
        lesson: "Look twice at the same parameters. If the two losses differ, \
                 it is not yet the model that you look at.",
    })
}

fn loss(points: &Points, w: &[f64]) -> f64 {
    mse(points, |x| network(w, x, f64::tanh))
}

/// No unit is left out in every update.
fn all_learn(notes: &Notes) -> Result<(), String> {
    let out = (16..24).filter(|i| notes.gradients.iter().all(|g| g[*i] == 0.0));
    match out.count() {
        0 => Ok(()),
        out => Err(format!(
            "{out} of 8 units are left out in each update, and learn nothing: \
             whom dropout leaves out must be drawn anew."
        )),
    }
}

/// 40 points of a line.
fn points(seed: u64) -> Points {
    drawn(40, -1.5..1.5, 0.1, seed, |x| 2.0 * x)
}
