//! The check of the exercise of this name.

#[path = "../exercises/42_backward.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::{self, tensor},
    device::{self, Backend, Precision, to_host},
    gradient, loss,
    model::Line,
};
use tutorials::check::{self, Failure, Verdict, list, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = data::line().tensors(&device);
    let mse =
        |w: Tensor<1>| loss::mse(Line::from(w).forward(x.clone()), y.clone());
    let mut w = tensor(&[-1.0, 1.0], &device);
    for _ in 0..3 {
        // The oracle is the gradient by hand.
        let columns = Line::columns(x.clone());
        let gradient = gradient::mse(columns, &w, y.clone());
        let step = |by: f64| to_host(w.clone() + gradient.clone() * by);
        let updated = exercise::update(w.clone(), 0.1, mse);
        let Some(updated) = updated else {
            return Err(Failure::unknown(
                "`update` gave None, and this loss does depend on w.",
            ));
        };
        near(
            "w after an update with lr = 0.1",
            &to_host(updated.clone())?,
            &step(-0.1)?,
            &[
                ("uphill", &step(0.1)?),
                ("no_lr", &step(-1.0)?),
                ("gradient_only", &to_host(gradient.clone())?),
            ],
        )?;
        if updated.is_autodiff() {
            return Err(Failure::known(
                "on_the_graph",
                "The numbers are right, but the new w is still recorded.",
            ));
        }
        w = updated;
    }
    Ok(format!(
        "Three updates lead to {}, as with the gradient by hand. Lesson 3's \
         formulas are gone, and any other loss would do as well.",
        list(&to_host(w)?)
    ))
}
