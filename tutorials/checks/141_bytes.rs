//! The check of the exercise of this name.

#[path = "../exercises/141_bytes.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Verdict, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let (points, bandwidth) = (1e7, 50e9);
    let bytes = |numbers: f64| numbers * points * size_of::<f32>() as f64;
    let fused = bytes(2.0);
    let known = &[("one_list", bytes(1.0)), ("numbers", 2.0 * points)];
    predicted("BYTES", exercise::BYTES, fused, 1.0, known)?;
    let seconds = fused / bandwidth;
    let known = &[("upside_down", bandwidth / fused)];
    predicted("SECONDS", exercise::SECONDS, seconds, 1e-6, known)?;
    predicted(
        "TIMES_AS_LONG",
        exercise::TIMES_AS_LONG,
        bytes(12.0) / fused,
        1e-6,
        &[("same_work", 1.0)],
    )?;
    Ok(
        "That is a prediction from two numbers: bytes, and bytes a second. \
        Compare it with what lesson14 --release measures on your machine."
            .into(),
    )
}
