//! 3 against 7, learned by our own engine and by burn's.

use burn::{
    optim::{GradientsParams, SgdConfig},
    tensor::{Int, Tensor, activation::log_softmax},
};
use descent::{
    Result,
    batch::{Batches, rows},
    data::Digits,
    device::value,
    model::Mlp,
    train::must_be_finite,
};

use crate::{
    backprop::{Layers, forward, gradients, layers_of},
    matrices::Tape,
};

/// Images, shape `[n, 64]`, and labels, `[n]`: 0 for a 3, 1 for a 7.
pub type Set = (Tensor<2>, Tensor<1, Int>);

/// The images of a 3, as class 0, and of a 7, as class 1.
pub fn threes_and_sevens(digits: &Digits) -> Digits {
    let all = 0..digits.labels.len();
    let rows = all.filter(|i| [3, 7].contains(&digits.labels[*i]));
    let mut both = digits.rows(&rows.collect::<Vec<_>>());
    for label in &mut both.labels {
        *label = usize::from(*label == 7);
    }
    both
}

// ANCHOR: ours
/// Learns by our engine: the layers in the end. Shows `seen` the loss of each
/// batch.
///
/// # Errors
/// A loss that is not finite, a device that fails.
pub fn by_ours(
    start: &Mlp,
    (x, labels): &Set,
    lr: f64,
    epochs: usize,
    mut batches: Batches,
    mut seen: impl FnMut(f64),
) -> Result<Layers> {
    let mut layers = layers_of(start);
    let all = (0..epochs).flat_map(|_| batches.epoch());
    for (update, batch) in all.enumerate() {
        let tape = Tape::default();
        let on_tape = layers.map(|layer| tape.leaf(layer));
        let scores = forward(&on_tape, &tape.leaf(rows(x, &batch)));
        let loss = scores.cross_entropy(rows(labels, &batch));
        let now = value(loss.value.clone().flatten(0, 1))?;
        seen(now);
        must_be_finite(update, "the loss", now)?;
        let [a, b, c, d] = gradients(&on_tape, loss.backward())?;
        let [p, q, r, s] = on_tape.map(|layer| layer.value);
        layers = [p - a * lr, q - b * lr, r - c * lr, s - d * lr];
    }
    Ok(layers)
}
// ANCHOR_END: ours

/// The same by burn's autodiff and its SGD.
///
/// # Errors
/// A loss that is not finite, a device that fails.
pub fn by_burn(
    mut model: Mlp,
    (x, labels): &Set,
    lr: f64,
    epochs: usize,
    mut batches: Batches,
) -> Result<(Layers, Vec<f64>)> {
    let (mut losses, mut optimiser) = (Vec::new(), SgdConfig::new().init());
    for batch in (0..epochs).flat_map(|_| batches.epoch()) {
        let scores = model.forward(rows(x, &batch));
        let labels = rows(labels, &batch).unsqueeze_dim(1);
        let loss = -log_softmax(scores, 1).gather(1, labels).mean();
        let now = value(loss.clone().inner())?;
        must_be_finite(losses.len(), "the loss", now)?;
        losses.push(now);
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        model = optimiser.step(lr, model, grads);
    }
    Ok((layers_of(&model), losses))
}

/// The part of a set that these layers name right.
///
/// # Errors
/// A device that fails.
pub fn accuracy(layers: &Layers, (x, labels): &Set) -> Result<f64> {
    let tape = Tape::default();
    let layers = layers.clone().map(|layer| tape.leaf(layer));
    let scores = forward(&layers, &tape.leaf(x.clone())).value;
    let named = scores.argmax(1).squeeze_dim(1);
    let n = labels.dims()[0] as f64;
    Ok(value(named.equal(labels.clone()).float().sum())? / n)
}
