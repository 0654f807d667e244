//! The check of the exercise of this name.

#[path = "../exercises/62_hessian.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    curvature::eigenvalues,
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host},
    gradient,
    model::Line,
};
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// The gradient of the MSE at (a, b), by hand.
fn slopes(points: &Points, a: f64, b: f64) -> Result<Vec<f64>, Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    let w = tensor(&[a, b], &device);
    Ok(to_host(gradient::mse(Line::columns(x), &w, y))?)
}

fn check() -> Verdict {
    // On both sides of 0, where |x| is not x.
    let n = 5 + (fresh_seed() % 8) as usize;
    matrix(&Points {
        x: fresh_numbers(n, -2.0..3.0),
        y: fresh_numbers(n, -1.0..1.0),
    })?;
    let measured = matrix(&data::line())?;
    let rows = measured.chunks(2).map(<[f64]>::to_vec).collect();
    let largest = eigenvalues(rows)[1];
    for eigenvalue in [8.0, 0.3, fresh_numbers(1, 1.0..30.0)[0]] {
        near(
            &format!(
                "the largest stable rate for the eigenvalue {}",
                number(eigenvalue)
            ),
            &[exercise::largest_stable_lr(eigenvalue)],
            &[2.0 / eigenvalue],
            &[("one_over", &[1.0 / eigenvalue])],
        )?;
    }
    Ok(format!(
        "The gradient, measured at three places, moves as your Hessian says. \
         Its larger eigenvalue is {}, and so the largest stable learning rate \
         of the line {}: lesson 3 met it by trial.",
        number(largest),
        number(exercise::largest_stable_lr(largest))
    ))
}

/// Checks the Hessian at these points, and returns it.
fn matrix(points: &Points) -> Result<Vec<f64>, Failure> {
    // The oracle moves a and b by 1, and sees how far the gradient moves: it
    // is linear in both.
    let here = slopes(points, -1.0, 1.0)?;
    let mut measured = Vec::new();
    for (a, b) in [(0.0, 1.0), (-1.0, 2.0)] {
        let there = slopes(points, a, b)?;
        measured.extend([there[0] - here[0], there[1] - here[1]]);
    }
    let got = exercise::hessian(&points.x).concat();
    let times = |factor: f64| -> Vec<f64> {
        measured.iter().map(|h| factor * h).collect()
    };
    let with = |places: &[(usize, f64)]| {
        let mut other = measured.clone();
        places.iter().for_each(|(i, value)| other[*i] = *value);
        other
    };
    near(
        &format!("the Hessian at {} points", points.len()),
        &got,
        &measured,
        &[
            ("no_two", &times(0.5)),
            ("summed", &with(&[(3, 2.0 * points.len() as f64)])),
            ("summed", &times(points.len() as f64)),
            ("no_mixed", &with(&[(1, 0.0), (2, 0.0)])),
        ],
    )?;
    Ok(measured)
}
