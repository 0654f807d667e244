//! The check of the exercise of this name.

#[path = "../exercises/22_rank.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, tensor},
    device::{self, Backend, Precision, value},
};
use tutorials::check::{self, Failure, Verdict, fresh_points, list, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let fresh = fresh_points();
    for (y_pred, y) in [
        (vec![4.0, 8.0, 3.0, 6.0], vec![7.0, 7.0, 2.0, 6.0]),
        (fresh.y, fresh.x),
    ] {
        let errors = y_pred.iter().zip(&y).map(|(guess, y)| guess - y);
        let (sum, sizes) = errors.fold((0.0, 0.0), |(sum, sizes), e: f64| {
            (sum + e, sizes + e.abs())
        });
        let n = y.len() as f64;
        let [y_pred, y] = [y_pred, y].map(|v| tensor(&v, &device));
        near(
            &format!("mae of {n} points"),
            &[value(exercise::mae(y_pred, y))?],
            &[sizes / n],
            &[
                ("signed", &[sum / n]),
                ("abs_last", &[sum.abs() / n]),
                ("summed", &[sizes]),
            ],
        )?;
    }

    let points = data::line(); // y = 3x + 8
    let (x, y) = points.tensors(&device);
    // The third is closest; the fourth is far off and below the data.
    let mut guesses = vec![[-1.0, 1.0], [9.0, 5.2], [2.8, 8.2], [0.0, -30.0]];
    for _ in 0..4 {
        let losses: Vec<f64> = guesses
            .iter()
            .map(|[a, b]| {
                let both = points.x.iter().zip(&points.y);
                let errors = both.map(|(x, y)| (a * x + b - y).abs());
                errors.sum::<f64>() / points.len() as f64
            })
            .collect();
        let place = |of: f64| guesses.iter().position(|guess| guess[1] == of);
        let (closest, farthest) = (place(8.2), place(-30.0));
        let index = exercise::best(&guesses, &x, &y);
        let seen = format!(
            "The guesses have the losses {}. `best` gives {index}; the \
             smallest loss has index {}.",
            list(&losses),
            closest.unwrap_or_default()
        );
        if Some(index) != closest {
            return Err(match Some(index) == farthest {
                true => Failure::known("largest", seen),
                false => Failure::unknown(seen),
            });
        }
        // One guess more, and all the others one place further.
        guesses.insert(0, [-4.0, 3.0]);
    }
    Ok(
        "The line closest to the points is found wherever it stands in the \
        list, and no eye had to look at a plot."
            .into(),
    )
}
