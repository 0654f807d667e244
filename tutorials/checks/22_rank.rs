//! The check of the exercise of this name.

#[path = "../exercises/22_rank.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, tensor},
    device::{self, Backend, Precision, value},
};
use tutorials::check::{self, Failure, Verdict, list, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let y_pred = tensor(&[4.0, 8.0, 3.0, 6.0], &device);
    let y = tensor(&[7.0, 7.0, 2.0, 6.0], &device);
    near(
        "mae for the errors −3, 1, 1, 0",
        &[value(exercise::mae(y_pred, y))?],
        &[5.0 / 4.0],
        &[
            ("signed", &[-1.0 / 4.0]),
            ("abs_last", &[1.0 / 4.0]),
            ("summed", &[5.0]),
        ],
    )?;

    let points = data::line(); // y = 3x + 8
    let (x, y) = points.tensors(&device);
    // The third is closest; the fourth is far off and below the data.
    let guesses = [[-1.0, 1.0], [9.0, 5.2], [2.8, 8.2], [0.0, -30.0]];
    let losses = guesses.map(|[a, b]| {
        let errors = points.x.iter().zip(&points.y).map(|(x, y)| a * x + b - y);
        errors.map(f64::abs).sum::<f64>() / points.len() as f64
    });
    let index = exercise::best(&guesses, &x, &y);
    let seen = format!(
        "The four guesses have the losses {}. `best` gives {index}; the \
         smallest loss has index 2.",
        list(&losses)
    );
    match index {
        2 => Ok(format!(
            "The losses of the four guesses are {}: the third line is best, \
             and no eye had to look at a plot.",
            list(&losses)
        )),
        3 => Err(Failure::known("largest", seen)),
        _ => Err(Failure::unknown(seen)),
    }
}
