//! A network of one hidden layer with plain numbers on the host: what the
//! checks about networks compare with.

use burn::{
    nn::Linear,
    tensor::{Device, Tensor},
};
use descent::{Result, data, device::to_host, model::Mlp};

/// ŷ = relu(x W₁ + b₁) W₂ + b₂.
#[derive(Clone)]
pub struct Network {
    hidden: Layer,
    output: Layer,
}

/// A layer: `weights[i][j]` leads from input i to output j.
#[derive(Clone)]
struct Layer {
    weights: Vec<Vec<f64>>,
    bias: Vec<f64>,
}

impl Network {
    /// The numbers of a burn network.
    ///
    /// # Errors
    /// A device that fails.
    pub fn of(model: &Mlp) -> Result<Self> {
        Ok(Network {
            hidden: Layer::of(&model.hidden)?,
            output: Layer::of(&model.output)?,
        })
    }

    /// All of them in a row: W₁, b₁, W₂, b₂.
    pub fn params(&self) -> Vec<f64> {
        let layers = [&self.hidden, &self.output].into_iter();
        layers
            .flat_map(|layer| [layer.weights.concat(), layer.bias.clone()])
            .flatten()
            .collect()
    }

    /// The outputs for one row.
    pub fn forward(&self, x: &[f64]) -> Vec<f64> {
        self.output.forward(&self.units(x))
    }

    fn units(&self, x: &[f64]) -> Vec<f64> {
        let sums = self.hidden.forward(x);
        sums.into_iter().map(|sum| sum.max(0.0)).collect()
    }

    /// One update with the learning rate `lr`: `by_outputs[i]` holds the
    /// derivatives of the loss by the outputs of row i. Where `hidden` is
    /// false, the hidden layer stays.
    pub fn step(
        &mut self,
        rows: &[Vec<f64>],
        by_outputs: &[Vec<f64>],
        lr: f64,
        hidden: bool,
    ) {
        let old = self.clone();
        for (x, by_output) in rows.iter().zip(by_outputs) {
            let units = old.units(x);
            self.output.subtract(&units, by_output, lr);
            // Back through the second layer; relu lets pass what is above 0.
            let weights = old.output.weights.iter();
            let by_unit = weights.zip(&units).map(|(weights, unit)| {
                let sum = weights.iter().zip(by_output).map(|(w, by)| w * by);
                if *unit > 0.0 { sum.sum() } else { 0.0 }
            });
            if hidden {
                self.hidden.subtract(x, &by_unit.collect::<Vec<_>>(), lr);
            }
        }
    }
}

impl Layer {
    fn of(layer: &Linear) -> Result<Self> {
        let [_, outputs] = layer.weight.val().dims();
        let weights = to_host::<2>(layer.weight.val().inner())?;
        let bias = layer.bias.as_ref().map(|bias| bias.val().inner());
        let bias = bias.map_or(Ok(vec![0.0; outputs]), to_host::<1>)?;
        let weights = weights.chunks(outputs).map(<[f64]>::to_vec).collect();
        Ok(Layer { weights, bias })
    }

    fn forward(&self, x: &[f64]) -> Vec<f64> {
        let mut sums = self.bias.clone();
        for (x, weights) in x.iter().zip(&self.weights) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += x * weight;
            }
        }
        sums
    }

    fn subtract(&mut self, x: &[f64], by_output: &[f64], lr: f64) {
        for (x, weights) in x.iter().zip(&mut self.weights) {
            for (weight, by) in weights.iter_mut().zip(by_output) {
                *weight -= lr * x * by;
            }
        }
        for (bias, by) in self.bias.iter_mut().zip(by_output) {
            *bias -= lr * by;
        }
    }
}

/// Rows of equal length as a tensor of shape `[rows, columns]`.
pub fn table(rows: &[Vec<f64>], device: &Device) -> Tensor<2> {
    let columns = rows.first().map_or(0, Vec::len);
    data::tensor(&rows.concat(), device).reshape([rows.len(), columns])
}

/// The logarithm of the sum of all exp(z), and each one's part of the sum.
pub fn softmax(scores: &[f64]) -> (f64, Vec<f64>) {
    let largest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let exp: Vec<f64> = scores.iter().map(|z| (z - largest).exp()).collect();
    let sum: f64 = exp.iter().sum();
    let p = exp.into_iter().map(|exp| exp / sum).collect();
    (largest + sum.ln(), p)
}
