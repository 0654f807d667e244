//! The check of the exercise of this name.

#[path = "../exercises/72_adam.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::optim::{AdamConfig, Optimizer};
use descent::{
    data::tensor,
    device::{self, Backend, Precision, value},
};
use tutorials::check::{self, Failure, Verdict, fresh_numbers, list, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Where burn's Adam is after each of these gradients.
fn burns(lr: f64, gradients: &[f64]) -> Result<Vec<f64>, Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let adam = AdamConfig::new().with_epsilon(1e-8).build();
    let (mut w, mut state, mut path) = (tensor(&[0.0], &device), None, vec![]);
    for g in gradients {
        let g = tensor(&[*g], &device);
        (w, state) = adam.step(lr, w, g, state);
        path.push(value(w.clone())?);
    }
    Ok(path)
}

fn check() -> Verdict {
    let gradients = [4.0, 3.0, -1.0, 0.5, 2.0, 2.0, -3.0, 0.1];
    let path = compare(0.1, &gradients)?;
    // Other numbers, other rates; a gradient of 0 is no division by 0.
    compare(fresh_numbers(1, 0.2..0.9)[0], &fresh_numbers(30, -3.0..5.0))?;
    compare(0.3, &[0.0, 0.0, 2.0, -1.0, 0.0])?;
    Ok(format!(
        "Three series of gradients, and burn's Adam is where yours is: {}. \
         burn's coefficients are float32, so not to the last digit.",
        list(&path)
    ))
}

/// Where both go with these gradients.
fn compare(lr: f64, gradients: &[f64]) -> Result<Vec<f64>, Failure> {
    let expected = burns(lr, gradients)?;
    let mut adam = exercise::Adam::default();
    let mut w = 0.0;
    let got: Vec<f64> = gradients
        .iter()
        .map(|g| {
            w -= adam.step(lr, *g);
            w
        })
        .collect();
    // burn's coefficients are float32: four digits agree.
    let mut pairs = got.iter().zip(&expected);
    let apart = |(g, e): (&f64, &f64)| (g - e).abs() >= 1e-3 * lr || g.is_nan();
    let Some(first) = pairs.position(apart) else {
        return Ok(got);
    };
    let seen = format!(
        "With lr {} and the gradients {}\nburn goes to  {}\nyou go to     {}\n\
         You part at gradient {}.",
        number(lr),
        list(gradients),
        list(&expected),
        list(&got),
        first + 1
    );
    if let Some(slip) = slip(lr, gradients, &got) {
        return Err(match slip {
            Slip::Known(name) => Failure::known(name, seen),
            Slip::Told(reason) => Failure::told(format!("{seen}\n{reason}")),
        });
    }
    // The first step of Adam is lr, whatever the gradient. Without the
    // corrections it is 0.1/√0.001 times that, with that of m alone 1/√0.001.
    let first = -got[0] / lr * gradients[0].signum();
    let close = |to: f64| (first - to).abs() < 1e-3;
    Err(match first {
        _ if !got.iter().all(|w| w.is_finite()) => Failure::told(format!(
            "{seen}\nNaN is what 0/0 gives, and inf a division by 0. Which \
             divisor is 0 there: a correction, or the root where the \
             gradients were 0?"
        )),
        _ if close(0.1 / 0.001_f64.sqrt()) => {
            Failure::known("uncorrected", seen)
        }
        _ if close(1.0 / 0.001_f64.sqrt()) => Failure::known("half", seen),
        first if (first + 1.0).abs() < 1e-3 => Failure::known("uphill", seen),
        _ => Failure::unknown(seen),
    })
}

