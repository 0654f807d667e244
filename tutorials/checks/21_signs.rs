//! The check of the exercise of this name.

#[path = "../exercises/21_signs.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host, value},
    loss,
    model::Quadratic,
};
use tutorials::check::{self, Verdict, list, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let truth = Quadratic::from(tensor(&[5.0, -3.0, 3.0], &device));
    let guess = Quadratic::from(tensor(&[2.0, 3.0, 4.0], &device));
    let x = tensor(&[-1.0, 0.0, 1.0, 2.0, 3.0], &device);
    let (y, y_pred) = (truth.forward(x.clone()), guess.forward(x));
    let errors = to_host(y_pred.clone() - y.clone())?;
    let mean = value(loss::mean_error(y_pred.clone(), y.clone()))?;
    let mae = value(loss::mae(y_pred, y))?;
    predicted(
        "AT_0",
        exercise::AT_0,
        errors[1],
        1e-6,
        &[("other_c", 0.0), ("truth_minus_guess", -1.0)],
    )?;
    predicted(
        "AT_1",
        exercise::AT_1,
        errors[2],
        1e-6,
        &[("other_c", 3.0), ("truth_minus_guess", -4.0)],
    )?;
    predicted(
        "MEAN_ERROR",
        exercise::MEAN_ERROR,
        mean,
        1e-6,
        &[("no_signs", mae)],
    )?;
    predicted("MAE", exercise::MAE, mae, 1e-6, &[("abs_last", mean.abs())])?;
    Ok(format!(
        "The errors are {}. Their mean makes the guess look more than twice as \
         good as the mean of their sizes does: signs cancel.",
        list(&errors)
    ))
}
