//! A deep network that can be looked into.

use burn::tensor::{
    Device, Tensor,
    activation::{relu, sigmoid},
};
use descent::{
    Result,
    data::tensor,
    device::{to_host, value},
    doctor::{Bend, Layer},
    loss::mse,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Weights, shape `[inputs, units]`, and biases, `[1, units]`, layer by layer;
/// what bends the outputs of all but the last.
pub struct Network {
    layers: Vec<[Tensor<2>; 2]>,
    bend: Bend,
}

/// A network before an update.
pub struct Seen {
    pub loss: f64,
    pub layers: Vec<Layer>,
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
    fn forward(&self, x: Tensor<2>) -> Vec<Tensor<2>> {
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

    fn bend_of(&self, layer: usize) -> Bend {
        match layer + 1 < self.layers.len() {
            true => self.bend,
            false => Bend::None,
        }
    }

    /// One update against the gradient of the MSE, and what it was made of. x
    /// has shape `[n, inputs]`, y `[n]`.
    pub fn step(
        &mut self,
        x: &Tensor<2>,
        y: &Tensor<1>,
        rate: f64,
    ) -> Result<Seen> {
        let outputs = self.forward(x.clone());
        let last = outputs[outputs.len() - 1].clone();
        let loss = mse(last.squeeze_dim(1), y.clone());
        let grads = loss.backward();
        let mut layers = Vec::new();
        for (k, output) in outputs.into_iter().enumerate() {
            let gradient = self.layers[k].each_ref().map(|params| {
                let none = || params.clone().inner().zeros_like();
                params.grad(&grads).unwrap_or_else(none)
            });
            let units = output.dims()[1];
            let columns = to_host(output.inner().transpose())?;
            let rows = columns.len() / units;
            layers.push(Layer {
                bend: self.bend_of(k),
                outputs: columns.chunks(rows).map(<[f64]>::to_vec).collect(),
                weight_length: length(&self.layers[k][0].clone().inner())?,
                gradient_length: length(&gradient[0])?,
            });
            for (params, gradient) in self.layers[k].iter_mut().zip(gradient) {
                *params = tracked(params.clone().inner() - gradient * rate);
            }
        }
        let loss = value(loss.inner())?;
        Ok(Seen { loss, layers })
    }

    /// So many updates, and the end.
    pub fn learn(
        mut self,
        (x, y): &(Tensor<2>, Tensor<1>),
        rate: f64,
        updates: usize,
    ) -> Result<Vec<Seen>> {
        (0..=updates).map(|_| self.step(x, y, rate)).collect()
    }
}

fn tracked(params: Tensor<2>) -> Tensor<2> {
    params.autodiff().require_grad()
}

fn length(v: &Tensor<2>) -> Result<f64> {
    value(v.clone().square().sum().sqrt())
}
