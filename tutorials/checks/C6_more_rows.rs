//! The check of the exercise of this name.

#[path = "../exercises/C6_more_rows.rs"]
#[rustfmt::skip]
mod exercise;
#[path = "../skeletons/C6_more_rows.rs"]
#[allow(dead_code, reason = "nobody asks for its diagnosis")]
mod ill;

use std::process::ExitCode;

use descent::{data::Points, doctor::Illness};
use tutorials::{
    check::{self, Verdict, number},
    clinic::{
        self, Case, Notes,
        models::{drawn, line, line_mse, naive, no_units},
        questions::slope,
    },
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    clinic::check(&Case {
        illness: Illness::SumForMean,
        told: exercise::DIAGNOSIS,
        known: &[
            ("diverges", Illness::Diverges),
            ("uphill", Illness::Uphill),
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
        // A small rate is slow on some twenty points.
        goal: |points| naive(points) / 6.0,
        parts: &[("a", 1), ("b", 1)],
        units: no_units,
        answer: line,
        other_start: false,
        also: |points, _| match points.len() {
            200 => Ok(()),
            _ => same_step(),
        },
        lesson: "A rate is worth something only beside the loss that it is \
                 for: of a mean it stays, of a sum it must shrink as the rows \
                 grow.",
    })
}

/// The step along the slope of the mean is as long on 20 points as on 400.
fn same_step() -> Result<(), String> {
    let [few, many] = [2, 3].map(|seed| {
        let (points, mut notes) = (points(seed), Notes::default());
        exercise::train(&points, &mut notes);
        let (from, to) = (&notes.params[0], &notes.params[1]);
        let slope = slope(line_mse, &points, from);
        let moved = from.iter().zip(to).map(|(from, to)| from - to);
        let along: f64 = moved.zip(&slope).map(|(m, s)| m * s).sum();
        along / slope.iter().map(|s| s * s).sum::<f64>()
    });
    match (0.5..2.0).contains(&(many / few)) {
        true => Ok(()),
        false => Err(format!(
            "On 20 points the first update is {} times the slope of the mean \
             squared error, and on 400 points {} times.",
            number(few),
            number(many)
        )),
    }
}

/// Points of a line: 200 for the learner; unseen are 20 and 400.
fn points(seed: u64) -> Points {
    let n = match seed {
        1 => 200,
        seed if seed % 2 == 0 => 20,
        _ => 400,
    };
    drawn(n, -2.0..2.0, 0.5, seed, |x| 2.0 * x + 3.0)
}
