//! The check of the exercise of this name.

#[path = "../exercises/36_curves.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::data;
use tutorials::check::{self, Failure, Verdict, predicted};

const RATES: [f64; 4] = [0.01, 0.3, 0.77, 0.8];

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let [a, b, c, d] = [41.74, 0.001036, 192.0, 49.44].map(after_10);
    let known = [("alike", 0.01), ("not_the_best", 0.3)];
    predicted("A", exercise::A, a?, 1e-3, &known)?;
    let known = [("faster", 0.77), ("faster", 0.8)];
    predicted("B", exercise::B, b?, 1e-3, &known)?;
    let known = [("below_the_limit", 0.77), ("small_steps", 0.01)];
    predicted("C", exercise::C, c?, 1e-3, &known)?;
    predicted("D", exercise::D, d?, 1e-3, &[])?;
    Ok(
        "You read them right. The largest rate that still converges is no \
        faster at first than one that is far too small; only the ends of the \
        curves tell them apart. And the best rate lies well below the limit."
            .into(),
    )
}

/// The rate with which the loss is this one after 10 updates.
fn after_10(shown: f64) -> Result<f64, Failure> {
    let points = data::line();
    let n = points.len() as f64;
    let loss = |lr: f64| {
        let [mut a, mut b] = [-1.0, 1.0];
        let mut loss = 0.0;
        for _ in 0..=10 {
            let pairs = points.x.iter().zip(&points.y);
            let errors = pairs.map(|(x, y)| (x, a * x + b - y));
            let errors: Vec<(&f64, f64)> = errors.collect();
            let mean = |of: fn(f64, f64) -> f64| {
                errors.iter().map(|(x, e)| of(**x, *e)).sum::<f64>() / n
            };
            loss = mean(|_, e| e * e);
            a -= lr * mean(|x, e| 2.0 * e * x);
            b -= lr * mean(|_, e| 2.0 * e);
        }
        loss
    };
    let is = |lr: &f64| (loss(*lr) / shown - 1.0).abs() < 1e-3;
    let rate = RATES.into_iter().find(is);
    rate.ok_or_else(|| {
        Failure::told(format!("No rate leads to a loss of {shown}."))
    })
}
