//! The check of the exercise of this name.

#[path = "../exercises/63_cosine.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::lr_scheduler::cosine::CosineAnnealingLrSchedulerConfig;
use tutorials::check::{self, Failure, Verdict, list, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // burn's own schedule is the oracle.
    let mut expected = Vec::new();
    let schedule = CosineAnnealingLrSchedulerConfig::new(0.1, 400).init();
    let mut schedule = schedule.map_err(Failure::told)?;
    for _ in 0..400 {
        expected.push(schedule.step().base());
    }
    let pick = |all: &[f64]| -> Vec<f64> {
        [0, 100, 200, 300, 399].map(|k| all[k]).to_vec()
    };
    let got: Vec<f64> = (0..400).map(|k| exercise::rate(0.1, k, 400)).collect();
    let upwards: Vec<f64> = expected.iter().map(|lr| 0.1 - lr).collect();
    // A whole wave is down half way, and then goes back by the same rates.
    let wave = |k: usize| match 2 * k {
        down @ 0..400 => expected[down],
        400 => 0.0,
        up => expected[800 - up],
    };
    let whole: Vec<f64> = (0..400).map(wave).collect();
    let twice: Vec<f64> = expected.iter().map(|lr| 2.0 * lr).collect();
    near(
        "the rates of the updates 0, 100, 200, 300 and 399",
        &pick(&got),
        &pick(&expected),
        &[
            ("full_wave", &pick(&whole)),
            ("upwards", &pick(&upwards)),
            ("no_half", &pick(&twice)),
        ],
    )?;
    near("all 400 rates", &got, &expected, &[])?;
    Ok(format!(
        "All 400 are burn's: {}. In Python / divides to fractions; in Rust \
         two whole numbers divide to a whole number, and the rest is gone.",
        list(&pick(&got))
    ))
}
