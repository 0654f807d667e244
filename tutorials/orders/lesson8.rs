//! Lesson 8: a network learns, with burn's optimiser.

use burn::{
    optim::{AdamConfig, GradientsParams},
    tensor::Tensor,
};
use descent::{loss::mse, model::Mlp};

/// Learns the points x, shape `[n, inputs]`, and y, `[n]`.
pub fn learn(
    mut model: Mlp,
    x: Tensor<2>,
    y: Tensor<1>,
    lr: f64,
    updates: usize,
) -> Mlp {
    // ANCHOR: lines
    let mut optimiser = AdamConfig::new().init();
    for _ in 0..updates {
        let y_pred = model.forward(x.clone()).squeeze_dim(1);
        let loss = mse(y_pred, y.clone());
        let grads = loss.backward();
        let grads = GradientsParams::from_grads(grads, &model);
        model = optimiser.step(lr, model, grads);
    }
    // ANCHOR_END: lines
    model
}
