//! The check of exercise 84.

#[path = "../exercises/84_hat.rs"]
mod exercise;

use std::process::ExitCode;

use descent::data::linspace;
use tutorials::check::{self, Failure, Verdict, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run("84_hat", check)
}

fn check() -> Verdict {
    let units = exercise::units();
    let output = |x: f64| -> f64 {
        let unit = |(w, b, v): &(f64, f64, f64)| v * (w * x + b).max(0.0);
        units.iter().map(unit).sum()
    };
    let hat = |x: f64| (1.0 - x.abs()).max(0.0);
    let grid = linspace(-3.0, 3.0, 601);
    let error = |x: &f64| (output(*x) - hat(*x)).abs();
    let worst = grid.iter().max_by(|a, b| error(a).total_cmp(&error(b)));
    let worst = worst.copied().unwrap_or_default();
    // Written so that NaN fails.
    let close = error(&worst) <= 1e-9;
    if close {
        return Ok("A hat of three bends. Hats side by side, each as high as \
            the curve above it, come as near to any continuous curve as you \
            like: a proof of universal approximation on one line."
            .into());
    }
    let seen = format!(
        "At x = {} your network gives {}, the hat is {}.",
        number(worst),
        number(output(worst)),
        number(hat(worst))
    );
    let (left, right) = (output(-1.0).abs() <= 1e-9, output(1.0).abs() <= 1e-9);
    let top = (output(0.0) - 1.0).abs() <= 1e-9;
    Err(match (left, top, right) {
        (true, true, false) => Failure::known("ramp", seen),
        (true, true, true) => Failure::known("runs_on", seen),
        (true, false, _) => Failure::known("height", seen),
        _ => Failure::unknown(seen),
    })
}
