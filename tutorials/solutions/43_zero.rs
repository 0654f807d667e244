//! Exercise 43, repair: gradients that accumulate. The solution.

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
        // `grads` takes the sum out and leaves the accumulator empty. The
        // mistake was to put the sum back in: that line is gone.
        let grads = sum.grads();
        let Some(gradient) = grads.get::<1>(model.w.id) else {
            break;
        };
        model.w = model
            .w
            .map(|w| (w.inner() - gradient * lr).autodiff().require_grad());
    }
    model.w.val().inner()
}
