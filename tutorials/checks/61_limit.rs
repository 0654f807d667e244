//! The check of the exercise of this name.

#[path = "../exercises/61_limit.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{curvature::Curvature, data};
use tutorials::check::{self, Verdict, number, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// The distance left after many updates, as the part that each one leaves.
fn left(lr: f64) -> f64 {
    let after = |curvature: f64| {
        (0..200).fold(1.0, |d: f64, _| d - lr * curvature * d).abs()
    };
    after(1.0).max(after(4.0)).powf(1.0 / 200.0)
}

fn check() -> Verdict {
    // The oracle tries them all, a thousandth apart.
    let rates: Vec<f64> = (1..1000).map(|k| f64::from(k) / 1000.0).collect();
    let growing = |lr: &&f64| left(**lr) > 1.0 + 1e-9;
    let limit = rates.iter().find(growing).map_or(f64::NAN, |lr| lr - 1e-3);
    let best = rates.iter().copied();
    let best = best.min_by(|a, b| left(*a).total_cmp(&left(*b)));
    let best = best.unwrap_or(f64::NAN);
    let known = &[("flat_axis", 2.0), ("one", 0.25)];
    predicted("LIMIT", exercise::LIMIT, limit, 1e-3, known)?;
    let known = &[("steep_axis", 0.25), ("flat_axis", 1.0)];
    predicted("BEST_LR", exercise::BEST_LR, best, 1e-3, known)?;
    predicted(
        "LEFT",
        exercise::LEFT,
        left(best),
        5e-3,
        &[("taken", 1.0 - left(best))],
    )?;
    let line = Curvature {
        eigenvalues: data::linspace(1.0, 4.0, 2),
    };
    Ok(format!(
        "Two hundred updates each, with a thousand learning rates, find what \
         you found on paper. The condition number is {}, and (4 − 1)/(4 + 1) \
         is {} again.",
        number(line.condition_number()),
        number(left(best))
    ))
}
