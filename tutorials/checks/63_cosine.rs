//! The check of the exercise of this name.

#[path = "../exercises/63_cosine.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::lr_scheduler::cosine::CosineAnnealingLrSchedulerConfig;
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, list, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let mut shown = String::new();
    let first = fresh_numbers(1, 0.2..1.0)[0];
    let updates = 20 + (fresh_seed() % 80) as usize;
    for (first, updates) in [(first, updates), (0.03, 17), (0.1, 400)] {
        shown = schedule(first, updates)?;
    }
    Ok(format!(
        "All rates of three schedules are burn's, such as {shown}. In Python \
         / divides to fractions; in Rust two whole numbers divide to a whole \
         number, and the rest is gone."
    ))
}

/// Checks one schedule against burn's own, and shows some of its rates.
fn schedule(first: f64, updates: usize) -> Result<String, Failure> {
    let config = CosineAnnealingLrSchedulerConfig::new(first, updates);
    let mut schedule = config.init().map_err(Failure::told)?;
    let expected: Vec<f64> =
        (0..updates).map(|_| schedule.step().base()).collect();
    let places = [0, updates / 4, updates / 2, updates * 3 / 4, updates - 1];
    let pick = |all: &[f64]| places.map(|k| all[k]).to_vec();
    let got: Vec<f64> = (0..updates)
        .map(|k| exercise::rate(first, k, updates))
        .collect();
    let upwards: Vec<f64> = expected.iter().map(|lr| first - lr).collect();
    // A whole wave is down half way, and then goes up again.
    let wave = |k: usize| {
        let part = k as f64 / updates as f64;
        first / 2.0 * (1.0 + (std::f64::consts::TAU * part).cos())
    };
    let whole: Vec<f64> = (0..updates).map(wave).collect();
    let twice: Vec<f64> = expected.iter().map(|lr| 2.0 * lr).collect();
    near(
        &format!(
            "from {}, of {updates} updates the rates of {places:?}",
            number(first)
        ),
        &pick(&got),
        &pick(&expected),
        &[
            ("full_wave", &pick(&whole)),
            ("upwards", &pick(&upwards)),
            ("no_half", &pick(&twice)),
        ],
    )?;
    near(&format!("all {updates} rates"), &got, &expected, &[])?;
    Ok(list(&pick(&got)))
}
