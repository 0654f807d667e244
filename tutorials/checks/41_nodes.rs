//! The check of the exercise of this name.

#[path = "../exercises/41_nodes.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::tensor,
    device::{self, Backend, Precision, value},
};
use tutorials::check::{self, Failure, Verdict, list, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let leaf = |value: f64| tensor(&[value], &device).autodiff().require_grad();
    let (a, x, b, y) = (leaf(2.0), leaf(3.0), leaf(1.0), leaf(4.0));
    // A leaf of 0 added to a node receives the gradient of that node.
    let zero = leaf(0.0);
    let error = a.clone() * x + b.clone() - y.clone() + zero.clone();
    let grads = error.square().backward();
    let mut by = Vec::new();
    for leaf in [zero, y, b, a] {
        let gradient = leaf
            .grad(&grads)
            .ok_or_else(|| Failure::told("burn kept no gradient of a leaf"))?;
        by.push(value(gradient)?);
    }
    let known = [("no_two", by[0] / 2.0)];
    predicted("BY_ERROR", exercise::BY_ERROR, by[0], 1e-6, &known)?;
    let known = [("no_minus", -by[1])];
    predicted("BY_Y", exercise::BY_Y, by[1], 1e-6, &known)?;
    let known = [("stopped", 1.0)];
    predicted("BY_B", exercise::BY_B, by[2], 1e-6, &known)?;
    let known = [("no_x", by[2]), ("other_factor", by[2] * 2.0)];
    predicted("BY_A", exercise::BY_A, by[3], 1e-6, &known)?;
    Ok(format!(
        "burn goes the same way back: {} for error, y, b and a. Each node \
         passes on what comes from behind it, times its own derivative.",
        list(&by)
    ))
}
