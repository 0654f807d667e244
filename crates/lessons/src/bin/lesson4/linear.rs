//! The line as a burn module, and its descent.

use burn::{
    module::{Module, Param},
    optim::{GradientsAccumulator, GradientsParams},
    tensor::Tensor,
};
use descent::{
    loss,
    train::{Recorder, Trace},
};
use lessons::Result;

// ANCHOR: module
/// The line w0 + w1 x. Its x has two columns: ones, and what was measured.
#[derive(Module, Debug)]
pub struct Linear {
    pub w: Param<Tensor<1>>,
}

impl Linear {
    pub fn new(w: Tensor<1>) -> Self {
        Linear {
            w: Param::from_tensor(w.autodiff()), // a parameter is tracked
        }
    }

    fn forward(&self, x: Tensor<2>) -> Tensor<1> {
        x.matmul(self.w.val().unsqueeze_dim(1)).squeeze_dim(1)
    }
}
// ANCHOR_END: module

/// What becomes of the gradients after an update.
#[derive(PartialEq)]
pub enum After {
    /// They are set to zero, as they should.
    Zero,
    /// They stay, and the next ones are added to them: the mistake.
    Keep,
}

/// Descends, with gradients that add up in an accumulator as PyTorch's do.
pub fn train(
    mut model: Linear,
    (x, y): (Tensor<2>, Tensor<1>),
    (lr, updates): (f64, usize),
    after: After,
    mut recorder: Recorder,
) -> Result<Trace> {
    // ANCHOR: train
    let mut sum = GradientsAccumulator::new();
    for _ in 0..=updates {
        let loss = loss::mse(model.forward(x.clone()), y.clone());
        recorder.record(&model.w.val(), &loss)?;
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        sum.accumulate(&model, grads);
        let grads = sum.grads(); // empties the sum: PyTorch's zero_grad
        let Some(gradient) = grads.get::<1>(model.w.id) else {
            break;
        };
        if after == After::Keep {
            sum.accumulate(&model, grads);
        }
        // `map` keeps the parameter's id, by which the sum knows it.
        model.w = model
            .w
            .map(|w| (w.inner() - gradient * lr).autodiff().require_grad());
    }
    // ANCHOR_END: train
    Ok(recorder.finish()?)
}
