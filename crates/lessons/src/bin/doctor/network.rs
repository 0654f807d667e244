//! A deep network.

use burn::tensor::{
    Device, Tensor,
    activation::{relu, sigmoid},
};
use descent::{data::tensor, doctor::Bend};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Weights, shape `[inputs, units]`, and biases, `[1, units]`, layer by layer;
/// what bends the outputs of all but the last.
pub struct Network {
    pub layers: Vec<[Tensor<2>; 2]>,
    bend: Bend,
}

impl Network {
    /// Weights uniform, with mean 0 and the deviation that `deviation` gives
    /// for so many inputs; biases of 0.
    pub fn new(
        sizes: &[usize],
        bend: Bend,
        deviation: impl Fn(f64) -> f64,
        seed: u64,
        device: &Device,
    ) -> Network {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let layers = sizes.windows(2).map(|size| {
            let limit = 3_f64.sqrt() * deviation(size[0] as f64);
            let draw = |_| limit * random.random_range(-1.0..1.0);
            let weights: Vec<f64> = (0..size[0] * size[1]).map(draw).collect();
            let weights = tensor(&weights, device).reshape([size[0], size[1]]);
            [weights, Tensor::zeros([1, size[1]], device)].map(tracked)
        });
        Network {
            layers: layers.collect(),
            bend,
        }
    }

    /// The same with one number in place of all weights.
    pub fn alike(mut self, weight: f64) -> Network {
        for [weights, _] in &mut self.layers {
            *weights = tracked(weights.clone().inner().full_like(weight));
        }
        self
    }

    /// The outputs of each layer, shape `[n, units]`.
    pub fn forward(&self, x: Tensor<2>) -> Vec<Tensor<2>> {
        let (mut outputs, mut now) = (Vec::new(), x);
        for (k, [weights, bias]) in self.layers.iter().enumerate() {
            now = now.matmul(weights.clone()) + bias.clone();
            now = match self.bend_of(k) {
                Bend::None => now,
                Bend::Relu => relu(now),
                Bend::Tanh => now.tanh(),
                Bend::Sigmoid => sigmoid(now),
            };
            outputs.push(now.clone());
        }
        outputs
    }

    pub fn bend_of(&self, layer: usize) -> Bend {
        match layer + 1 < self.layers.len() {
            true => self.bend,
            false => Bend::None,
        }
    }
}

pub fn tracked(params: Tensor<2>) -> Tensor<2> {
    params.autodiff().require_grad()
}
