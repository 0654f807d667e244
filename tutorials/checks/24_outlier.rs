//! The check of the exercise of this name.

#[path = "../exercises/24_outlier.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::tensor,
    device::{self, Backend, Precision, value},
};
use tutorials::check::{
    self, Failure, Verdict, fresh_points, list, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let loss = |errors: &[f64]| {
        let zeros = vec![0.0; errors.len()];
        let y = tensor(&zeros, &device);
        value(exercise::loss(tensor(errors, &device), y))
    };
    let f = |error: f64| loss(&[error]);

    let at_0 = f(0.0)?;
    if !at_0.is_finite() {
        return Err(Failure::told(format!(
            "f(0) is {at_0}. NaN is what 0/0 and 0 · ∞ give, inf what a \
             division by 0 or the logarithm of 0 gives. A perfect fit must have the loss 0."
        )));
    }
    if at_0.abs() > 1e-9 {
        let seen = format!("f(0) is {}, and should be 0.", number(at_0));
        return Err(Failure::known("offset", seen));
    }
    let sizes = [0.1, 0.5, 1.0, 3.0, 10.0, 100.0, 300.0, 600.0];
    let mut values = Vec::new();
    for size in sizes {
        let (plus, minus) = (f(size)?, f(-size)?);
        if !plus.is_finite() || !minus.is_finite() {
            return Err(Failure::told(format!(
                "f({size}) is {plus}, and f(−{size}) is {minus}. inf is what \
                 is too large to hold, NaN what comes of ∞ − ∞ or of the root \
                 or logarithm of a negative number."
            )));
        }
        near(&format!("f(−{size})"), &[minus], &[plus], &[])?;
        values.push(plus);
    }
    if !values.windows(2).all(|pair| pair[0] < pair[1]) || values[0] <= 0.0 {
        return Err(Failure::unknown(format!(
            "f does not grow with the error. At {} it is {}.",
            list(&sizes),
            list(&values)
        )));
    }
    let far = f(600.0)? / f(300.0)?;
    let seen = format!("f(600) is {} times f(300).", number(far));
    if far > 2.5 {
        return Err(Failure::known("outlier", seen));
    }
    if far < 1.6 || far.is_nan() {
        return Err(Failure::known("flat", seen));
    }
    let near_0 = f(0.01)? / f(0.001)?;
    if !(50.0..=200.0).contains(&near_0) {
        let seen = format!(
            "f(0.01) is {} times f(0.001), and should be about 100 times.",
            number(near_0)
        );
        return Err(match near_0 < 50.0 {
            true => Failure::known("kink", seen),
            false => {
                let flat = "f is flatter than a square there.";
                Failure::told(format!("{seen} {flat}"))
            }
        });
    }
    // The same errors around y of this moment: only the difference counts.
    let fresh = fresh_points();
    let errors = &fresh.x;
    let around = tensor(&fresh.y, &device);
    let moved =
        exercise::loss(tensor(errors, &device) + around.clone(), around);
    let (moved, still) = (value(moved)?, loss(errors)?);
    if near("", &[moved], &[still], &[]).is_err() {
        return Err(Failure::told(format!(
            "{} points have the loss {} where y is 0, and with the same errors \
             {} where y is not. Only the error y_pred − y should count.",
            errors.len(),
            number(still),
            number(moved)
        )));
    }
    let each: Vec<f64> =
        errors.iter().map(|e| f(*e)).collect::<Result<_, _>>()?;
    let sum: f64 = each.iter().sum();
    near(
        &format!("the loss of {} points, the mean of their f", each.len()),
        &[still],
        &[sum / each.len() as f64],
        &[("summed", &[sum])],
    )?;
    near(
        "the loss of two points with the errors 1 and 3",
        &[loss(&[1.0, 3.0])?],
        &[(f(1.0)? + f(3.0)?) / 2.0],
        &[("summed", &[f(1.0)? + f(3.0)?])],
    )?;
    Ok(format!(
        "For the errors {} your f is {}. An outlier of size 300 costs e² \
         90000, and your loss {}.",
        list(&sizes),
        list(&values),
        number(values[6])
    ))
}
