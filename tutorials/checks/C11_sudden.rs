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
    check::{self, Verdict, number},
    clinic::{
        self, Case, Notes,
        models::{cross_entropy, drawn, entropy, line, no_units},
        questions::slope,
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
        also: |_, _| every_row_pulls(),
        lesson: "A probability of 1 is a number, and its logarithm a trap. \
                 Work with scores, and make a probability only for people.",
    })
}

/// A row that is named wrong with a probability of 1 has a slope, too: p − y.
/// The first update leads to such a row here. Who leaves out what is no number
/// leaves out the one that has most to teach.
fn every_row_pulls() -> Result<(), String> {
    let (mut points, mut notes) = (points(1), Notes::default());
    points.x.extend([900.0, 1000.0, 1100.0]);
    points.y.extend([0.0, 1.0, 1.0]);
    exercise::train(&points, &mut notes);
    let (w, taken) = (&notes.params[1], &notes.gradients[1]);
    let own = slope(cross_entropy, &points, w);
    let along: f64 = taken.iter().zip(&own).map(|(t, o)| t * o).sum();
    let part = along / own.iter().map(|o| o * o).sum::<f64>();
    match (0.9..1.1).contains(&part) {
        true => Ok(()),
        false => Err(format!(
            "With a point of class 0 far among those of class 1, the second \
             gradient is {} of the slope of the loss: what is no number is \
             left out of it, or stays in it. There p is 1 to the last digit \
             and y is 0: the loss is ln(1 + eˢ) of the score s, and its slope \
             1.",
            number(part)
        )),
    }
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
