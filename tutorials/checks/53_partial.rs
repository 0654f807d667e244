//! The check of the exercise of this name.

#[path = "../exercises/53_partial.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Failure, Verdict, fresh_points, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // Ten errors; the last two, a batch of their own, are large.
    let errors = [1.0, -2.0, 0.5, 1.5, -1.0, 0.0, 2.0, -0.5, 6.0, -4.0];
    let squares = |errors: &[f64]| errors.iter().map(|e| e * e).sum::<f64>();
    let mse = |errors: &[f64]| squares(errors) / errors.len() as f64;
    let batches = |size: usize| -> Vec<(f64, usize)> {
        let batches = errors.chunks(size);
        batches.map(|batch| (mse(batch), batch.len())).collect()
    };
    // Points that nobody has seen before, and not as many.
    let mut fresh = fresh_points().y;
    if fresh.len() == errors.len() {
        fresh.pop();
    }
    let fresh_batches: Vec<_> = fresh
        .chunks(3)
        .map(|batch| (mse(batch), batch.len()))
        .collect();
    // By what was the sum of the squares divided?
    let divisors = [
        squares(&errors) / exercise::epoch_mse(&batches(4)),
        squares(&errors) / exercise::epoch_mse(&batches(5)),
        squares(&fresh) / exercise::epoch_mse(&fresh_batches),
    ];
    let is =
        |value: f64| divisors.iter().all(|d| (d - value).abs() <= 1e-9 * value);
    let by = divisors[0];
    if is(by) && by > 1.5 {
        return Err(Failure::known(
            "typed_in",
            format!(
                "From 10 points, and from {}, the sum of the squared errors \
                 is divided by {}.",
                fresh.len(),
                number(by)
            ),
        ));
    }
    near(
        "the MSE from batches of 4, 4 and 2",
        &[exercise::epoch_mse(&batches(4))],
        &[mse(&errors)],
        &[
            ("dropped", &[mse(&errors[..8])]),
            (
                "nominal",
                &[(2.0 * squares(&errors[8..]) + squares(&errors[..8])) / 10.0],
            ),
            ("batches", &[squares(&errors) / 3.0]),
        ],
    )?;
    let even = exercise::epoch_mse(&batches(5));
    near(
        "the MSE from batches of 5 and 5",
        &[even],
        &[mse(&errors)],
        &[],
    )?;
    let [got, want] = [exercise::epoch_mse(&fresh_batches), mse(&fresh)];
    near(
        "the MSE of fresh points from batches of 3",
        &[got],
        &[want],
        &[],
    )?;
    Ok(format!(
        "All ten errors together have the MSE {}, and so have your weighted \
         batches. The plain mean of the three batches would say {}: two points \
         would count as much as four.",
        number(mse(&errors)),
        number(
            (mse(&errors[..4]) + mse(&errors[4..8]) + mse(&errors[8..])) / 3.0
        )
    ))
}
