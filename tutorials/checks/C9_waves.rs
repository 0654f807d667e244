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
        also: |points, notes| {
            no_wave(points, notes)?;
            speaks_for_all(points, notes)
        },
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

/// The gradients of ten rows drawn at random lie around the slope on all rows
/// by a tenth of the variance of single rows. Those of ten neighbours lie
/// nearly as far from it as single rows.
fn speaks_for_all(points: &Points, notes: &Notes) -> Result<(), String> {
    let (mut batches, mut single) = (0.0, 0.0);
    for (w, taken) in notes.params.iter().zip(&notes.gradients) {
        let rows = points.x.iter().zip(&points.y).map(|(x, y)| {
            let error = 2.0 * (line(w, *x) - y);
            [error * x, error]
        });
        let rows: Vec<[f64; 2]> = rows.collect();
        let n = rows.len() as f64;
        let mean = [0, 1].map(|i| rows.iter().map(|r| r[i]).sum::<f64>() / n);
        let away =
            |g: &[f64]| (g[0] - mean[0]).powi(2) + (g[1] - mean[1]).powi(2);
        batches += away(taken);
        single += rows.iter().map(|row| away(row)).sum::<f64>() / n;
    }
    let part = batches / single;
    match part < 1.0 / 3.0 {
        true => Ok(()),
        false => Err(format!(
            "The gradients of its batches lie around the slope on all points \
             with {} of the variance of single points. Ten points drawn at \
             random have about 0.1.",
            number(part)
        )),
    }
}
