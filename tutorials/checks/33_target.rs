//! The check of the exercise of this name.

#[path = "../exercises/33_target.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::{self, tensor},
    device::{self, Backend, Precision, to_host, value},
    gradient, loss,
    model::Quadratic,
};
use tutorials::check::{self, Verdict, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = data::quadratic().tensors(&device);
    let w = tensor(&[2.0, 3.0, 4.0], &device);
    let rmse = |w: Tensor<1>, y: &Tensor<1>| {
        loss::rmse(Quadratic::from(w).forward(x.clone()), y.clone())
    };
    let measure = |y: &Tensor<1>| {
        gradient::by_differences(&w, |w| rmse(w, y)).and_then(to_host)
    };
    let yours = |y: &Tensor<1>| {
        to_host(exercise::gradient(w.clone(), x.clone(), y.clone()))
    };

    let measured = measure(&y)?;
    let size = value(rmse(w.clone(), &y))?;
    let times = |factor: f64| measured.iter().map(move |g| g * factor);
    near(
        "the gradient by (a, b, c) at (2, 3, 4)",
        &yours(&y)?,
        &measured,
        &[
            ("no_chain", &times(size).collect::<Vec<_>>()),
            ("two", &times(2.0).collect::<Vec<_>>()),
            ("both_at_2", &measure(&(y.clone() - 1.0))?),
        ],
    )?;
    let other = x.clone().square() * 2.0 + x.clone() * 7.0 - 6.0;
    near(
        "the gradient for data from another truth, 2x² + 7x − 6",
        &yours(&other)?,
        &measure(&other)?,
        &[],
    )?;
    Ok(
        "The gradient is now that of the RMSE. The source's was about as long \
        and pointed about the same way, so its descent looked fine. Only a \
        gradient check finds such a mistake."
            .into(),
    )
}
