//! The check of the exercise of this name.

#[path = "../exercises/93_promise.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::data::Points;
use tutorials::check::{
    self, Failure, Verdict, fresh_points, list, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // Mean and deviation by their definitions, on points of this moment.
    let Points { x: test, y: train } = fresh_points();
    let n = train.len() as f64;
    let mean = train.iter().sum::<f64>() / n;
    let squares = train.iter().map(|v| (v - mean).powi(2)).sum::<f64>();
    let scale = |v: &f64| (v - mean) / (squares / n).sqrt();
    let both = exercise::standardised(&train, &test);
    let right = [&train, &test].map(|part| part.iter().map(scale).collect());
    let right: [Vec<f64>; 2] = right;
    known()?;
    near("a fresh training part", &both[0], &right[0], &[])?;
    near("a fresh test part", &both[1], &right[1], &[])?;
    Ok(
        "The training part does not change with the test any more, and the \
        test goes through the same shift and scale. One number of a test is \
        enough now, as it will be in use."
            .into(),
    )
}

/// Numbers by which a mistake can be told from another.
fn known() -> Result<(), Failure> {
    let train = [1.0, 3.0, 5.0, 7.0]; // mean 4, deviation √5
    let scale = |v: f64| (v - 4.0) / f64::sqrt(5.0);
    let [trained, tested] = exercise::standardised(&train, &[4.0, 9.0]);
    let [again, _] = exercise::standardised(&train, &[-50.0]);
    if trained.len() != 4 || tested.len() != 2 {
        return Err(Failure::unknown(format!(
            "Of 4 numbers to train on and 2 to test on, {} and {} came back.",
            trained.len(),
            tested.len()
        )));
    }
    if let Some(bad) = trained.iter().find(|v| !v.is_finite()) {
        return Err(Failure::told(format!(
            "The training part 1, 3, 5, 7 becomes {}. {} is what a division \
             by 0 gives, or the root of a negative number.",
            list(&trained),
            number(*bad)
        )));
    }
    if trained != again {
        let seen = format!(
            "With the test 4, 9 the training part becomes {}; with the test \
             −50 it becomes {}.",
            list(&trained),
            list(&again)
        );
        let centred = trained.iter().sum::<f64>().abs() < 1e-9;
        return Err(match centred {
            true => Failure::known("leak", seen),
            false => Failure::unknown(seen),
        });
    }
    let of_4_and_9 = [4.0, 9.0].map(scale);
    let own = [-1.0, 1.0]; // by its own mean 6.5 and deviation 2.5
    let known: [(&str, &[f64]); 2] =
        [("own", &own), ("untouched", &[4.0, 9.0])];
    let by_3 = train.map(|v| (v - 4.0) / f64::sqrt(20.0 / 3.0)); // n − 1
    let sample: [(&str, &[f64]); 1] = [("sample", &by_3)];
    near("the training part", &trained, &train.map(scale), &sample)?;
    near("the test part 4, 9", &tested, &of_4_and_9, &known)
}
