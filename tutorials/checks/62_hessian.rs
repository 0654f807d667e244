//! The check of the exercise of this name.

#[path = "../exercises/62_hessian.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    curvature::eigenvalues,
    data::{self, tensor},
    device::{self, Backend, Precision, to_host},
    gradient,
    model::Line,
};
use tutorials::check::{self, Failure, Verdict, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// The gradient of the MSE at (a, b), by hand.
fn slopes(a: f64, b: f64) -> Result<Vec<f64>, Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = data::line().tensors(&device);
    let w = tensor(&[a, b], &device);
    Ok(to_host(gradient::mse(Line::columns(x), &w, y))?)
}

fn check() -> Verdict {
    // The oracle moves a and b by 1, and sees how far the gradient moves: it
    // is linear in both.
    let here = slopes(-1.0, 1.0)?;
    let mut measured = Vec::new();
    for (a, b) in [(0.0, 1.0), (-1.0, 2.0)] {
        let there = slopes(a, b)?;
        measured.extend([there[0] - here[0], there[1] - here[1]]);
    }
    let got = exercise::hessian(&data::LINE_X).concat();
    let times = |factor: f64| -> Vec<f64> {
        measured.iter().map(|h| factor * h).collect()
    };
    let with = |places: &[(usize, f64)]| {
        let mut other = measured.clone();
        places.iter().for_each(|(i, value)| other[*i] = *value);
        other
    };
    near(
        "the Hessian at the 30 points of the line,",
        &got,
        &measured,
        &[
            ("no_two", &times(0.5)),
            ("summed", &with(&[(3, 60.0)])),
            ("no_mixed", &with(&[(1, 0.0), (2, 0.0)])),
        ],
    )?;
    let rows = measured.chunks(2).map(<[f64]>::to_vec).collect();
    let largest = eigenvalues(rows)[1];
    near(
        "the largest stable learning rate for the eigenvalue 8",
        &[exercise::largest_stable_lr(8.0)],
        &[0.25],
        &[("one_over", &[0.125])],
    )?;
    Ok(format!(
        "The gradient, measured at three places, moves as your Hessian says. \
         Its larger eigenvalue is {}, and so the largest stable learning rate \
         of the line {}: lesson 3 met it by trial.",
        number(largest),
        number(exercise::largest_stable_lr(largest))
    ))
}
