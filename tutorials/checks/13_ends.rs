//! The check of the exercise of this name.

#[path = "../exercises/13_ends.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Failure, Verdict, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let five = exercise::spaced(-1.0, 3.0, 5);
    if five.len() == 6 {
        let seen = "spaced(-1, 3, 5) gives 6 numbers.";
        return Err(Failure::known("one_more", seen));
    }
    let closer = [0, 1, 2, 3, 4].map(|i| -1.0 + 4.0 / 6.0 * f64::from(i));
    near(
        "spaced(-1, 3, 5)",
        &five,
        &[-1.0, 0.0, 1.0, 2.0, 3.0],
        &[
            ("closer", &closer),
            ("from_zero", &[0.0, 1.0, 2.0, 3.0, 4.0]),
        ],
    )?;
    let x = exercise::spaced(-5.0, 5.0, 100);
    let ends = [x.len() as f64, x[0], x[1], x[x.len() - 1]];
    let want = [100.0, -5.0, -5.0 + 10.0 / 99.0, 5.0];
    near("count, first, second and last of 100", &ends, &want, &[])?;
    Ok(format!(
        "100 points have 99 gaps of {}: the last point is at 5 now. Counting \
         posts instead of gaps is so common a slip that it has a name of its \
         own, the fencepost error.",
        number(x[1] - x[0])
    ))
}
