//! Exercise 86, write: a network learns, from nothing. One solution of many.

use burn::{
    optim::{GradientsParams, SgdConfig},
    tensor::Tensor,
};
use descent::{Result, device::value, loss::mse, model::Mlp};

/// Trains a network of one output by plain gradient descent of the mean
/// squared error. x has shape [n, inputs], y [n].
///
/// Gives the network in the end, and all losses on the way: first that of the
/// start, then the one after each update.
pub fn train(
    mut model: Mlp,
    x: Tensor<2>,
    y: Tensor<1>,
    lr: f64,
    updates: usize,
) -> Result<(Mlp, Vec<f64>)> {
    let mut losses = Vec::new();
    let mut optimiser = SgdConfig::new().init();
    // One round more than there are updates: the last only looks at the loss.
    for update in 0..=updates {
        // [n, 1] becomes [n], as y is. A column minus a row would be a table
        // of all predictions against all y.
        let y_pred = model.forward(x.clone()).squeeze_dim(1);
        let loss = mse(y_pred, y.clone());
        losses.push(value(loss.clone().inner())?);
        if update < updates {
            let grads = GradientsParams::from_grads(loss.backward(), &model);
            model = optimiser.step(lr, model, grads);
        }
    }
    Ok((model, losses))
}
