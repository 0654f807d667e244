//! The check of the exercise of this name.

#[path = "../exercises/F3_scales.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{data::Points, model::Line};
use exercise::predict;
use tutorials::check::{self, Failure, Verdict, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Mean and standard deviation.
fn scale(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|v| (v - mean).powi(2));
    (mean, (squares.sum::<f64>() / n).sqrt())
}

fn check() -> Verdict {
    let lengths = [181.0, 186.0, 195.0, 210.0, 217.0, 230.0];
    let masses = [3750.0, 3800.0, 3250.0, 4400.0, 5200.0, 5700.0];
    // The oracle fits in own units, and needs no scale.
    let (x, y) = (lengths.to_vec(), masses.to_vec());
    let [a, b] = Line::least_squares(&Points { x, y });
    let ((middle, spread), (mass, deviation)) =
        (scale(&lengths), scale(&masses));
    let slope = a * spread / deviation;
    let large = [222.0, 226.0, 230.0];
    let expected = large.map(|length| a * length + b);
    let by = |(middle, spread): (f64, f64)| {
        large.map(|l| mass + deviation * slope * (l - middle) / spread)
    };
    let all = [&lengths[..], &large].concat();
    let (moved, _) = scale(&large);
    let got = predict(slope, &lengths, &masses, &large);
    let known: [(&str, &[f64]); 3] = [
        ("half", &by((moved, spread))),
        ("together", &by(scale(&all))),
        ("unscaled", &by((middle, 1.0))),
    ];
    near(
        "the masses for 222, 226 and 230 mm",
        &got,
        &expected,
        &known,
    )?;
    for (new, want) in large.iter().zip(&expected) {
        let alone = predict(slope, &lengths, &masses, &[*new]);
        if alone.len() != 1 || (alone[0] - want).abs() > 1e-6 {
            return Err(Failure::unknown(format!(
                "Alone, a penguin with a flipper of {new} mm weighs something \
                 else than among others: {alone:?}."
            )));
        }
    }
    Ok(
        "One penguin alone gets the same mass as among others. That is why \
        model.json holds the scales beside the parameters: without them the \
        parameters mean nothing."
            .into(),
    )
}
