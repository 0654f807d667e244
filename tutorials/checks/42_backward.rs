//! The check of the exercise of this name.

#[path = "../exercises/42_backward.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::{self, tensor},
    device::{self, Backend, Precision, to_host, value},
    gradient, loss,
    model::Line,
};
use tutorials::check::{self, Failure, Verdict, fresh_points, list, near};

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
        let loss = value(mse(w.clone()))?;
        let Some(updated) = updated else {
            return Err(Failure::told(
                "`update` gave None, and this loss does depend on w. None is \
                 for a w without a gradient.",
            ));
        };
        let got = to_host(updated.clone())?;
        let by_loss = to_host(w.clone() - loss * 0.1)?;
        if near("", &got, &by_loss, &[]).is_ok() {
            return Err(Failure::told(format!(
                "w is {} after the update: the old w minus lr times the loss. \
                 The loss says how wrong w is, and not which way is down. Step \
                 with its gradient.",
                list(&got)
            )));
        }
        near(
            "w after an update with lr = 0.1",
            &got,
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
    // Another loss, at a place of this moment: Σ (w − c)², gradient 2 (w − c).
    let fresh = fresh_points();
    let (place, centre) = (&fresh.x, &fresh.y);
    let want: Vec<f64> = place
        .iter()
        .zip(centre)
        .map(|(w, c)| w - 0.25 * 2.0 * (w - c))
        .collect();
    let c = tensor(centre, &device);
    let sum = |w: Tensor<1>| (w - c.clone()).square().sum();
    let updated = exercise::update(tensor(place, &device), 0.25, sum);
    let Some(updated) = updated else {
        return Err(Failure::unknown("`update` gave None for another loss."));
    };
    near("w on another loss", &to_host(updated)?, &want, &[])?;
    // A loss that is recorded, but of other parameters.
    let other = c.autodiff().require_grad();
    let foreign = |_| other.clone().square().sum();
    if exercise::update(tensor(place, &device), 0.25, foreign).is_some() {
        return Err(Failure::told(
            "`update` gave a new w for a loss in which w has no part, and \
             should give None: then there is no gradient by w.",
        ));
    }
    Ok(format!(
        "Three updates lead to {}, as with the gradient by hand. Lesson 3's \
         formulas are gone, and any other loss would do as well.",
        list(&to_host(w)?)
    ))
}
