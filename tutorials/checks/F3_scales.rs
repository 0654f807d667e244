//! The check of the exercise of this name.

#[path = "../exercises/F3_scales.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{data::Points, model::Line};
use exercise::predict;
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, list, near, number,
};

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
    colony(&lengths, &masses, &[222.0, 226.0, 230.0])?;
    // Other penguins each time.
    let n = 5 + (fresh_seed() % 8) as usize;
    let lengths = fresh_numbers(n, 170.0..230.0);
    let aside = fresh_numbers(n, -300.0..300.0);
    let masses: Vec<f64> = lengths
        .iter()
        .zip(aside)
        .map(|(length, aside)| 50.0 * length - 5800.0 + aside)
        .collect();
    colony(&lengths, &masses, &fresh_numbers(4, 210.0..240.0))?;
    Ok(
        "One penguin alone gets the same mass as among others. That is why \
        model.json holds the scales beside the parameters: without them the \
        parameters mean nothing."
            .into(),
    )
}

/// Checks what is said of these new lengths, together and alone.
fn colony(
    lengths: &[f64],
    masses: &[f64],
    large: &[f64],
) -> Result<(), Failure> {
    // The oracle fits in own units, and needs no scale.
    let (x, y) = (lengths.to_vec(), masses.to_vec());
    let [a, b] = Line::least_squares(&Points { x, y });
    let ((middle, spread), (mass, deviation)) = (scale(lengths), scale(masses));
    let slope = a * spread / deviation;
    let expected: Vec<f64> =
        large.iter().map(|length| a * length + b).collect();
    let by = |(middle, spread): (f64, f64)| {
        let mass = |l| mass + deviation * slope * (l - middle) / spread;
        large.iter().map(mass).collect::<Vec<f64>>()
    };
    let all = [lengths, large].concat();
    let (moved, _) = scale(large);
    let got = predict(slope, lengths, masses, large);
    let back = |(mass, deviation): (f64, f64)| {
        let mass = |l| mass + deviation * slope * (l - middle) / spread;
        large.iter().map(mass).collect::<Vec<f64>>()
    };
    let known: [(&str, &[f64]); 5] = [
        ("half", &by((moved, spread))),
        ("together", &by(scale(&all))),
        ("unscaled", &by((middle, 1.0))),
        ("masses", &back(scale(large))),
        ("masses", &back(scale(lengths))),
    ];
    near(
        &format!("the masses for {} mm", list(large)),
        &got,
        &expected,
        &known,
    )?;
    for (new, want) in large.iter().zip(&expected) {
        let alone = predict(slope, lengths, masses, &[*new]);
        // Written so that NaN is wrong.
        if alone.len() != 1 || !matches!((alone[0] - want).abs(), ..1e-6) {
            return Err(Failure::unknown(format!(
                "Alone, a penguin with a flipper of {} mm weighs {} g, and {} g among \
                 others.",
                number(*new),
                list(&alone),
                number(*want)
            )));
        }
    }
    Ok(())
}
