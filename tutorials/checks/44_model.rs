//! The check of the exercise of this name.

#[path = "../exercises/44_model.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::{
    module::list_param_ids,
    optim::{GradientsParams, SgdConfig},
};
use descent::{
    data::{Points, linspace, tensor},
    device::{self, Backend, Precision, to_host, value},
    loss,
    model::Line,
};
use exercise::Model;
use tutorials::check::{self, Failure, Verdict, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let x = linspace(-1.0, 1.0, 41);
    let y = x.iter().map(|x| x * x - x / 2.0).collect();
    let points = Points { x, y };
    let (x, y) = points.tensors(&device);
    let [a, b] = Line::least_squares(&points);
    let line = Line::from(tensor(&[a, b], &device)).forward(x.clone());
    let line = value(loss::mse(line, y.clone()))?;

    let mut model = Model::new(&device.autodiff());
    let params = list_param_ids(&model).len();
    let mut moved = 0;
    let mut optimizer = SgdConfig::new().init();
    for _ in 0..1000 {
        let loss = loss::mse(model.forward(x.clone()), y.clone());
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        moved = grads.len();
        model = optimizer.step(0.3, model, grads);
    }
    let y_pred = model.forward(x).inner();
    let mse = value(loss::mse(y_pred.clone(), y))?;
    let seen = format!(
        "Your model has {params} parameters and the MSE {} after training; \
         the best line has {}.",
        number(mse),
        number(line)
    );
    if mse < line / 10.0 {
        return Ok(format!("{seen} Autodiff found every gradient by itself."));
    }
    if moved < params {
        return Err(Failure::known("no_gradient", seen));
    }
    let y_pred = to_host(y_pred)?;
    let bend = y_pred[0] - 2.0 * y_pred[20] + y_pred[40];
    if params > 2 && bend.abs() < 1e-6 {
        return Err(Failure::known("line", seen));
    }
    Err(Failure::unknown(seen))
}
