//! The check of the exercise of this name.

#[path = "../exercises/141_bytes.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Verdict, among, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let (points, bandwidth) = (1e7, 50e9);
    let bytes = |numbers: f64| numbers * points * size_of::<f32>() as f64;
    let fused = bytes(2.0);
    let known = &[
        ("one_list", bytes(1.0)),
        ("numbers", 2.0 * points),
        ("float64", 2.0 * fused),
    ];
    let said = exercise::BYTES;
    predicted("BYTES", said, fused, 1.0, known).map_err(|failure| {
        failure.because(among(
            &[said],
            &[
                ("That is the number of points. Each has x and y.", &[points]),
                ("These are bits. A byte has eight.", &[8.0 * fused]),
                ("In megabytes, yes: bytes are asked for.", &[fused / 1e6]),
                ("In kilobytes, yes: bytes are asked for.", &[fused / 1e3]),
                ("These are the bytes of a single point.", &[fused / points]),
            ],
        ))
    })?;
    let seconds = fused / bandwidth;
    let known = &[("upside_down", bandwidth / fused)];
    let said = exercise::SECONDS;
    predicted("SECONDS", said, seconds, 1e-6, known).map_err(|failure| {
        failure.because(among(
            &[1e6 * said], // so that small ones can be told apart
            &[
                (
                    "In milliseconds, yes: seconds are asked for.",
                    &[1e9 * seconds],
                ),
                (
                    "In microseconds, yes: seconds are asked for.",
                    &[1e12 * seconds],
                ),
                (
                    "That is the time for x alone, or y alone.",
                    &[5e5 * seconds],
                ),
                (
                    "That is a thousandth of it: 50 GB are 50 · 10⁹ bytes, and \
                     10 million 10⁷.",
                    &[1e3 * seconds],
                ),
            ],
        ))
    })?;
    let (times, said) = (bytes(12.0) / fused, exercise::TIMES_AS_LONG);
    let known = &[("same_work", 1.0), ("one_of_them", 12.0)];
    predicted("TIMES_AS_LONG", said, times, 1e-6, known).map_err(
        |failure| {
            failure.because(among(
                &[said],
                &[
                    (
                        "That is how many numbers more it moves. How many \
                         times as many are they?",
                        &[10.0],
                    ),
                    (
                        "That is how much shorter the fused step is. Turn the \
                         quotient over.",
                        &[1.0 / times],
                    ),
                    (
                        "The 12 numbers are all that the step by hand moves: \
                         x and y are among them.",
                        &[14.0 / 2.0],
                    ),
                    (
                        "A number has four bytes in both steps: they cancel.",
                        &[4.0 * times],
                    ),
                ],
            ))
        },
    )?;
    Ok(
        "That is a prediction from two numbers: bytes, and bytes a second. \
        Compare it with what lesson14 --release measures on your machine."
            .into(),
    )
}
