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
use tutorials::check::{self, Verdict, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let u = [2.0, -1.0, 0.5, 4.0];
    let x = exercise::with_ones(tensor(&u, &device));
    let shape = x.dims().map(|n| n as f64);
    let transposed: (&str, &[f64]) = ("transposed", &[2.0, 4.0]);
    near("the shape of x", &shape, &[4.0, 2.0], &[transposed])?;
    near(
        "x, row after row",
        &to_host(x)?,
        &[1.0, 2.0, 1.0, -1.0, 1.0, 0.5, 1.0, 4.0],
        &[("swapped", &[2.0, 1.0, -1.0, 1.0, 0.5, 1.0, 4.0, 1.0])],
    )?;

    // From here on with our own x, so that one mistake is told once.
    let rows: Vec<f64> = u.iter().flat_map(|u| [1.0, *u]).collect();
    let x: Tensor<2> = tensor(&rows, &device).reshape([4, 2]);
    let on_line = exercise::line(x.clone(), tensor(&[3.0, 2.0], &device));
    let expected = u.map(|u| 3.0 + 2.0 * u);
    near("the line 3 + 2u", &to_host(on_line)?, &expected, &[])?;

    let horizontal = to_host(exercise::horizontal(x))?;
    let stripe: (&str, &[f64]) = ("stripe", &[1.0; 4]);
    near("the horizontal axis", &horizontal, &u, &[stripe])?;
    Ok("Row i of x @ w is 1·w0 + u·w1: the line at all points in one product. \
        The column of ones is there for w0 alone, and never to be plotted."
        .into())
}
