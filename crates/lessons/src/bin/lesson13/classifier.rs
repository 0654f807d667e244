//! The network of lesson 9, its loss, and what burn's trainer asks of it.

use burn::{
    module::Module,
    nn::loss::CrossEntropyLossConfig,
    optim::{ModuleOptimizer, SgdConfig, momentum::MomentumConfig},
    tensor::{Int, Tensor, activation::log_softmax},
    train::{ClassificationOutput, InferenceStep, TrainOutput, TrainStep},
};
use descent::{Result, device::value, model::Mlp};

use crate::data::Batch;

/// The pixels, hidden units and classes.
pub const SIZES: [usize; 3] = [64, 64, 10];

/// Images, shape `[n, 64]`, and labels, `[n]`, on the device.
pub type Set = (Tensor<2>, Tensor<1, Int>);

/// The mean of −log p over the rows, p the probability of the row's label.
pub fn cross_entropy(scores: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let log_p = log_softmax(scores, 1);
    -log_p.gather(1, labels.unsqueeze_dim(1)).mean()
}

/// The cross-entropy of a network on a set.
///
/// # Errors
/// A device that fails.
pub fn loss_on(model: &Mlp, (x, y): &Set) -> Result<f64> {
    let scores = model.valid().forward(x.clone());
    value(cross_entropy(scores, y.clone()))
}

/// Gradient descent with a velocity of 0.9, as in lesson 9.
pub fn momentum() -> ModuleOptimizer {
    let momentum = MomentumConfig::new().with_momentum(0.9);
    let momentum = momentum.with_dampening(0.0); // burn's default is 0.1
    SgdConfig::new().with_momentum(Some(momentum)).init()
}

// ANCHOR: classifier
/// The network, as burn's trainer wants it.
#[derive(Module, Debug)]
pub struct Classifier {
    pub network: Mlp,
}

impl Classifier {
    fn judge(&self, batch: Batch) -> ClassificationOutput {
        let scores = self.network.forward(batch.images);
        let loss = CrossEntropyLossConfig::new().init(&scores.device());
        let loss = loss.forward(scores.clone(), batch.labels.clone());
        ClassificationOutput::new(loss, scores, batch.labels)
    }
}
// ANCHOR_END: classifier

// ANCHOR: steps
impl TrainStep for Classifier {
    type Input = Batch;
    type Output = ClassificationOutput;

    fn step(&self, batch: Batch) -> TrainOutput<ClassificationOutput> {
        let judged = self.judge(batch);
        TrainOutput::new(self, judged.loss.backward(), judged)
    }
}

impl InferenceStep for Classifier {
    type Input = Batch;
    type Output = ClassificationOutput;

    fn step(&self, batch: Batch) -> ClassificationOutput {
        self.judge(batch)
    }
}
// ANCHOR_END: steps
