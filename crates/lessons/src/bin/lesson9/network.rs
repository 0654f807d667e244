//! The network of 64-64-10, its descent, and how often it is right.

use burn::{
    module::Module,
    optim::{GradientsParams, SgdConfig, momentum::MomentumConfig},
    tensor::{Int, Tensor},
};
use descent::{
    Result,
    batch::Batches,
    device::{to_host, value},
    gradient,
    model::Mlp,
    train::must_be_finite,
};

use crate::softmax::cross_entropy;

/// The pixels, hidden units and classes.
pub const SIZES: [usize; 3] = [64, 64, 10];

/// Images, shape `[n, 64]`, and labels, `[n]`, on the device.
pub type Set = (Tensor<2>, Tensor<1, Int>);

/// How well a network does on a set.
#[derive(Clone, Copy)]
pub struct Score {
    /// The cross-entropy.
    pub loss: f64,
    /// The part that is named right, 0 to 1.
    pub accuracy: f64,
}

/// Trains for some epochs, and shows `seen` after each the loss of each batch
/// and the length of its gradient. The scores on both sets before the first
/// epoch and after each.
///
/// # Errors
/// A loss that is not finite, with its update; a device that fails.
pub fn train(
    mut model: Mlp,
    [train, test]: [&Set; 2],
    lr: f64,
    epochs: usize,
    mut batches: Batches,
    mut seen: impl FnMut(&[f64], &[f64]),
) -> Result<(Mlp, Vec<[Score; 2]>)> {
    let mut scores = vec![[score(&model, train)?, score(&model, test)?]];
    let (x, y) = train;
    // ANCHOR: train
    let momentum = MomentumConfig::new().with_momentum(0.9);
    let momentum = momentum.with_dampening(0.0); // burn's default is 0.1
    let mut optimiser = SgdConfig::new().with_momentum(Some(momentum)).init();
    for epoch in 0..epochs {
        let (mut losses, mut lengths) = (Vec::new(), Vec::new());
        for batch in batches.epoch() {
            let rows = Tensor::<1, Int>::from_data(&batch[..], &x.device());
            let x = x.clone().select(0, rows.clone());
            let y = y.clone().select(0, rows);
            let loss = cross_entropy(model.forward(x), y);
            losses.push(loss.clone().inner());
            let grads = GradientsParams::from_grads(loss.backward(), &model);
            lengths.push(gradient::length(&model, &grads));
            model = optimiser.step(lr, model, grads);
        }
        let losses = to_host(Tensor::cat(losses, 0))?;
        seen(&losses, &to_host(Tensor::cat(lengths, 0))?);
        for (update, loss) in (epoch * losses.len()..).zip(&losses) {
            must_be_finite(update, "the loss", *loss)?;
        }
        scores.push([score(&model, train)?, score(&model, test)?]);
    }
    // ANCHOR_END: train
    Ok((model, scores))
}

/// Loss and accuracy of a network on a set.
fn score(model: &Mlp, (x, y): &Set) -> Result<Score> {
    let z = model.valid().forward(x.clone()); // the same numbers, untracked
    Ok(Score {
        loss: value(cross_entropy(z.clone(), y.clone()))?,
        accuracy: accuracy(z, y.clone())?,
    })
}

/// The part of the rows whose largest score is that of the label.
///
/// # Errors
/// A device that fails.
pub fn accuracy(scores: Tensor<2>, labels: Tensor<1, Int>) -> Result<f64> {
    let n = labels.dims()[0] as f64;
    let named = scores.argmax(1).squeeze_dim(1);
    Ok(value(named.equal(labels).float().sum())? / n)
}

/// The class with the highest probability.
pub fn likeliest(p: &[f64]) -> usize {
    let class = (0..p.len()).max_by(|i, j| p[*i].total_cmp(&p[*j]));
    class.unwrap_or_default()
}
