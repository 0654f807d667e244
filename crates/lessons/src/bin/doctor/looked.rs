//! A look into a network while it learns.

use burn::tensor::Tensor;
use descent::{
    Result,
    device::{columns, value},
    doctor::Layer,
    loss::mse,
};

use crate::network::{Network, tracked};

/// A network before an update.
pub struct Seen {
    pub loss: f64,
    pub layers: Vec<Layer>,
}

impl Network {
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
            layers.push(Layer {
                bend: self.bend_of(k),
                outputs: columns(output.inner())?,
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

fn length(v: &Tensor<2>) -> Result<f64> {
    value(v.clone().square().sum().sqrt())
}
