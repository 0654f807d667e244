//! The check of the exercise of this name.

#[path = "../exercises/13_ends.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Failure, Verdict, fresh_seed, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    on(-1.0, 3.0, 5)?;
    on(-5.0, 5.0, 100)?;
    // And ends that nobody has seen before.
    let seed = fresh_seed();
    let low = (seed % 80) as f64 / 8.0 - 5.5;
    on(low, low + 2.5 + (seed % 7) as f64, 3 + (seed % 11) as usize)?;
    Ok(format!(
        "100 points have 99 gaps of {}: the last point is at 5 now. Counting \
         posts instead of gaps is so common a slip that it has a name of its \
         own, the fencepost error.",
        number(10.0 / 99.0)
    ))
}

fn on(low: f64, high: f64, n: usize) -> Result<(), Failure> {
    let what = format!("spaced({}, {}, {n})", number(low), number(high));
    let got = exercise::spaced(low, high, n);
    if got.len() == n + 1 {
        let seen = format!("{what} gives {} numbers.", n + 1);
        return Err(Failure::known("one_more", seen));
    }
    // Number i of the middle is a mean of both ends.
    let mean = |i: usize| {
        let (to_low, to_high) = ((n - 1 - i) as f64, i as f64);
        (to_low * low + to_high * high) / (to_low + to_high)
    };
    let want: Vec<f64> = (0..n).map(mean).collect();
    let closer = |i| low + (high - low) / (n + 1) as f64 * i as f64;
    let closer: Vec<f64> = (0..n).map(closer).collect();
    let from_zero: Vec<f64> = want.iter().map(|v| v - low).collect();
    let known = [("closer", &closer[..]), ("from_zero", &from_zero[..])];
    near(&what, &got, &want, &known)
}
