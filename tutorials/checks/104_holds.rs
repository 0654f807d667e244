//! The check of the exercise of this name.

#[path = "../exercises/104_holds.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::data::{Noise, drawn_line};
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Points on y = a x under noise: x uniform on [−1, 1).
fn points(a: f64, n: usize) -> [Vec<f64>; 2] {
    let noise = Noise::Normal(2.0);
    let drawn = drawn_line([2.0 * a, -a], n, noise, fresh_seed());
    [drawn.x.iter().map(|x| 2.0 * x - 1.0).collect(), drawn.y]
}

fn least_squares(x: &[f64], y: &[f64]) -> f64 {
    let sum = |u: &[f64]| u.iter().zip(x).map(|(u, x)| u * x).sum::<f64>();
    sum(y) / sum(x)
}

fn check() -> Verdict {
    let [x, y] = points(3.0, 100_000);
    let far = exercise::slope(&x, &y);
    let whole = least_squares(&x, &y);
    let seen = format!(
        "From 100,000 points with a = 3 comes {}, and least squares has {}.",
        number(far),
        number(whole)
    );
    if !far.is_finite() {
        return Err(Failure::unknown(format!("{seen} (got {far})")));
    }
    if far == 0.0 {
        return Err(Failure::known("nothing", seen));
    }
    if (far - whole).abs() > 0.05 {
        // The sum of x² of 5,000 points scatters by 0.013 of itself. A factor
        // that has come to within 0.05 only with more points differs by more.
        let [x, y] = points(-2.0, 5_000);
        let few = exercise::slope(&x, &y) / least_squares(&x, &y);
        let same = (few / (far / whole) - 1.0).abs() < 0.08;
        return Err(match same && far.abs() < whole.abs() {
            true => Failure::known("always", seen),
            false => Failure::unknown(seen),
        });
    }
    let sets = 4000;
    let (mut mine, mut plain) = (0.0, 0.0);
    let mut longer = 0;
    for _ in 0..sets {
        // Twelve uniform numbers, less 6: nearly normal, of deviation 1.
        let a = fresh_numbers(12, 0.0..1.0).iter().sum::<f64>() - 6.0;
        let [x, y] = points(a, 5);
        let (said, whole) = (exercise::slope(&x, &y), least_squares(&x, &y));
        mine += (said - a).powi(2) / f64::from(sets);
        plain += (whole - a).powi(2) / f64::from(sets);
        longer += i32::from(said.abs() > 1.001 * whole.abs());
    }
    let part = mine / plain;
    if part <= 0.7 {
        return Ok(format!(
            "From five points your slopes have {} of the squared error of \
             least squares, and from 100,000 they agree with it. A little bias \
             has bought much less variance: that is what weight decay does to \
             every weight of a network.",
            number(part)
        ));
    }
    let seen = format!(
        "From five points the mean squared distance from a is {} of what least \
         squares has.",
        number(part)
    );
    Err(match () {
        () if longer == sets => Failure::known("away", seen),
        () => Failure::unknown(seen),
    })
}
