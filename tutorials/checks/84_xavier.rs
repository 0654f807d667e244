//! The check of the exercise of this name.

#[path = "../exercises/84_xavier.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Verdict, fresh_seed, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // The example, and a layer that is another one each time.
    let seed = fresh_seed();
    let [p, q] = [20 + seed % 80, 2 + (seed >> 8) % 15].map(|n| n as f64);
    let of = |rule: fn(f64, f64) -> f64| [rule(784.0, 10.0), rule(p, q)];
    near(
        &format!("xavier(784, 10) and xavier({p}, {q})"),
        &of(exercise::xavier),
        &of(|p, q| (1.0 / ((p + q) / 2.0)).sqrt()),
        &[
            ("no_root", &of(|p, q| 2.0 / (p + q))),
            ("inputs_only", &of(|p, _| (2.0 / p).sqrt())),
            ("two_quotients", &of(|p, q| (2.0 / p + 2.0 / q).sqrt())),
            ("product", &of(|p, q| (2.0 / (p * q)).sqrt())),
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
