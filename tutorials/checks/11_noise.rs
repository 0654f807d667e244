//! The check of the exercise of this name.

#[path = "../exercises/11_noise.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, Points},
    model::Line,
};
use tutorials::check::{self, Verdict, number, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let mut points = Points::default();
    for seed in 0..200 {
        let some = data::fresh_noisy_line(seed);
        points.x.extend(some.x);
        points.y.extend(some.y);
    }
    let noise = points
        .x
        .iter()
        .zip(&points.y)
        .map(|(x, y)| y - 3.0 - 2.0 * x);
    let mean = noise.sum::<f64>() / points.len() as f64;
    let [w1, w0] = Line::least_squares(&points);
    predicted("NOISE", exercise::NOISE, mean, 0.05, &[("centred", 0.0)])?;
    predicted("W0", exercise::W0, w0, 0.05, &[("unmoved", 3.0)])?;
    predicted("W1", exercise::W1, w1, 0.05, &[("tilted", 2.5)])?;
    Ok(format!(
        "20000 points: the noise has mean {}, and least squares finds w0 = {}, \
         w1 = {}. The truth was 3 and 2. A fit cannot tell a constant in the \
         noise from a constant in the line.",
        number(mean),
        number(w0),
        number(w1)
    ))
}
