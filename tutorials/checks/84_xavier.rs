//! The check of the exercise of this name.

#[path = "../exercises/84_xavier.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Verdict, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let variance = 1.0 / 397.0; // 2 out of 784 + 10
    near(
        "xavier(784, 10)",
        &[exercise::xavier(784.0, 10.0)],
        &[f64::sqrt(variance)],
        &[
            ("no_root", &[variance]),
            ("inputs_only", &[f64::sqrt(2.0 / 784.0)]),
            ("two_quotients", &[f64::sqrt(2.0 / 784.0 + 2.0 / 10.0)]),
            ("product", &[f64::sqrt(2.0 / 7840.0)]),
        ],
    )?;
    // A sum of n inputs of variance 1, each times a weight, has variance
    // n × the weights' variance. With n outputs as well it should stay 1.
    let kept = [3.0, 50.0, 1000.0].map(|n| n * exercise::xavier(n, n).powi(2));
    near(
        "n × variance, where n_in = n_out = n",
        &kept,
        &[1.0; 3],
        &[],
    )?;
    Ok(
        "Where n_in = n_out = n, the variance is 1/n. A sum of n weighted \
        inputs then has the variance of one input: numbers neither fade nor \
        explode from layer to layer. That is what the rule is for."
            .into(),
    )
}
