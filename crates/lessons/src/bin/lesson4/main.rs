//! Lesson 4: autodiff.
//!
//! burn records the operations that lead to the loss and goes back through
//! them with the chain rule. No derivative is written by hand any more.
//!
//! Run it: `cargo run --bin lesson4`

use std::process::ExitCode;

use burn::{
    module::{Module, Param},
    optim::{GradientsAccumulator, GradientsParams},
    tensor::Tensor,
};
use descent::{
    Error, loss, model,
    train::{Recorder, Trace},
};
use lessons::{Result, args};

mod one_point;
mod runs;

fn main() -> ExitCode {
    program::lesson::run(
        env!("CARGO_BIN_NAME"),
        |story, flags: args::LineFlags| {
            one_point::graph(story)?;
            one_point::check(story)?;
            runs::torch(story, &flags)
        },
    )
}

/// The points of a run: x with a column of ones, shape `[n, 2]`, and y.
type Points = (Tensor<2>, Tensor<1>);

/// Descends with nothing but tensors.
fn descend(
    (x, y): Points,
    start: Tensor<1>,
    (lr, updates): (f64, usize),
    mut recorder: Recorder,
) -> Result<Trace> {
    // ANCHOR: backward
    let mut w = start.autodiff().require_grad();
    for update in 0..=updates {
        let loss = loss::mse(model::linear(x.clone(), w.clone()), y.clone());
        recorder.record(&w, &loss)?;
        if update == updates {
            break;
        }
        let grads = loss.backward();
        let gradient = w.grad(&grads).ok_or(Error::NoGradient)?;
        // inner() leaves the graph, like PyTorch's no_grad: the update is no
        // part of the loss.
        w = (w.inner() - gradient * lr).autodiff().require_grad();
    }
    // ANCHOR_END: backward
    Ok(recorder.finish()?)
}

// ANCHOR: module
/// The line w0 + w1 x as a burn module: its parameters are fields.
#[derive(Module, Debug)]
struct Linear {
    w: Param<Tensor<1>>,
}

impl Linear {
    fn new(w: Tensor<1>) -> Self {
        let w = Param::from_tensor(w.autodiff()); // a Param requires grad
        Linear { w }
    }

    fn forward(&self, x: Tensor<2>) -> Tensor<1> {
        model::linear(x, self.w.val())
    }
}
// ANCHOR_END: module

/// Descends with gradients that add up in an accumulator, as PyTorch's do.
/// Unless they are set to zero after each update, old ones keep pushing.
fn train(
    (x, y): Points,
    mut model: Linear,
    (lr, updates): (f64, usize),
    set_to_zero: bool,
    mut recorder: Recorder,
) -> Result<Trace> {
    // ANCHOR: train
    let mut sum = GradientsAccumulator::new();
    for update in 0..=updates {
        let loss = loss::mse(model.forward(x.clone()), y.clone());
        recorder.record(&model.w.val(), &loss)?;
        if update == updates {
            break;
        }
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        sum.accumulate(&model, grads);
        let grads = sum.grads(); // empties the sum: PyTorch's zero_grad
        let gradient = grads.get::<1>(model.w.id).ok_or(Error::NoGradient)?;
        if !set_to_zero {
            sum.accumulate(&model, grads); // the mistake: put them back
        }
        // map keeps the parameter's id, by which the sum knows it.
        model.w = model
            .w
            .map(|w| (w.inner() - gradient * lr).autodiff().require_grad());
    }
    // ANCHOR_END: train
    Ok(recorder.finish()?)
}
