//! The check of the exercise of this name.

#[path = "../exercises/31_steps.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, tensor},
    device::{self, Backend, Precision},
    gradient, loss,
    model::Quadratic,
    train::{self, Recorder},
};
use tutorials::check::{self, Verdict, list, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let descend = |lr: f64, updates: usize| {
        (0..updates).fold(1.0, |w, _| w - lr * 2.0 * w)
    };
    predicted(
        "ONE_UPDATE",
        exercise::ONE_UPDATE,
        descend(0.1, 1),
        1e-6,
        &[("no_two", 0.9), ("uphill", 1.2)],
    )?;
    // The w after an update falls evenly with lr: from 1 at lr = 0 to −1 at
    // lr = 1. So it is 0 half way.
    let best = 1.0 / (descend(0.0, 1) - descend(1.0, 1));
    let known = &[("whole", 1.0)];
    predicted("BEST_LR", exercise::BEST_LR, best, 1e-6, known)?;
    predicted(
        "AFTER_100",
        exercise::AFTER_100,
        descend(1.0, 100),
        1e-6,
        &[("arrived", 0.0), ("odd", -1.0)],
    )?;

    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = data::quadratic().tensors(&device);
    let start = tensor(&[2.0, 3.0, 4.0], &device);
    let trace = train::descend(start, 0.1, 30, Recorder::new(), |w| {
        gradient::by_autodiff(w, |w| {
            loss::rmse(Quadratic::from(w).forward(x.clone()), y.clone())
        })
    })?;
    Ok(format!(
        "With lr = 1 the descent swings between 1 and −1 for ever: a \
         two-cycle. Lesson 3's quadratic ends so, too. Its RMSE after 23 to \
         30 updates: {}. More updates do not make it better.",
        list(&trace.losses()[23..])
    ))
}
