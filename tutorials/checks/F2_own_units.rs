//! The check of the exercise of this name.

#[path = "../exercises/F2_own_units.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use exercise::{Scale, own_units};
use tutorials::check::{self, Verdict, fresh_numbers, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let scale = |mean, deviation| Scale { mean, deviation };
    let any = fresh_numbers(4, 0.5..9.0);
    for (slope, intercept, x, y) in [
        (0.5, 0.0, scale(200.0, 14.0), scale(4200.0, 800.0)),
        (-2.0, 0.25, scale(-3.0, 0.5), scale(10.0, 4.0)),
        (1.0, -1.0, scale(0.0, 1.0), scale(0.0, 3.0)),
        (any[0], -0.5, scale(any[1], any[2]), scale(-any[3], any[1])),
    ] {
        // The oracle asks the standardised line at two x, and goes by the rise.
        let at = |value: f64| {
            let u = (value - x.mean) / x.deviation;
            y.mean + y.deviation * (slope * u + intercept)
        };
        let expected = [at(1.0) - at(0.0), at(0.0)];
        let own = expected[0];
        let rate = slope * x.deviation / y.deviation;
        let at_mean = y.mean + y.deviation * intercept;
        let known: [(&str, &[f64]); 3] = [
            ("upside_down", &[rate, at_mean - rate * x.mean]),
            ("not_moved", &[own, at_mean]),
            ("not_scaled", &[own, y.mean + intercept - own * x.mean]),
        ];
        let what = format!(
            "slope and intercept of v = {} u + {intercept}",
            number(slope)
        );
        near(&what, &own_units(slope, intercept, x, y), &expected, &known)?;
    }
    Ok(
        "The line in own units says the same at every x as the standardised \
        one. The first of the three is close to the penguins of the chapter."
            .into(),
    )
}
