//! The check of the exercise of this name.

#[path = "../exercises/85_hat.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::data::linspace;
use tutorials::check::{self, Failure, Verdict, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let units = exercise::units();
    for (w, b, v) in units {
        if ![w, b, v].iter().all(|number| number.is_finite()) {
            return Err(Failure::told(format!(
                "The unit ({w}, {b}, {v}) is not made of three numbers."
            )));
        }
    }
    let output = |x: f64| -> f64 {
        let unit = |(w, b, v): &(f64, f64, f64)| v * (w * x + b).max(0.0);
        units.iter().map(unit).sum()
    };
    let hat = |x: f64| (1.0 - x.abs()).max(0.0);
    let error = |x: f64| (output(x) - hat(x)).abs();
    let grid = linspace(-3.0, 3.0, 601);
    // Written so that NaN is wrong.
    let wrong = |x: &f64| !matches!(error(*x), 0.0..=1e-9);
    let Some(first) = grid.iter().copied().find(wrong) else {
        return Ok("A hat of three bends. Hats side by side, each as high as \
            the curve above it, come as near to any continuous curve as you \
            like: a proof of universal approximation on one line."
            .into());
    };
    // The straight piece on which it goes wrong, and where it does so most.
    let (from, to, mistake) = match first {
        ..=-0.995 => (-3.0, -1.0, None),
        ..=0.005 => (-1.0, 0.0, Some("rise")),
        ..=1.005 => (0.0, 1.0, Some("fall")),
        _ => (1.0, 3.0, Some("end")),
    };
    let piece = linspace(from, to, 101);
    let worst = piece
        .iter()
        .max_by(|a, b| error(**a).total_cmp(&error(**b)));
    let worst = worst.copied().unwrap_or(first);
    let seen = format!(
        "At x = {} your network gives {}, the hat is {}.",
        number(worst),
        number(output(worst)),
        number(hat(worst))
    );
    Err(match mistake {
        Some(mistake) => {
            let right = format!("From x = -3 to {from} your curve is right.");
            Failure::known(mistake, format!("{right} {seen}"))
        }
        None => Failure::unknown(seen),
    })
}
