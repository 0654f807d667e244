//! The check of the exercise of this name.

#[path = "../exercises/72_adam.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::optim::{AdamConfig, Optimizer};
use descent::{
    data::tensor,
    device::{self, Backend, Precision, value},
};
use tutorials::check::{self, Failure, Verdict, fresh_numbers, list, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Where burn's Adam is after each of these gradients.
fn burns(lr: f64, gradients: &[f64]) -> Result<Vec<f64>, Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let adam = AdamConfig::new().with_epsilon(1e-8).build();
    let (mut w, mut state, mut path) = (tensor(&[0.0], &device), None, vec![]);
    for g in gradients {
        let g = tensor(&[*g], &device);
        (w, state) = adam.step(lr, w, g, state);
        path.push(value(w.clone())?);
    }
    Ok(path)
}

fn check() -> Verdict {
    let gradients = [4.0, 3.0, -1.0, 0.5, 2.0, 2.0, -3.0, 0.1];
    let path = compare(0.1, &gradients)?;
    // Other numbers, other rates; a gradient of 0 is no division by 0.
    compare(fresh_numbers(1, 0.2..0.9)[0], &fresh_numbers(30, -3.0..5.0))?;
    compare(0.3, &[0.0, 0.0, 2.0, -1.0, 0.0])?;
    Ok(format!(
        "Three series of gradients, and burn's Adam is where yours is: {}. \
         burn's coefficients are float32, so not to the last digit.",
        list(&path)
    ))
}

/// Where both go with these gradients.
fn compare(lr: f64, gradients: &[f64]) -> Result<Vec<f64>, Failure> {
    let expected = burns(lr, gradients)?;
    let mut adam = exercise::Adam::default();
    let mut w = 0.0;
    let got: Vec<f64> = gradients
        .iter()
        .map(|g| {
            w -= adam.step(lr, *g);
            w
        })
        .collect();
    // burn's coefficients are float32: four digits agree.
    let mut pairs = got.iter().zip(&expected);
    let apart = |(g, e): (&f64, &f64)| (g - e).abs() >= 1e-3 * lr || g.is_nan();
    let Some(first) = pairs.position(apart) else {
        return Ok(got);
    };
    let seen = format!(
        "With lr {} and the gradients {}\nburn goes to  {}\nyou go to     {}\n\
         You part at gradient {}.",
        number(lr),
        list(gradients),
        list(&expected),
        list(&got),
        first + 1
    );
    // The first step of Adam is lr, whatever the gradient. Without the
    // corrections it is 0.1/√0.001 times that, with that of m alone 1/√0.001.
    let first = -got[0] / lr * gradients[0].signum();
    let close = |to: f64| (first - to).abs() < 1e-3;
    Err(match first {
        _ if !got.iter().all(|w| w.is_finite()) => Failure::told(format!(
            "{seen}\nNaN is what 0/0 gives, and inf a division by 0. Which \
             divisor is 0 there: a correction, or the root where the \
             gradients were 0?"
        )),
        _ if close(0.1 / 0.001_f64.sqrt()) => {
            Failure::known("uncorrected", seen)
        }
        _ if close(1.0 / 0.001_f64.sqrt()) => Failure::known("half", seen),
        first if (first + 1.0).abs() < 1e-3 => Failure::known("uphill", seen),
        _ => Failure::unknown(seen),
    })
}
