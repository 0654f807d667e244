//! The gradient of a network with one hidden layer: by hand, by the tape of
//! matrices, and by burn.

use burn::{
    nn::Linear,
    optim::GradientsParams,
    tensor::{Tensor, activation::relu},
};
use descent::{Error, Result, loss::mse, model::Mlp};

use crate::matrices::{Tape, Var};

/// W₁, b₁, W₂ and b₂, or the gradients by them. A bias is a row.
pub type Layers = [Tensor<2>; 4];

/// The weights of a network, without burn's record.
pub fn layers_of(network: &Mlp) -> Layers {
    let weight = |layer: &Linear| layer.weight.val().inner();
    let bias = |layer: &Linear| match &layer.bias {
        Some(bias) => bias.val().inner().unsqueeze(),
        None => weight(layer).zeros_like().slice(0..1),
    };
    let (first, second) = (&network.hidden, &network.output);
    [weight(first), bias(first), weight(second), bias(second)]
}

// ANCHOR: by_hand
/// The gradient of the mean squared error, by hand: x has shape `[n, inputs]`,
/// y `[n, 1]`.
pub fn by_hand([w1, b1, w2, b2]: Layers, x: Tensor<2>, y: Tensor<2>) -> Layers {
    let z = x.clone().matmul(w1) + b1;
    let h = relu(z.clone());
    let y_pred = h.clone().matmul(w2.clone()) + b2;

    let n = y.dims()[0] as f64;
    let g = (y_pred - y) * (2.0 / n); // by ŷ
    let on = z.greater_elem(0.0).float(); // 1 where z > 0, else 0
    let d = g.clone().matmul(w2.transpose()) * on; // by z
    [
        x.transpose().matmul(d.clone()),
        d.sum_dim(0),
        h.transpose().matmul(g.clone()),
        g.sum_dim(0),
    ]
}
// ANCHOR_END: by_hand

// ANCHOR: by_tape
/// Scores or predictions of the network on a tape.
pub fn forward<'t>([w1, b1, w2, b2]: &[Var<'t>; 4], x: &Var<'t>) -> Var<'t> {
    let h = x.matmul(w1).plus_row(b1).relu();
    h.matmul(w2).plus_row(b2)
}

/// The same gradient by our tape.
///
/// # Errors
/// A layer that has no part in the loss.
pub fn by_tape(layers: Layers, x: Tensor<2>, y: Tensor<2>) -> Result<Layers> {
    let tape = Tape::default();
    let layers = layers.map(|layer| tape.leaf(layer));
    let loss = forward(&layers, &tape.leaf(x)).mse(y);
    gradients(&layers, loss.backward())
}
// ANCHOR_END: by_tape

/// The gradients of the layers out of those of all matrices on the tape.
///
/// # Errors
/// A layer that has no part in the loss.
pub fn gradients(
    layers: &[Var; 4],
    grads: Vec<Option<Tensor<2>>>,
) -> Result<Layers> {
    let [w1, b1, w2, b2] = layers.each_ref().map(|layer| {
        let gradient = grads.get(layer.place).cloned().flatten();
        gradient.ok_or(Error::NoGradient)
    });
    Ok([w1?, b1?, w2?, b2?])
}

/// The same gradient by burn's autodiff.
///
/// # Errors
/// A layer that has no part in the loss.
pub fn by_burn(network: &Mlp, x: Tensor<2>, y: Tensor<2>) -> Result<Layers> {
    let y_pred = network.forward(x).squeeze_dim(1);
    let loss = mse(y_pred, y.squeeze_dim(1));
    let grads = GradientsParams::from_grads(loss.backward(), network);
    let weight = |layer: &Linear| grads.get::<2>(layer.weight.id);
    let bias = |layer: &Linear| {
        let id = layer.bias.as_ref()?.id;
        Some(grads.get::<1>(id)?.unsqueeze())
    };
    let (first, second) = (&network.hidden, &network.output);
    let all = [weight(first), bias(first), weight(second), bias(second)];
    let [w1, b1, w2, b2] = all.map(|g| g.ok_or(Error::NoGradient));
    Ok([w1?, b1?, w2?, b2?])
}
