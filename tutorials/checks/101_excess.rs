//! The check of the exercise of this name.

#[path = "../exercises/101_excess.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{data::linspace, model::by_qr};
use tutorials::check::{self, Verdict, predicted};

/// A prediction may be wrong by so much.
const NEAR: f64 = 0.005;

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // How much of each point's noise is in its own prediction: the columns of
    // the inverse of R make X orthonormal, whatever the x are.
    let (n, sigma) = (50, 2.0_f64);
    let x = linspace(-1.0, 1.0, n);
    let power = |j| x.iter().map(|x| x.powi(j)).collect::<Vec<_>>();
    let columns: Vec<_> = (0..=4).map(power).collect();
    let inverse = by_qr(columns.clone(), &x).inverse_of_r();
    let of_point = |i: usize| -> f64 {
        let along = |r: &Vec<f64>| -> f64 {
            r.iter().zip(&columns).map(|(r, c)| r * c[i]).sum()
        };
        inverse.iter().map(|r| along(r).powi(2)).sum()
    };
    let kept: f64 = (0..n).map(of_point).sum(); // p
    let noise = sigma.powi(2);
    let excess = noise * kept / n as f64;
    let known = [
        ("degree", noise * (kept - 1.0) / n as f64),
        ("no_square", sigma * kept / n as f64),
    ];
    predicted("EXCESS", exercise::EXCESS, excess, NEAR, &known)?;
    let known = [("unbent", noise), ("upwards", noise + excess)];
    predicted("TRAINING", exercise::TRAINING, noise - excess, NEAR, &known)?;
    let known = [("noiseless", excess), ("once", noise)];
    predicted("TEST", exercise::TEST, noise + excess, NEAR, &known)?;
    Ok(
        "Training looks better than the truth by σ²p/n, and the test is worse \
        than the truth by as much: 2σ²p/n lie between the two, and nobody \
        needs a test to know that."
            .into(),
    )
}
