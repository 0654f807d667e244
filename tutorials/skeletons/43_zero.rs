//! Exercise 43, repair: gradients that accumulate.
//!
//! Chapter: docs/src/lesson4.md
//! Check it: cargo run --bin tutor
//!
//! PyTorch adds every new gradient to the old one until it is told to start at
//! zero again. burn's `GradientsAccumulator` does so on purpose. Below, every
//! update follows the sum of all gradients so far: the loss swings and never
//! settles.
//!
//! Repair `train`.

use burn::{
    module::{Module, Param},
    optim::{GradientsAccumulator, GradientsParams},
    tensor::Tensor,
};

/// The line w0 + w1 x as a module.
#[derive(Module, Debug)]
pub struct Linear {
    /// (w0, w1), shape [2].
    pub w: Param<Tensor<1>>,
}

/// Descends `loss`, a function of w. Gives w after the last update.
pub fn train(
    start: Tensor<1>,
    lr: f64,
    updates: usize,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
) -> Tensor<1> {
    let w = Param::from_tensor(start.autodiff());
    let mut model = Linear { w };
    let mut sum = GradientsAccumulator::<Linear>::new();
    for _ in 0..updates {
        let loss = loss(model.w.val());
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        sum.accumulate(&model, grads);
        let grads = sum.grads(); // takes the sum out of the accumulator
        let Some(gradient) = grads.get::<1>(model.w.id) else {
            break;
        };
        sum.accumulate(&model, grads);
        model.w = model
            .w
            .map(|w| (w.inner() - gradient * lr).autodiff().require_grad());
    }
    model.w.val().inner()
}
