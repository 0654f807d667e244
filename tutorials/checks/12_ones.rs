//! The check of the exercise of this name.

#[path = "../exercises/12_ones.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host},
};
use tutorials::check::{self, Failure, Verdict, fresh_points, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // A 0 is among them: what divides by u fails there.
    on(&[2.0, -1.0, 0.0, 4.0], [3.0, 2.0])?;
    // And points and a line that nobody has seen before.
    let fresh = fresh_points();
    on(&fresh.x, [fresh.y[0], fresh.y[1]])?;
    Ok("Row i of x @ w is 1·w0 + u·w1: the line at all points in one product. \
        The column of ones is there for w0 alone, and never to be plotted."
        .into())
}

/// All three functions for these u and w = (w0, w1).
fn on(u: &[f64], [w0, w1]: [f64; 2]) -> Result<(), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let n = u.len();
    let x = exercise::with_ones(tensor(u, &device));
    let shape = x.dims().map(|n| n as f64);
    let transposed: (&str, &[f64]) = ("transposed", &[2.0, n as f64]);
    near("the shape of x", &shape, &[n as f64, 2.0], &[transposed])?;
    let rows: Vec<f64> = u.iter().flat_map(|u| [1.0, *u]).collect();
    let swapped: Vec<f64> = u.iter().flat_map(|u| [*u, 1.0]).collect();
    let known = [("swapped", &swapped[..])];
    near("x, row after row", &to_host(x)?, &rows, &known)?;

    // From here on with our own x, so that one mistake is told once.
    let x: Tensor<2> = tensor(&rows, &device).reshape([n, 2]);
    let on_line = exercise::line(x.clone(), tensor(&[w0, w1], &device));
    let expected: Vec<f64> = u.iter().map(|u| w0 + w1 * u).collect();
    let what = format!("the line {} + {}u", number(w0), number(w1));
    near(&what, &to_host(on_line)?, &expected, &[])?;

    let horizontal = to_host(exercise::horizontal(x))?;
    let stripe = vec![1.0; n];
    near(
        "the horizontal axis",
        &horizontal,
        u,
        &[("stripe", &stripe[..])],
    )
}
