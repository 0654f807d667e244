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
use tutorials::check::{self, Failure, Verdict, fresh_points, list, near};

const START: [f64; 2] = [-2.0, -3.0];

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let points = data::noisy_line()?;
    on(&points, START, 0.01)?;
    // And from elsewhere on a line that nobody has seen before.
    let fresh = fresh_points();
    on(&fresh, [fresh.y[0], fresh.y[1]], 0.0625)?;
    Ok(format!(
        "After 40 updates w is {}, on the way to 3.4557, 2.0544. Each update \
         follows the gradient at its own place and no older one.",
        list(&descend(&points, START, -0.01, 40))
    ))
}

fn on(points: &Points, start: [f64; 2], lr: f64) -> Result<(), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    let mse = |w: Tensor<1>| {
        let line = Line {
            a: w.clone().slice(1..2),
            b: w.slice(0..1),
        };
        loss::mse(line.forward(x.clone()), y.clone())
    };
    // Two updates first: after one, a loop too short looks like one at rest.
    for updates in [2, 1, 40] {
        let yours = exercise::train(tensor(&start, &device), lr, updates, mse);
        near(
            &format!("w after {updates} updates with lr = {lr}"),
            &to_host(yours)?,
            &descend(points, start, -lr, updates),
            &[
                ("empty", &start),
                ("uphill", &descend(points, start, lr, updates)),
                ("one_more", &descend(points, start, -lr, updates + 1)),
                ("one_less", &descend(points, start, -lr, updates - 1)),
            ],
        )?;
    }
    Ok(())
}

/// The same descent on the host, without any library.
fn descend(
    points: &Points,
    [mut w0, mut w1]: [f64; 2],
    step: f64,
    updates: usize,
) -> Vec<f64> {
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
