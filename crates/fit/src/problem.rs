//! What is descended on: the standardised rows on the device, and the loss.

use burn::{
    optim::GradientsParams,
    tensor::{Device, Tensor, activation::relu},
};
use descent::{
    Result,
    batch::{self, Batches},
    data::tensor,
    device::{columns, to_host, value},
    doctor::{self, Bend},
    gradient,
};

use crate::{
    loss::Loss, network::Network, penalty, scale::Scales, weights::Weights,
};

/// Rows, standardised, and the loss of a model on them.
pub struct Problem {
    /// Shape `[n, inputs]`.
    x: Tensor<2>,
    /// Shape `[n]`.
    y: Tensor<1>,
    /// Shape `[n]`; none where all rows count alike.
    weights: Option<Tensor<1>>,
    /// Which loss.
    pub loss: Loss,
    /// The deviation of y before it was standardised.
    pub deviation: f64,
    /// The λ of a penalty on its weights; 0 without one.
    l2: f64,
}

/// A loss, how long its gradient is, and the gradient.
pub struct Slope {
    /// The loss.
    pub loss: f64,
    /// The length of the gradient.
    pub length: f64,
    /// The gradient.
    pub grads: GradientsParams,
}

impl Problem {
    /// The columns x and then y, and what each row counts, on a device.
    pub fn new(
        (columns, weights): (&[Vec<f64>], &Weights),
        scales: &Scales,
        loss: Loss,
        device: &Device,
    ) -> Problem {
        let (y, x) = columns
            .split_last()
            .map_or((&[][..], &[][..]), |(y, x)| (y.as_slice(), x));
        let shape = [y.len(), scales.inputs()];
        let x = tensor(&scales.rows(x), device).reshape(shape);
        let y: Vec<f64> = y.iter().map(|y| scales.y.apply(*y)).collect();
        let weights = match weights.are_alike() {
            true => None,
            false => Some(tensor(weights.values(), device)),
        };
        Problem {
            x,
            y: tensor(&y, device),
            weights,
            loss,
            deviation: scales.y.deviation,
            l2: 0.0,
        }
    }

    /// The same with a penalty: its loss is the sum of both.
    pub fn penalised(self, l2: f64) -> Problem {
        Problem { l2, ..self }
    }

    /// What makes its loss one in the data's own units.
    pub fn unit(&self) -> f64 {
        self.loss.unit(self.deviation)
    }

    /// The number of rows.
    pub fn size(&self) -> usize {
        self.y.dims()[0]
    }

    /// These rows of it.
    pub fn rows(&self, rows: &[i64]) -> Problem {
        Problem {
            x: batch::rows(&self.x, rows),
            y: batch::rows(&self.y, rows),
            weights: self.weights.as_ref().map(|w| batch::rows(w, rows)),
            ..*self
        }
    }

    /// The loss of a model.
    ///
    /// # Errors
    /// A device that fails.
    pub fn loss_at(&self, network: &Network) -> Result<f64> {
        value(self.loss_of(network).inner())
    }

    fn loss_of(&self, network: &Network) -> Tensor<1> {
        let outputs = network.outputs(self.x.clone());
        let (y, deviation) = (self.y.clone(), self.deviation);
        let loss = match self.weights.clone() {
            None => self.loss.of(outputs, y, deviation),
            Some(weights) => self.loss.weighted(outputs, y, weights, deviation),
        };
        let penalty = match self.l2 {
            0.0 => None,
            lambda => penalty::of(network, lambda),
        };
        match penalty {
            Some(penalty) => loss + penalty,
            None => loss,
        }
    }

    /// The loss and its gradient, by autodiff.
    ///
    /// # Errors
    /// A device that fails.
    pub fn slope(&self, network: &Network) -> Result<Slope> {
        self.weighted(network, 1.0)
    }

    /// The same, 10¹⁰ times as steep, for L-BFGS. Where to go does not depend
    /// on that, but burn's L-BFGS ignores changes below 10⁻¹⁰.
    ///
    /// # Errors
    /// A device that fails.
    pub fn steep(&self, network: &Network) -> Result<Slope> {
        self.weighted(network, 1e10)
    }

    fn weighted(&self, network: &Network, by: f64) -> Result<Slope> {
        let loss = self.loss_of(network) * by;
        let grads = GradientsParams::from_grads(loss.backward(), network);
        let loss = value(loss.inner())?;
        // At a loss of 0 nothing is left to learn; RMSE has no gradient there.
        let length = match loss {
            0.0 => 0.0,
            _ => value(gradient::length(network, &grads))?,
        };
        Ok(Slope {
            loss,
            length,
            grads,
        })
    }

    /// The same on some rows only. A batch that is not full counts less, so
    /// that over an epoch every row counts the same.
    ///
    /// # Errors
    /// A device that fails.
    pub fn slope_on(
        &self,
        batch: &[i64],
        batches: &Batches,
        network: &Network,
    ) -> Result<Slope> {
        self.rows(batch).weighted(network, batches.weight(batch))
    }

    /// The gradient as one vector, its components in the order of
    /// [`params`](crate::network::params).
    ///
    /// # Errors
    /// A device that fails.
    pub fn gradient(&self, network: &Network) -> Result<Vec<f64>> {
        let grads = self.slope(network)?.grads;
        let mut all = Vec::new();
        for layer in &network.layers {
            let bias = layer.bias.as_ref().and_then(|b| grads.get::<1>(b.id));
            let weight = grads.get::<2>(layer.weight.id);
            all.extend(bias.map_or(Ok(Vec::new()), to_host)?);
            all.extend(weight.map_or(Ok(Vec::new()), to_host)?);
        }
        Ok(all)
    }

    /// What the layers of a network do with the rows.
    ///
    /// # Errors
    /// A device that fails.
    pub fn seen(&self, network: &Network) -> Result<Vec<doctor::Layer>> {
        let grads = self.slope(network)?.grads;
        let length = |v: Option<Tensor<2>>| {
            v.map_or(Ok(0.0), |v| value(v.square().sum().sqrt()))
        };
        let (mut layers, mut now) = (Vec::new(), self.x.clone());
        for (k, layer) in network.layers.iter().enumerate() {
            now = layer.forward(now).inner();
            let mut bend = Bend::None;
            if k + 1 < network.layers.len() {
                (now, bend) = (relu(now), Bend::Relu);
            }
            layers.push(doctor::Layer {
                bend,
                outputs: columns(now.clone())?,
                weight_length: length(Some(layer.weight.val().inner()))?,
                gradient_length: length(grads.get(layer.weight.id))?,
            });
        }
        Ok(layers)
    }

    /// The errors ŷ − y, standardised.
    ///
    /// # Errors
    /// A device that fails.
    pub fn errors(&self, network: &Network) -> Result<Vec<f64>> {
        let y_pred = network.forward(self.x.clone()).inner();
        to_host(y_pred - self.y.clone())
    }

    /// The scores of a model of classes: a row for each row, a score for each
    /// class.
    ///
    /// # Errors
    /// A device that fails.
    pub fn scores(&self, network: &Network) -> Result<Vec<Vec<f64>>> {
        network.scores(self.x.clone())
    }
}
