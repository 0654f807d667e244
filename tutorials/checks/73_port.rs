//! The check of the exercise of this name.

#[path = "../exercises/73_port.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::optim::Optimizer;
use descent::{
    data::tensor,
    device::{self, Backend, Precision, value},
};
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, list, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Where SGD goes by PyTorch's formula, with these settings.
fn formula(
    start: f64,
    momentum: f64,
    dampening: f64,
    nesterov: bool,
) -> Vec<f64> {
    let (mut w, mut v) = (start, None);
    let path = (0..6).map(|_| {
        let g = 2.0 * w;
        let next = v.map_or(g, |v: f64| momentum * v + (1.0 - dampening) * g);
        v = Some(next);
        w -= 0.1 * if nesterov { g + momentum * next } else { next };
        w
    });
    path.collect()
}

fn check() -> Verdict {
    let path = steps(5.0)?;
    steps(-fresh_numbers(1, 50.0..500.0)[0])?;
    Ok(format!(
        "Step for step PyTorch's: {}. A default is a setting that somebody \
         else chose.",
        list(&path)
    ))
}

/// Six steps of the learner's from here, compared with PyTorch's.
fn steps(start: f64) -> Result<Vec<f64>, Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let optimiser = exercise::optimiser();
    let (mut w, mut state, mut path) =
        (tensor(&[start], &device), None, vec![]);
    for _ in 0..6 {
        let gradient = w.clone() * 2.0; // of w²
        (w, state) = optimiser.step(0.1, w, gradient, state);
        path.push(value(w.clone())?);
    }
    near(
        &format!(
            "w after each of six updates with lr 0.1 on w², from {}",
            number(start)
        ),
        &path,
        &formula(start, 0.5, 0.0, false),
        &[
            ("mean", &formula(start, 0.5, 0.5, false)),
            ("full", &formula(start, 0.5, 1.0, false)),
            ("nesterov", &formula(start, 0.5, 0.0, true)),
        ],
    )?;
    Ok(path)
}