/// What went wrong.
#[derive(Clone, Copy)]
enum Slip {
    /// By its name in `exercises.toml`.
    Known(&'static str),
    Told(&'static str),
}

/// The means, how many gradients there were, and the new one. Changes the
/// means, and gives the quotient that is taken lr times.
type Step = fn(&mut [f64; 2], i32, f64) -> f64;

/// Adam's means, with these β.
fn means([m, v]: &mut [f64; 2], [for_m, for_v]: [f64; 2], g: f64) {
    *m = for_m * *m + (1.0 - for_m) * g;
    *v = for_v * *v + (1.0 - for_v) * g * g;
}

/// Adam's quotient of the means, corrected.
fn quotient([m, v]: [f64; 2], t: i32) -> f64 {
    let v = v / (1.0 - 0.999_f64.powi(t));
    m / (1.0 - 0.9_f64.powi(t)) / (v.sqrt() + 1e-8)
}

const BETAS: [f64; 2] = [0.9, 0.999];

const SLIPS: [(Slip, Step); 11] = [
    (Slip::Known("half_m"), |mv, t, g| {
        means(mv, BETAS, g);
        quotient(*mv, t) * (1.0 - 0.9_f64.powi(t))
    }),
    (Slip::Known("exchanged"), |mv, t, g| {
        means(mv, [0.999, 0.9], g);
        quotient(*mv, t)
    }),
    (Slip::Known("not_squared"), |mv, t, g| {
        let v = 0.999 * mv[1] + (1.0 - 0.999) * g;
        means(mv, BETAS, g);
        mv[1] = v;
        quotient(*mv, t)
    }),
    (
        Slip::Told(
            "m keeps a tenth of itself and takes up nine tenths of the \
             gradient: old and new are exchanged. It keeps β₁.",
        ),
        |mv, t, g| {
            let m = 0.1 * mv[0] + 0.9 * g;
            means(mv, BETAS, g);
            mv[0] = m;
            quotient(*mv, t)
        },
    ),
    (
        Slip::Told(
            "m takes up the whole gradient: that is a velocity, not a mean. It \
             takes up 1 − β₁ of it.",
        ),
        |mv, t, g| {
            let m = 0.9 * mv[0] + g;
            means(mv, BETAS, g);
            mv[0] = m;
            quotient(*mv, t)
        },
    ),
    (
        Slip::Told(
            "v takes up the whole square. As a mean it takes up 1 − β₂ of it.",
        ),
        |mv, t, g| {
            let v = 0.999 * mv[1] + g * g;
            means(mv, BETAS, g);
            mv[1] = v;
            quotient(*mv, t)
        },
    ),
    (
        Slip::Told(
            "v is a mean of the gradients' sizes, not of their squares.",
        ),
        |mv, t, g| {
            let v = 0.999 * mv[1] + (1.0 - 0.999) * g.abs();
            means(mv, BETAS, g);
            mv[1] = v;
            quotient(*mv, t)
        },
    ),
    (
        Slip::Told(
            "The root is missing: m stands over the root of the mean square.",
        ),
        |mv, t, g| {
            means(mv, BETAS, g);
            let v = mv[1] / (1.0 - 0.999_f64.powi(t));
            mv[0] / (1.0 - 0.9_f64.powi(t)) / (v + 1e-8)
        },
    ),
    (
        Slip::Told(
            "β₁ is multiplied by t. In the correction it is to the power of \
             t: `0.9_f64.powi(self.t)`.",
        ),
        |mv, t, g| {
            means(mv, BETAS, g);
            quotient(*mv, t) * (1.0 - 0.9_f64.powi(t))
                / (1.0 - 0.9 * f64::from(t))
        },
    ),
    (
        Slip::Told(
            "It is always corrected as at the first gradient. With each one \
             less is missing: β to the power of t.",
        ),
        |mv, _, g| {
            means(mv, BETAS, g);
            quotient(*mv, 1)
        },
    ),
    (
        Slip::Told(
            "m is multiplied by its correction. It is too small at first: \
             divide, so that it grows.",
        ),
        |mv, t, g| {
            means(mv, BETAS, g);
            quotient(*mv, t) * (1.0 - 0.9_f64.powi(t)).powi(2)
        },
    ),
];

/// The slip that leads where the learner's code goes, NaN included.
fn slip(lr: f64, gradients: &[f64], got: &[f64]) -> Option<Slip> {
    let leads_there = |step: Step| {
        let (mut means, mut w) = ([0.0; 2], 0.0);
        (1..).zip(gradients).zip(got).all(|((t, g), got)| {
            w -= lr * step(&mut means, t, *g);
            (w - got).abs() < 1e-3 * lr || w.is_nan() && got.is_nan()
        })
    };
    let slip = SLIPS.iter().find(|(_, step)| leads_there(*step));
    slip.map(|(slip, _)| *slip)
}
