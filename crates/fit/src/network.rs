//! The model on the device: layers of units. A line is a network without a
//! hidden layer.

use burn::{
    module::{Module, Param},
    nn::Linear,
    tensor::{Device, Tensor, activation::relu},
};
use descent::{Error, data::tensor, device::to_host, model::he_uniform};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::scale::Scales;

/// ŷ = layer(… relu(layer(x)) …).
#[derive(Module, Debug)]
pub struct Network {
    /// The layers, the last with one unit, or one for each class.
    pub layers: Vec<Linear>,
}

/// One layer on the host.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// `weights[i][j]` leads from input i to unit j.
    pub weights: Vec<Vec<f64>>,
    /// One for each unit; none in a linear model without an intercept.
    pub biases: Vec<f64>,
}

/// The parameters of a linear model, which is one layer: the intercept, if it
/// has one, then one for each input.
pub fn params(layers: &[Layer]) -> Vec<f64> {
    let all = layers.iter().flat_map(|layer| {
        layer.biases.iter().chain(layer.weights.iter().flatten())
    });
    all.copied().collect()
}

impl Layer {
    /// That of a linear model with these parameters, as [`params`] has them.
    pub fn linear(params: &[f64], intercept: bool) -> Layer {
        let (biases, slopes) = params.split_at(usize::from(intercept));
        Layer {
            weights: slopes.iter().map(|w| vec![*w]).collect(),
            biases: biases.to_vec(),
        }
    }
}

impl Network {
    /// A start for the descent: a linear model is 0 everywhere, a network is
    /// drawn from the seed, on the host, so that every backend starts alike.
    pub fn start(
        scales: &Scales,
        hidden: &[usize],
        outputs: usize,
        seed: u64,
        device: &Device,
    ) -> Network {
        let inputs = scales.inputs();
        if hidden.is_empty() {
            let weights = vec![vec![0.0; outputs]; inputs];
            let biases = match scales.intercept {
                true => vec![0.0; outputs],
                false => Vec::new(),
            };
            return Network::from_layers(&[Layer { weights, biases }], device);
        }
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let units: Vec<usize> = [&[inputs], hidden, &[outputs]]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        let pairs = units.windows(2).zip(0..);
        let layers = pairs.map(|(pair, k)| {
            let ids = [2 * k + 1, 2 * k + 2];
            he_uniform(pair[0], pair[1], ids, &mut random, device)
        });
        Network {
            layers: layers.collect(),
        }
    }

    /// The network of these layers.
    pub fn from_layers(layers: &[Layer], device: &Device) -> Network {
        let layers = layers.iter().zip(0..).map(|(layer, k)| {
            let shape = [layer.weights.len(), layer.weights[0].len()];
            let weight = tensor(&layer.weights.concat(), device).reshape(shape);
            let weight = weight.autodiff().require_grad();
            let bias = (!layer.biases.is_empty()).then(|| {
                let bias = tensor(&layer.biases, device).autodiff();
                Param::initialized((2 * k + 2).into(), bias.require_grad())
            });
            Linear {
                weight: Param::initialized((2 * k + 1).into(), weight),
                bias,
            }
        });
        Network {
            layers: layers.collect(),
        }
    }

    /// The layers on the host.
    ///
    /// # Errors
    /// A device that fails.
    pub fn to_layers(&self) -> Result<Vec<Layer>, Error> {
        let layer = |layer: &Linear| {
            let weight = layer.weight.val().inner();
            let [_, units] = weight.dims();
            let rows = to_host(weight)?;
            let weights = rows.chunks(units).map(<[f64]>::to_vec).collect();
            let bias = layer.bias.iter().map(|bias| bias.val().inner());
            let bias = bias.map(to_host).collect::<Result<Vec<_>, _>>()?;
            let biases = bias.concat();
            Ok(Layer { weights, biases })
        };
        self.layers.iter().map(layer).collect()
    }

    /// What the last layer gives for x, shape `[n, inputs]`: the scores of
    /// classes, shape `[n, classes]`, or one number a row.
    // ANCHOR: forward
    pub fn outputs(&self, x: Tensor<2>) -> Tensor<2> {
        let mut layers = self.layers.iter();
        let first = layers.next().map(|layer| layer.forward(x.clone()));
        let out = first.unwrap_or(x);
        layers.fold(out, |z, layer| layer.forward(relu(z)))
    }
    // ANCHOR_END: forward

    /// Predictions for x: shape `[n]` for `[n, inputs]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<1> {
        self.outputs(x).squeeze_dim(1)
    }

    /// The scores of classes for x, on the host: row by row, a score for each
    /// class.
    ///
    /// # Errors
    /// A device that fails.
    pub fn scores(&self, x: Tensor<2>) -> Result<Vec<Vec<f64>>, Error> {
        let scores = self.outputs(x).inner();
        let [_, classes] = scores.dims();
        let all = to_host(scores)?;
        Ok(all.chunks(classes).map(<[f64]>::to_vec).collect())
    }
}
