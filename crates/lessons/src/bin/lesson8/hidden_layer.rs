//! A hidden layer written out as matrices, and the same as a burn module.

use burn::{
    nn::Linear,
    optim::{GradientsParams, SgdConfig},
    tensor::{Tensor, activation::relu},
};
use descent::{
    Result,
    loss::mse,
    model::Mlp,
    train::{Recorder, Trace},
};

/// The weights of a network: W₁, b₁, W₂, b₂. A bias is a row.
pub fn matrices_of(network: &Mlp) -> [Tensor<2>; 4] {
    let weight = |layer: &Linear| layer.weight.val().inner();
    let bias = |layer: &Linear| match &layer.bias {
        Some(bias) => bias.val().inner().unsqueeze(),
        None => weight(layer).zeros_like().slice(0..1),
    };
    let (first, second) = (&network.hidden, &network.output);
    [weight(first), bias(first), weight(second), bias(second)]
}

// ANCHOR: matrices
/// The network written out: four matrices and a formula.
pub fn from_matrices(
    mut params: [Tensor<2>; 4],
    (x, y): (Tensor<2>, Tensor<1>),
    lr: f64,
    updates: usize,
) -> Result<Trace> {
    let mut recorder = Recorder::new();
    for _ in 0..=updates {
        params = params.map(|w| w.autodiff().require_grad());
        let [w1, b1, w2, b2] = params.clone();
        let hidden = relu(x.clone().matmul(w1) + b1);
        let y_pred = hidden.matmul(w2) + b2;
        let loss = mse(y_pred.squeeze_dim(1), y.clone());
        recorder.record(&loss, &loss)?;
        let grads = loss.backward();
        params = params.map(|w| match w.grad(&grads) {
            Some(gradient) => w.inner() - gradient * lr,
            None => w.inner(),
        });
    }
    recorder.finish()
}
// ANCHOR_END: matrices

// ANCHOR: module
/// The same with burn's layers and optimiser.
pub fn as_module(
    mut model: Mlp,
    (x, y): (Tensor<2>, Tensor<1>),
    lr: f64,
    updates: usize,
) -> Result<Trace> {
    let mut recorder = Recorder::new();
    let mut optimiser = SgdConfig::new().init();
    for _ in 0..=updates {
        let y_pred = model.forward(x.clone());
        let loss = mse(y_pred.squeeze_dim(1), y.clone());
        recorder.record(&loss, &loss)?;
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        model = optimiser.step(lr, model, grads);
    }
    recorder.finish()
}
// ANCHOR_END: module
