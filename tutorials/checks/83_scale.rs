//! The check of the exercise of this name.

#[path = "../exercises/83_scale.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Verdict, fresh_seed, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let fresh = 10 + fresh_seed() % 100;
    let sizes = [6.0, 128.0, 784.0, fresh as f64];
    let of = |factor: f64| sizes.map(|n| f64::sqrt(factor / n));
    let limits = sizes.map(exercise::limit);
    near(
        &format!("the limits for 6, 128, 784 and {fresh} inputs"),
        &limits,
        &of(6.0),
        &[
            ("no_three", &of(2.0)),
            ("no_two", &of(3.0)),
            ("divided", &of(2.0 / 3.0)),
            ("no_root", &sizes.map(|n| 6.0 / n)),
        ],
    )?;
    // The factor of a layer: n times the variance of the weights, halved.
    let factor = 128.0 * limits[1].powi(2) / 3.0 / 2.0;
    Ok(format!(
        "A layer now multiplies the variance by {}. With 1/n and without the \
         3 it was a sixth of that: in ten layers less than a \
         fifty-millionth.",
        number(factor)
    ))
}
