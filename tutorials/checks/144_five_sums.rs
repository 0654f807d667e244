//! The check of the exercise of this name.

#[path = "../exercises/144_five_sums.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host},
    gradient,
    model::Line,
};
use tutorials::check::{self, Verdict, fresh_numbers, fresh_seed, list, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let few = Points {
        x: vec![1.0, 2.0, 4.0],
        y: vec![3.0, 0.0, 5.0],
    };
    let n = 6 + (fresh_seed() % 20) as usize;
    let fresh = Points {
        x: fresh_numbers(n, -3.0..2.0),
        y: fresh_numbers(n, -4.0..4.0),
    };
    for points in [few, data::line(), data::noisy_line()?, fresh] {
        let Points { x, y } = &points;
        let n = points.len() as f64;
        let mean_x = x.iter().sum::<f64>() / n;
        for [a, b] in [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [-2.0, 3.0]] {
            let (tx, ty) = points.tensors(&device);
            let w = tensor(&[a, b], &device);
            let want = gradient::mse(Line::columns(tx), &w, ty);
            let want = to_host(want)?;
            let got = exercise::gradient(exercise::summary(x, y), [a, b]);
            let sums: Vec<f64> = want.iter().map(|g| g * n).collect();
            let no_b = [want[0] - 2.0 * b * mean_x, want[1]];
            let known: [(&str, &[f64]); 2] = [("sums", &sums), ("no_b", &no_b)];
            let what = format!("the gradient at a = {a}, b = {b}");
            near(&what, &got, &want, &known)?;
        }
    }
    let points = data::line();
    let summary = exercise::summary(&points.x, &points.y);
    let mut line = [-1.0, 1.0];
    for _ in 0..100_000 {
        let [by_a, by_b] = exercise::gradient(summary, line);
        line = [line[0] - 0.1 * by_a, line[1] - 0.1 * by_b];
    }
    Ok(format!(
        "100000 steps without a look at the points lead to {}. It works \
         because the model is a line: a network has no such five numbers, and \
         there a step must read its points.",
        list(&line)
    ))
}
