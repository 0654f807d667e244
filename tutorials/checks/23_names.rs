//! The check of the exercise of this name.

#[path = "../exercises/23_names.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data,
    device::{self, Backend, Precision, value},
};
use tutorials::check::{self, Verdict, fresh_points, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let mut told = [0.0; 3];
    // The guess −x + 1 for the lesson's points, and 2x + ½ for fresh ones.
    for (points, a, b) in
        [(fresh_points(), 2.0, 0.5), (data::line(), -1.0, 1.0)]
    {
        let (x, y) = points.tensors(&device);
        let y_pred = x * a + b;
        let n = points.len() as f64;
        let (mut sum, mut squares) = (0.0, 0.0_f64);
        for (x, y) in points.x.iter().zip(&points.y) {
            let error = a * x + b - y;
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
                ("rooted", &[(squares / n).sqrt()]),
            ],
        )?;
        near(
            "rmse",
            &[value(exercise::rmse(y_pred, y.clone()))?],
            &[(squares / n).sqrt()],
            &[("root_of_sum", &[squares.sqrt()])],
        )?;
        let perfect = |loss: fn(Tensor<1>, Tensor<1>) -> Tensor<1>| {
            value(loss(y.clone(), y.clone()))
        };
        let losses = [exercise::sse, exercise::mse, exercise::rmse];
        for (name, loss) in ["sse", "mse", "rmse"].into_iter().zip(losses) {
            let what = format!("{name} of a perfect fit");
            near(&what, &[perfect(loss)?], &[0.0], &[])?;
        }
        told = [squares, squares / n, (squares / n).sqrt()];
    }
    let [sse, mse, rmse] = told.map(number);
    Ok(format!(
        "For the guess −x + 1: SSE {sse}, MSE {mse}, RMSE {rmse}. All three \
         have their minimum at the same place, but their slopes differ by far: \
         a learning rate that fits one does not fit the others."
    ))
}
