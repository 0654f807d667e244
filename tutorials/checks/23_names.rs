//! The check of the exercise of this name.

#[path = "../exercises/23_names.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data,
    device::{self, Backend, Precision, value},
};
use tutorials::check::{self, Verdict, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let points = data::line(); // y = 3x + 8
    let (x, y) = points.tensors(&device);
    let y_pred = x * -1.0 + 1.0;
    let n = points.len() as f64;
    let errors = points.x.iter().zip(&points.y).map(|(x, y)| 1.0 - x - y);
    let (mut sum, mut squares) = (0.0, 0.0_f64);
    for error in errors {
        sum += error;
        squares += error * error;
    }
    near(
        "sse",
        &[value(exercise::sse(y_pred.clone(), y.clone()))?],
        &[squares],
        &[("square_of_sum", &[sum * sum])],
    )?;
    near(
        "mse",
        &[value(exercise::mse(y_pred.clone(), y.clone()))?],
        &[squares / n],
        &[
            ("halved", &[squares / n / 2.0]),
            ("square_of_mean", &[(sum * sum) / n / n]),
        ],
    )?;
    near(
        "rmse",
        &[value(exercise::rmse(y_pred, y))?],
        &[(squares / n).sqrt()],
        &[("root_of_sum", &[squares.sqrt()])],
    )?;
    Ok(format!(
        "For the guess −x + 1: SSE {}, MSE {}, RMSE {}. All three have their \
         minimum at the same place, but their slopes differ by far: a learning \
         rate that fits one does not fit the others.",
        number(squares),
        number(squares / n),
        number((squares / n).sqrt())
    ))
}
