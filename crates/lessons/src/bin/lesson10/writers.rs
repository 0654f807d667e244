//! A network for the digits of other writers, and what chooses its settings.

use burn::{
    module::Module,
    optim::{
        GradientsParams, SgdConfig, decay::WeightDecayConfig,
        momentum::MomentumConfig,
    },
    tensor::{Int, Tensor, activation::log_softmax},
};
use descent::{
    Result,
    batch::{Batches, rows},
    device::value,
    model::Mlp,
    train::must_be_finite,
};

/// Images, shape `[n, 64]`, and labels, `[n]`.
pub type Set = (Tensor<2>, Tensor<1, Int>);

/// How a network is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// The hidden units.
    pub width: usize,
    pub lr: f64,
    /// The part of each weight that is added to its gradient.
    pub decay: f32,
    pub epochs: usize,
}

/// The way of lesson 9.
pub const LESSON_9: Way = Way {
    width: 64,
    lr: 0.1,
    decay: 0.0,
    epochs: 30,
};

// ANCHOR: learn
/// Trains as lesson 9 does, with weight decay besides. `after` is shown the
/// network after each epoch.
///
/// # Errors
/// A loss that is not finite, a device that fails.
pub fn learn(
    way: Way,
    (x, labels): &Set,
    seed: u64,
    mut after: impl FnMut(&Mlp) -> Result<()>,
) -> Result<Mlp> {
    let mut model = Mlp::new([64, way.width, 10], seed, &x.device());
    let mut batches = Batches::new(x.dims()[0], 32, seed)?;
    let momentum = MomentumConfig::new().with_momentum(0.9);
    let decay = WeightDecayConfig { penalty: way.decay };
    let mut optimiser = SgdConfig::new()
        .with_momentum(Some(momentum.with_dampening(0.0)))
        .with_weight_decay(Some(decay))
        .init();
    for _ in 0..way.epochs {
        for batch in batches.epoch() {
            let scores = model.forward(rows(x, &batch));
            let loss = cross_entropy(scores, rows(labels, &batch));
            let grads = GradientsParams::from_grads(loss.backward(), &model);
            model = optimiser.step(way.lr, model, grads);
        }
        after(&model)?;
    }
    Ok(model)
}
// ANCHOR_END: learn

/// The mean of −log p over the rows, p the probability of the row's label.
fn cross_entropy(scores: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let log_p = log_softmax(scores, 1);
    -log_p.gather(1, labels.unsqueeze_dim(1)).mean()
}

/// The cross-entropy on a set, and the part that is named right.
///
/// # Errors
/// A device that fails.
pub fn score(model: &Mlp, (x, labels): &Set) -> Result<[f64; 2]> {
    let scores = model.valid().forward(x.clone()); // untracked
    let named = scores.clone().argmax(1).squeeze_dim(1);
    let right = value(named.equal(labels.clone()).float().mean())?;
    Ok([value(cross_entropy(scores, labels.clone()))?, right])
}

// ANCHOR: validate
/// The cross-entropy on the validation set after each epoch.
///
/// # Errors
/// A loss that is not finite, with its epoch; a device that fails.
pub fn validate(
    way: Way,
    [train, validation]: [&Set; 2],
    seed: u64,
) -> Result<Vec<f64>> {
    let mut losses = Vec::new();
    learn(way, train, seed, |model| {
        let [loss, _] = score(model, validation)?;
        must_be_finite(losses.len(), "the validation loss", loss)?;
        losses.push(loss);
        Ok(())
    })?;
    Ok(losses)
}
// ANCHOR_END: validate
