//! The digits of lesson 9: epochs of its network, in float32.

use std::sync::LazyLock;

use burn::{
    module::Module,
    optim::{GradientsParams, SgdConfig, momentum::MomentumConfig},
    tensor::{Device, Int, Tensor},
};
use descent::{Error, batch::Batches, data, device::value, model::Mlp};

/// Images and labels: to train, and of other writers to test.
static SETS: LazyLock<[(Tensor<2>, Tensor<1, Int>); 2]> = LazyLock::new(|| {
    let parts = data::digits().unwrap().other_writers();
    [0, 1].map(|i| parts[i].tensors(&Device::flex()))
});

/// Trains for so many epochs. The part of the test images named right.
pub fn test_accuracy(epochs: usize) -> Result<f64, Error> {
    let [train, test] = &*SETS;
    let (x, labels) = train;
    let mut net = Mlp::new([64, 64, 10], 42, &x.device());
    let mut batches = Batches::new(x.dims()[0], 32, 42)?;
    let momentum = MomentumConfig::new().with_momentum(0.9).with_dampening(0.0);
    let mut sgd = SgdConfig::new().with_momentum(Some(momentum)).init();
    for _ in 0..epochs {
        for batch in batches.epoch() {
            let rows = Tensor::<1, Int>::from_data(&batch[..], &x.device());
            let scores = net.forward(x.clone().select(0, rows.clone()));
            let loss = cross_entropy(scores, labels.clone().select(0, rows));
            let grads = GradientsParams::from_grads(loss.backward(), &net);
            net = sgd.step(0.1, net, grads);
        }
    }
    let (x, labels) = test;
    let named = net.valid().forward(x.clone()).argmax(1).squeeze_dim(1);
    value(named.equal(labels.clone()).float().mean())
}

/// As lesson 9 writes it.
fn cross_entropy(z: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let z = z.clone() - z.max_dim(1).detach();
    let log_p = z.clone() - z.exp().sum_dim(1).log();
    -log_p.gather(1, labels.unsqueeze_dim(1)).mean()
}
