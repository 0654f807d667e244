//! The check of the exercise of this name.

#[path = "../exercises/64_range.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Failure, Verdict, fresh_numbers, list, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// ½ Σ λ d² at the place d, which is then moved by an update.
fn update(curvatures: [f64; 2], d: &mut [f64; 2], lr: f64) -> f64 {
    let mut loss = 0.0;
    for (lambda, d) in curvatures.into_iter().zip(d) {
        loss += 0.5 * lambda * *d * *d;
        *d -= lr * lambda * *d;
    }
    loss
}

fn check() -> Verdict {
    let mut suggested = Vec::new();
    let fresh = fresh_numbers(2, 0.0..1.0);
    let flat = 10_f64.powf(3.0 * fresh[0] - 2.0);
    for curvatures in [
        [1.0, 1.0],
        [1.0, 10.0],
        [0.002, 0.02],
        [100.0, 900.0],
        [0.1, 2.5],
        [flat, flat * (1.0 + 15.0 * fresh[1])],
    ] {
        let (mut d, mut lr) = ([1.0, 1.0], 1e-5);
        let (mut rates, mut losses) = (Vec::new(), Vec::new());
        while losses.len() < 2 || losses[losses.len() - 1] <= losses[0] {
            rates.push(lr);
            losses.push(update(curvatures, &mut d, lr));
            lr *= 1.125;
        }
        let lr = exercise::suggest(&rates, &losses);
        if lr.is_nan() || lr <= 0.0 || lr.is_infinite() {
            return Err(Failure::told(format!(
                "You suggest {}. A learning rate is a number above 0.",
                number(lr)
            )));
        }
        let mut d = [1.0, 1.0];
        let start = update(curvatures, &mut d, lr);
        let end = (0..300).fold(0.0, |_, _| update(curvatures, &mut d, lr));
        let [flat, steep] = curvatures.map(number);
        let seen = format!(
            "On the bowl with the curvatures {flat} and {steep} you suggest \
             {}. 300 updates take the loss from {} to {}.",
            number(lr),
            number(start),
            number(end)
        );
        if !end.is_finite() || end > start {
            return Err(Failure::known("diverged", seen));
        }
        if end > start / 1000.0 {
            return Err(match lr == rates[0] {
                true => Failure::unknown(seen),
                false => Failure::known("timid", seen),
            });
        }
        suggested.push(lr);
    }
    Ok(format!(
        "Six bowls, from 0.002 to 900, and each got a rate that works: {}. \
         No single one would have suited all.",
        list(&suggested)
    ))
}
