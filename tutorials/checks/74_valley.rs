//! The check of the exercise of this name.

#[path = "../exercises/74_valley.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Failure, Verdict, list, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Rosenbrock's loss and its gradient at (u, v).
fn rosenbrock([u, v]: [f64; 2]) -> (f64, [f64; 2]) {
    let off = v - u * u;
    let loss = (u - 1.0).powi(2) + 100.0 * off * off;
    (loss, [2.0 * (u - 1.0) - 400.0 * u * off, 200.0 * off])
}

fn check() -> Verdict {
    let (mut w, mut memory) = ([-1.2, 1.0], [0.0; 2]);
    let mut lowest = f64::INFINITY;
    for gradients in 0..=500 {
        let (loss, g) = rosenbrock(w);
        lowest = lowest.min(loss);
        if !loss.is_finite() || loss > 1e6 {
            let seen = format!(
                "After {gradients} gradients the loss is {}, at {}.",
                number(loss),
                list(&w)
            );
            return Err(Failure::known("diverged", seen));
        }
        if loss <= 0.01 {
            return Ok(format!(
                "Through the valley in {gradients} gradients, to {}. Plain \
                 descent with the lesson's rate, 0.001, needs 3925, and L-BFGS \
                 35.",
                list(&w)
            ));
        }
        let step = exercise::step(g, &mut memory);
        w = [w[0] - step[0], w[1] - step[1]];
    }
    let (loss, _) = rosenbrock(w);
    let seen = format!(
        "After 500 gradients the loss is {}, at {}; the lowest was {}.",
        number(loss),
        list(&w),
        number(lowest.min(loss))
    );
    Err(match loss {
        // The loss of the start.
        loss if loss > 24.2 => Failure::known("away", seen),
        _ => Failure::unknown(seen),
    })
}
