//! The check of the exercise of this name.

#[path = "../exercises/102_one_pass.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, tensor},
    device::{self, Backend, Precision, to_host, value},
    gradient, loss,
    model::Line,
};
use tutorials::check::{self, Verdict, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    for (points, line) in [
        (data::line(), [-1.0, 1.0]),
        (data::noisy_line()?, [2.0, 0.5]),
    ] {
        let (x, y) = points.tensors(&device);
        let at = gradient::by_autodiff(&tensor(&line, &device), |w| {
            loss::mse(Line::from(w).forward(x.clone()), y.clone())
        });
        let (loss, by) = (value(at.loss)?, to_host(at.gradient)?);
        let pairs = points.x.iter().copied().zip(points.y.iter().copied());
        let got = exercise::step(pairs, line);
        let n = points.len() as f64;
        let sums: [f64; 3] = [n * loss, n * by[0], n * by[1]];
        let halves: [f64; 3] = [loss, by[0] / 2.0, by[1] / 2.0];
        let swapped: [f64; 3] = [loss, by[1], by[0]];
        let known: [(&str, &[f64]); 3] =
            [("sums", &sums), ("no_two", &halves), ("swapped", &swapped)];
        near("[loss, by a, by b]", &got, &[loss, by[0], by[1]], &known)?;
    }
    Ok(
        "One pass, three sums: the kernel of the fused step does this, some \
        points at a time."
            .into(),
    )
}
