//! The check of the exercise of this name.

#[path = "../exercises/43_zero.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host},
    loss,
    model::Line,
};
use tutorials::check::{self, Verdict, list, near};

const START: [f64; 2] = [-2.0, -3.0];

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let points = data::noisy_line()?;
    let (x, y) = points.tensors(&device);
    let mse = |w: Tensor<1>| {
        let line = Line {
            a: w.clone().slice(1..2),
            b: w.slice(0..1),
        };
        loss::mse(line.forward(x.clone()), y.clone())
    };
    let start = tensor(&START, &device);
    for updates in [1, 2, 40] {
        let yours = exercise::train(start.clone(), 0.01, updates, mse);
        near(
            &format!("w after {updates} updates"),
            &to_host(yours)?,
            &descend(&points, -0.01, updates),
            &[
                ("empty", START.as_slice()),
                ("uphill", &descend(&points, 0.01, updates)),
                ("one_more", &descend(&points, -0.01, updates + 1)),
            ],
        )?;
    }
    Ok(format!(
        "After 40 updates w is {}, on the way to 3.4557, 2.0544. Each update \
         follows the gradient at its own place and no older one.",
        list(&descend(&points, -0.01, 40))
    ))
}

/// The same descent on the host, without any library.
fn descend(points: &Points, step: f64, updates: usize) -> Vec<f64> {
    let [mut w0, mut w1] = START;
    for _ in 0..updates {
        let (mut by_w0, mut by_w1) = (0.0, 0.0);
        for (x, y) in points.x.iter().zip(&points.y) {
            let error = w0 + w1 * x - y;
            by_w0 += 2.0 * error / points.len() as f64;
            by_w1 += 2.0 * error * x / points.len() as f64;
        }
        w0 += step * by_w0;
        w1 += step * by_w1;
    }
    vec![w0, w1]
}
