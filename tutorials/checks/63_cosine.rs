//! The check of the exercise of this name.

#[path = "../exercises/63_cosine.rs"]
#[rustfmt::skip]
mod exercise;

use std::{
    f64::consts::{PI, TAU},
    process::ExitCode,
};

use burn::lr_scheduler::cosine::CosineAnnealingLrSchedulerConfig;
use tutorials::check::{
    self, Failure, Verdict, among, factor, fresh_numbers, fresh_seed, list,
    near, number,
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
    let way = |rate: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
        let rate = |k| rate(k as f64, updates as f64);
        (0..updates).map(rate).collect()
    };
    let wave = |angle: f64| first / 2.0 * (1.0 + angle.cos());
    // A whole wave is down half way, and then goes up again.
    let whole = way(&|k, n| wave(TAU * k / n));
    let to_last = way(&|k, n| wave(PI * k / (n - 1.0)));
    let straight = way(&|k, n| first * (1.0 - k / n));
    let twice: Vec<f64> = expected.iter().map(|lr| 2.0 * lr).collect();
    let ways = [
        (
            "That is a quarter of a wave, which falls to 0 steeply. Half a \
             wave goes from 1 to −1, so 1 is added to it, and the half taken.",
            way(&|k, n| first * (PI / 2.0 * k / n).cos()),
        ),
        (
            "It is an update ahead: in update 0, `part` is 0.",
            way(&|k, n| wave(PI * (k + 1.0) / n)),
        ),
        (
            "The angle seems to be in degrees: Rust's `cos` takes radians, and \
             half a wave is π.",
            way(&|k, n| wave(180.0 * k / n)),
        ),
        (
            "That is a sine: it begins in the middle of the wave. A cosine \
             begins at its top.",
            way(&|k, n| first / 2.0 * (1.0 + (PI * k / n).sin())),
        ),
        (
            "400 updates are typed in. Divide by `updates`.",
            way(&|k, _| wave(PI * k / 400.0)),
        ),
    ];
    let ways = ways.each_ref().map(|(reason, rates)| (*reason, &rates[..]));
    // Without update 0, where it divides by 0.
    let upside_down = way(&|k, n| wave(PI * n / k));
    let reason = if among(&got[1..], &[("", &upside_down[1..])]).is_some() {
        Some("The quotient is upside down: `part` is update / updates.".into())
    } else if let Some(times) = factor(&got, &expected) {
        Some(format!(
            "All are {} times what they should be: update 0 has the rate \
             `first`.",
            number(times)
        ))
    } else if got.iter().any(|rate| *rate < 0.0) {
        Some(
            "Some are below 0, where a step goes uphill. 1 + cos is never \
             below 0: is the half taken of both?"
                .into(),
        )
    } else {
        among(&got, &ways).map(String::from)
    };
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
            ("to_last", &pick(&to_last)),
            ("straight", &pick(&straight)),
        ],
    )
    .map_err(|failure| failure.because(reason.as_deref()))?;
    near(&format!("all {updates} rates"), &got, &expected, &[])?;
    Ok(list(&pick(&got)))
}
