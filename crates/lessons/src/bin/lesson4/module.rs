//! The line as a burn module, and its descent: a right one, and one that keeps
//! its gradients, as whoever forgets PyTorch's zero_grad does.

use burn::{
    module::{Module, Param},
    optim::{GradientsAccumulator, GradientsParams},
    tensor::Tensor,
};
use descent::{
    Error, Result, loss, model,
    train::{Recorder, Trace},
};

// ANCHOR: module
/// The line a x + b as a burn module: its parameters are fields.
#[derive(Module, Debug)]
pub struct Linear {
    /// (a, b), shape `[2]`.
    w: Param<Tensor<1>>,
}

impl Linear {
    pub fn new(w: Tensor<1>) -> Self {
        let w = Param::from_tensor(w.autodiff()); // a Param requires grad
        Linear { w }
    }

    /// Predictions, shape `[n]`, for the columns (x, 1), shape `[n, 2]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<1> {
        model::linear(x, self.w.val())
    }
}
// ANCHOR_END: module

/// Descends with gradients that are sorted by parameter.
pub fn train(
    x: Tensor<2>,
    y: Tensor<1>,
    mut model: Linear,
    lr: f64,
    updates: usize,
    mut recorder: Recorder,
) -> Result<Trace> {
    // ANCHOR: train
    for update in 0..=updates {
        let loss = loss::mse(model.forward(x.clone()), y.clone());
        recorder.record(&model.w.val(), &loss)?;
        if update == updates {
            break;
        }
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        let gradient = grads.get::<1>(model.w.id).ok_or(Error::NoGradient)?;
        // map keeps the parameter's id, by which its gradient is found.
        model.w = model
            .w
            .map(|w| (w.inner() - gradient * lr).autodiff().require_grad());
    }
    // ANCHOR_END: train
    recorder.finish()
}

/// The same with a mistake: gradients add up, as PyTorch's do, and nothing
/// sets them to zero. Old ones keep pushing.
pub fn train_on_kept_gradients(
    x: Tensor<2>,
    y: Tensor<1>,
    mut model: Linear,
    lr: f64,
    updates: usize,
    mut recorder: Recorder,
) -> Result<Trace> {
    // ANCHOR: kept
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
        sum.accumulate(&model, grads); // the mistake: put it back
        model.w = model
            .w
            .map(|w| (w.inner() - gradient * lr).autodiff().require_grad());
    }
    // ANCHOR_END: kept
    recorder.finish()
}
