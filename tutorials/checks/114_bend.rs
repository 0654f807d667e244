//! The check of the exercise of this name.

#[path = "../exercises/114_bend.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::data::linspace;
use exercise::{slope, value};
use tutorials::check::{self, Failure, Verdict, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let at = |z: f64| format!("value({}) is {}", number(z), number(value(z)));
    let grid = linspace(-50.0, 50.0, 2001);
    let is_number = |z: &&f64| value(**z).is_finite() && slope(**z).is_finite();
    if let Some(z) = grid.iter().find(|z| !is_number(z)) {
        return Err(Failure::told(format!(
            "{}, and slope gives {}. Both must be numbers everywhere.",
            at(*z),
            number(slope(*z))
        )));
    }
    if value(0.0).abs() > 1e-12 {
        return Err(Failure::known("shifted", format!("{}.", at(0.0))));
    }
    let outside = |z: &&f64| value(**z).abs() > 1.0;
    if let Some(z) = grid.iter().find(outside) {
        return Err(Failure::known("unbounded", format!("{}.", at(*z))));
    }
    // A computed tanh is 1 from 19 on: rounding may hide how it rises there.
    let mut pairs = grid.windows(2);
    let falls = |pair: &&[f64]| value(pair[1]) < value(pair[0]);
    if let Some(pair) = pairs.find(falls) {
        let seen = format!("{}, and {}.", at(pair[0]), at(pair[1]));
        return Err(Failure::known("falls", seen));
    }
    if value(-50.0) == value(50.0) {
        let seen = format!("{}, and {}.", at(-50.0), at(50.0));
        return Err(Failure::known("flat", seen));
    }
    if let Some([from, to]) = level(&grid) {
        let seen = format!("{}, and {}.", at(from), at(to));
        return Err(Failure::known("flat", seen));
    }
    let apart = |z: &f64| (value(*z) - z.tanh()).abs() > 1e-3;
    if !grid.iter().any(apart) {
        return Err(Failure::known("tanh", "Your function is tanh."));
    }
    // Central differences: h² times the third derivative, and rounding. Beside
    // a kink they lie between the slopes on both sides.
    let wrong = |z: &&f64| {
        let h = 1e-4;
        let (above, below) = (value(**z + h), value(**z - h));
        let between = (above - below) / (2.0 * h);
        let sides =
            [above - value(**z), value(**z) - below].map(|side| side / h);
        let room = 1e-4 + (sides[0] - sides[1]).abs();
        let apart = (slope(**z) - between).abs();
        // Beside the grid the function may be NaN.
        apart.is_nan() || apart > room
    };
    if let Some(z) = grid.iter().find(wrong) {
        let h = 1e-4;
        let came = (value(z + h) - value(z - h)) / (2.0 * h);
        return Err(Failure::known(
            "slope",
            format!(
                "At z = {} your derivative is {}, central differences give {}.",
                number(*z),
                number(slope(*z)),
                number(came)
            ),
        ));
    }
    let loss = learned()?;
    Ok(format!(
        "The derivative is right, and an engine needs no more: a layer of 8 \
         such units, with this way back through them, learns x² between -1 \
         and 1 to a mean squared error of {}.",
        number(loss)
    ))
}

/// Two places on a level part that begins at a kink, if there is one. Where a
/// curve levels off by rounding alone, it has hardly risen just before.
fn level(grid: &[f64]) -> Option<[f64; 2]> {
    let level = |from: f64, to: f64| value(from) == value(to);
    let kink = |z: f64, toward: f64| {
        let steps = linspace(z, toward, 2001);
        let mut pairs = steps.windows(2);
        let first = pairs.find(|pair| !level(pair[0], pair[1]));
        first.is_some_and(|p| (value(p[1]) - value(p[0])).abs() > 1e-9)
    };
    grid.windows(3).find_map(|z| {
        let ends = level(z[1], z[2]) && kink(z[1], z[0]);
        let begins = level(z[0], z[1]) && kink(z[1], z[2]);
        match (ends, begins) {
            (true, _) => Some([z[1], z[2]]),
            (_, true) => Some([z[0], z[1]]),
            _ => None,
        }
    })
}

/// What 8 units with a weight, a bias and a weight behind each come to on x².
fn learned() -> Result<f64, Failure> {
    let x = linspace(-1.0, 1.0, 21);
    let mut units: Vec<[f64; 3]> = (0..8)
        .map(|i| {
            let place = f64::from(i) / 3.5 - 1.0;
            [if i % 2 == 0 { 2.0 } else { -2.0 }, place, 0.1 * place]
        })
        .collect();
    let mut loss = f64::NAN;
    for _ in 0..400 {
        let mut grads = vec![[0.0; 3]; units.len()];
        loss = 0.0;
        for x in &x {
            let out = |[w, b, u]: &[f64; 3]| u * value(w * x + b);
            let error = units.iter().map(out).sum::<f64>() - x * x;
            loss += error * error / 21.0;
            let g = 2.0 * error / 21.0;
            for ([w, b, u], grad) in units.iter().zip(&mut grads) {
                let z = w * x + b;
                let back = g * u * slope(z);
                grad[0] += back * x;
                grad[1] += back;
                grad[2] += g * value(z);
            }
        }
        for (unit, grad) in units.iter_mut().zip(&grads) {
            for (w, g) in unit.iter_mut().zip(grad) {
                *w -= 0.1 * g;
            }
        }
    }
    match loss.is_finite() {
        true => Ok(loss),
        false => Err(Failure::unknown(
            "A layer of 8 such units does not learn: its loss is no number.",
        )),
    }
}
