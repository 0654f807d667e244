//! The check of the exercise of this name.

#[path = "../exercises/71_memory.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::optim::{
    AdaGradConfig, Optimizer, SgdConfig, momentum::MomentumConfig,
};
use descent::{
    data::tensor,
    device::{self, Backend, Precision, value},
};
use tutorials::check::{self, Failure, Verdict, number, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// How far burn's optimiser moves in each of a hundred updates.
fn moves(
    optimiser: impl Optimizer,
    gradient: f64,
) -> Result<Vec<f64>, Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (mut w, mut state) = (tensor(&[0.0], &device), None);
    let (mut last, mut moves) = (0.0, Vec::new());
    for _ in 0..100 {
        let g = tensor(&[gradient], &device);
        (w, state) = optimiser.step(0.1, w, g, state);
        let here = value(w.clone())?;
        moves.push(last - here);
        last = here;
    }
    Ok(moves)
}

fn check() -> Verdict {
    let config = MomentumConfig::new().with_momentum(0.5).with_dampening(0.0);
    let momentum = SgdConfig::new().with_momentum(Some(config)).build();
    let moved = moves(momentum, 1.0)?;
    let known = &[("forgot", 0.1), ("whole", 0.2)];
    predicted("SECOND", exercise::SECOND, moved[1], 1e-4, known)?;
    let known = &[("endless", 10.0), ("forgot", 0.1)];
    predicted("HUNDREDTH", exercise::HUNDREDTH, moved[99], 1e-4, known)?;
    let adagrad = AdaGradConfig::new().with_epsilon(1e-8).build();
    let moved = moves(adagrad, 100.0)?;
    let known = &[("plain", 10.0), ("squared", 0.001)];
    predicted("ADAGRAD", exercise::ADAGRAD, moved[0], 1e-4, known)?;
    Ok(format!(
        "So burn's optimisers move. AdaGrad's next steps, with the same \
         gradient: {}, {}, … Its sum only grows.",
        number(moved[1]),
        number(moved[2])
    ))
}
