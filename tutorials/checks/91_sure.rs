//! The check of the exercise of this name.

#[path = "../exercises/91_sure.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::{
    nn::loss::CrossEntropyLossConfig,
    tensor::{Int, Tensor, activation::softmax},
};
use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host, value},
};
use tutorials::check::{self, Verdict, list, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let row = |z: &[f64]| tensor(z, &device).reshape([1, z.len()]);
    let p = |z: &[f64]| to_host(softmax(row(z), 1));
    let equal = p(&[5.0; 3])?[0];
    let known = [("whole", 1.0)];
    predicted("EQUAL", exercise::EQUAL, equal, 0.02, &known)?;

    let label = Tensor::<1, Int>::from_ints([0], &device);
    let loss = CrossEntropyLossConfig::new().init(&device);
    let half = value(loss.forward(row(&[1.0, 1.0]), label))?;
    let known = [("sign", -half)];
    predicted("HALF", exercise::HALF, half, 0.02, &known)?;

    let z = p(&[3.0, 1.0, 0.0])?;
    let ratio = z[0] / z[1];
    let known = [("difference", 2.0)];
    predicted("RATIO", exercise::RATIO, ratio, 0.02, &known)?;
    Ok(format!(
        "Scores 3, 1, 0 give the probabilities {}. Only differences of \
         scores count, and each point more is a factor of e.",
        list(&z)
    ))
}
