//! The check of the exercise of this name.

#[path = "../exercises/74_valley.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Failure, Verdict, fresh_numbers, list, number};

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
    let (gradients, w) = descent([-1.2, 1.0], 500)?;
    // A way typed in for that start leads to the end from no other.
    let aside = fresh_numbers(6, 0.02..0.05);
    let mut near = aside
        .chunks(2)
        .map(|by| descent([-1.2 + by[0], 1.0 - by[1]], 1000));
    if !near.any(|ran| ran.is_ok()) {
        return Err(Failure::told(format!(
            "From -1.2, 1 it comes down in {gradients} gradients, and from \
             three places beside it not in 1000. That fits one start: a rule \
             goes by the gradient and by what it remembers."
        )));
    }
    Ok(format!(
        "Through the valley in {gradients} gradients, to {}. Plain descent \
         with the lesson's rate, 0.001, needs 3925, and L-BFGS 35.",
        list(&w)
    ))
}

/// After how many gradients the loss is low enough, and where.
fn descent(start: [f64; 2], most: usize) -> Result<(usize, [f64; 2]), Failure> {
    let (mut w, mut memory) = (start, [0.0; 2]);
    let mut lowest = f64::INFINITY;
    for gradients in 0..=most {
        let (loss, g) = rosenbrock(w);
        lowest = lowest.min(loss);
        if loss <= 0.01 {
            return Ok((gradients, w));
        }
        let step = exercise::step(g, &mut memory);
        if !step.iter().all(|step| step.is_finite()) {
            return Err(Failure::told(format!(
                "For the gradient {} your rule gives {}, and no place is so \
                 far away. Look for a division by 0, or for a memory that \
                 grows and grows.",
                list(&g),
                list(&step)
            )));
        }
        let next = [w[0] - step[0], w[1] - step[1]];
        let (after, _) = rosenbrock(next);
        if after.is_nan() || after > 1e6 {
            let seen = format!(
                "After {} gradients the loss is {}, at {}.",
                gradients + 1,
                number(after),
                list(&next)
            );
            return Err(Failure::known(astray(), seen));
        }
        w = next;
    }
    let (loss, _) = rosenbrock(w);
    let seen = format!(
        "After {most} gradients the loss is {}, at {}; the lowest was {}.",
        number(loss),
        list(&w),
        number(lowest.min(loss))
    );
    Err(match loss > rosenbrock(start).0 {
        true => Failure::known("away", seen),
        false => Failure::unknown(seen),
    })
}

/// Why a rule diverges: a slope that stays the same, and then none.
fn astray() -> &'static str {
    let mut memory = [0.0; 2];
    let [first, _] = exercise::step([1.0, 1.0], &mut memory);
    let rests = |_| exercise::step([0.0, 0.0], &mut memory)[0];
    let rest = (0..10_000).map(rests).last().unwrap_or_default();
    match first {
        ..0.0 => "away",
        _ if rest.abs() > 0.5 * first.abs() => "kept",
        _ => "diverged",
    }
}
