//! The check of the exercise of this name.

#[path = "../exercises/81_bends.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::{module::Module, tensor::Tensor};
use descent::{
    data::{linspace, tensor},
    device::{self, Backend, Precision, to_host},
    model::Mlp,
};
use tutorials::check::{self, Verdict, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let network = Mlp::new([1, 8, 1], 42, &device);
    let parameters = network.num_params() as f64;
    let known = [("no_biases", 16.0), ("one_bias", 24.0)];
    let said = exercise::PARAMETERS;
    predicted("PARAMETERS", said, parameters, 1e-3, &known)?;

    let grid = linspace(-200.0, 200.0, 400_001);
    let column = |x: &[f64]| tensor(x, &device).reshape([x.len(), 1]);
    let bends = |y: Tensor<2>| -> Result<f64, descent::Error> {
        let y = to_host(y.inner())?;
        // The slope changes across a bend: once or in two neighbouring steps.
        let bent: Vec<bool> = y
            .windows(3)
            .map(|w| (w[2] - 2.0 * w[1] + w[0]).abs() > 1e-8)
            .collect();
        let begins = bent.windows(2).filter(|w| !w[0] && w[1]).count();
        Ok(begins as f64)
    };
    let with = bends(network.forward(column(&grid)))?;
    let known = [("pieces", 9.0)];
    predicted("BENDS", exercise::BENDS, with, 1e-3, &known)?;
    let hidden = network.hidden.forward(column(&grid));
    let without = bends(network.output.forward(hidden))?;
    let known = [("one_each", 8.0)];
    predicted("WITHOUT", exercise::WITHOUT, without, 1e-3, &known)?;
    Ok(
        "Counted on a network with random weights: eight bends, and none \
        without relu. Each unit bends the curve once, so width buys bends."
            .into(),
    )
}
