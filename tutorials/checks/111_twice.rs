//! The check of the exercise of this name.

#[path = "../exercises/111_twice.rs"]
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
    let (a, b) = (leaf(3.0), leaf(2.0));
    // A leaf of 0 added to a node receives the gradient of that node.
    let zero = leaf(0.0);
    let c = a.clone() * b.clone() + zero.clone();
    let loss = c.clone() * c.clone() + c * a.clone();
    let grads = loss.backward();
    let mut by = Vec::new();
    for leaf in [zero, b, a] {
        let gradient = leaf
            .grad(&grads)
            .ok_or_else(|| Failure::told("burn kept no gradient of a leaf"))?;
        by.push(value(gradient)?);
    }
    let known = [("one_use", 12.0), ("once", 9.0)];
    predicted("BY_C", exercise::BY_C, by[0], 1e-6, &known)?;
    predicted("BY_B", exercise::BY_B, by[1], 1e-6, &[("no_a", by[0])])?;
    let known = [("through_c", 30.0), ("direct", 6.0)];
    predicted("BY_A", exercise::BY_A, by[2], 1e-6, &known)?;
    // A pass forward follows one weight, a pass back one loss.
    let (weights, losses) = (1000.0, 1.0);
    let known = [("exchanged", losses)];
    let how = "Count what goes in, and what comes out: 1000 weights, one loss. A \
               pass forward carries the slopes by one of those, a pass back the \
               derivatives of one of these.";
    predicted("FORWARD", exercise::FORWARD, weights, 0.5, &known)
        .map_err(|failure| failure.because(Some(how)))?;
    predicted(
        "BACK",
        exercise::BACK,
        losses,
        0.5,
        &[("exchanged", weights)],
    )
    .map_err(|failure| failure.because(Some(how)))?;
    Ok(format!(
        "burn finds the same: {} for c, b and a. Every use of a number sends \
         a share back, and the shares add up.",
        list(&by)
    ))
}
