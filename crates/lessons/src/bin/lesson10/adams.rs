//! Adam with a penalty in the loss, and AdamW.

use burn::{
    module::{Module, Param},
    optim::{
        AdamConfig, AdamWConfig, GradientsParams, ModuleOptimizer,
        decay::WeightDecayConfig,
    },
    tensor::Tensor,
};
use descent::{loss::mse, model::linear};

/// The weights as a burn module.
#[derive(Module, Debug)]
struct Weights {
    w: Param<Tensor<1>>,
}

// ANCHOR: adams
/// The penalty is a part of the loss: its gradient goes through Adam.
pub fn adam_with_l2(decay: f32) -> ModuleOptimizer {
    AdamConfig::new()
        .with_epsilon(1e-8)
        .with_weight_decay(Some(WeightDecayConfig { penalty: decay }))
        .init()
}

/// The decay goes past Adam: each update multiplies w by 1 − lr · decay.
pub fn adam_w(decay: f32) -> ModuleOptimizer {
    AdamWConfig::new()
        .with_epsilon(1e-8)
        .with_weight_decay(decay)
        .init()
}
// ANCHOR_END: adams

/// The weights after so many updates from 0, of a rate that falls to 0.
pub fn descend(
    columns: &Tensor<2>,
    y: &Tensor<1>,
    mut optimiser: ModuleOptimizer,
    lr: f64,
    updates: usize,
) -> Tensor<1> {
    let [_, p] = columns.dims();
    let w = Tensor::zeros([p], &columns.device()).autodiff();
    let mut model = Weights {
        w: Param::from_tensor(w),
    };
    for update in 0..updates {
        let loss = mse(linear(columns.clone(), model.w.val()), y.clone());
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        let left = 1.0 - update as f64 / updates as f64;
        model = optimiser.step(lr * left, model, grads);
    }
    model.w.val().inner()
}
