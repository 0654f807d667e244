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
    check::{self, Verdict, number},
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
        also: |points, notes| {
            differ(notes)?;
            bend(points, notes)
        },
        lesson: "Zeros are a good start for one layer, and the only place \
                 from which two layers can learn nothing.",
    })
}

fn loss(points: &Points, w: &[f64]) -> f64 {
    mse(points, |x| network(w, x, f64::tanh))
}

/// Half of the units at least give what no other gives.
fn differ(notes: &Notes) -> Result<(), String> {
    let w = &notes.params[notes.params.len() - 1];
    let far = |i: usize, k: usize| {
        let at = |part: usize| (w[part + i] - w[part + k]).abs();
        at(0).max(at(8)) > 1e-9
    };
    let own = (0..8).filter(|i| (0..8).all(|k| k == *i || far(*i, k)));
    match own.count() {
        own if own >= 4 => Ok(()),
        own => Err(format!(
            "At the end {} of 8 units give what another one gives: they began \
             alike.",
            8 - own
        )),
    }
}

/// Not most of what the units give is at the ends of tanh, where its slope is
/// next to 0: such units differ, and learn as little.
fn bend(points: &Points, notes: &Notes) -> Result<(), String> {
    let w = &notes.params[notes.params.len() - 1];
    let given = points.x.iter().flat_map(|x| units(w, *x, f64::tanh));
    let ends = given.filter(|unit| unit.abs() > 0.97).count();
    let part = ends as f64 / (8 * points.len()) as f64;
    match part < 0.75 {
        true => Ok(()),
        false => Err(format!(
            "At the end {} % of what the units give is beyond ±0.97, where \
             tanh is flat: the first weights are too large, and now the units \
             are saturated.",
            number((100.0 * part).round())
        )),
    }
}

/// 40 points of a parabola.
fn points(seed: u64) -> Points {
    drawn(40, -1.5..1.5, 0.1, seed, |x| x * x)
}
