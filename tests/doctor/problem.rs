//! Small models on the host: a network of any depth, of which a linear model
//! is one without hidden layers. Forward and backward by hand, in f64.

use std::ops::Range;

use descent::{
    curvature::Curvature,
    doctor::{Bend, Data, Layer},
};

/// What is lowered, of outputs z and targets y.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    Mse,
    Rmse,
    Mae,
    /// Σ (z − y)², where a mean was meant.
    SumOfSquares,
    /// ln(1 + eᶻ) − y z, as it should be computed.
    CrossEntropy,
    /// −y ln p − (1 − y) ln(1 − p), p = 1/(1 + e⁻ᶻ): ln 0 where p rounds to 1.
    NaiveCrossEntropy,
    /// The same of p = eᶻ/(1 + eᶻ): ∞/∞ where eᶻ overflows.
    OverflowingCrossEntropy,
}

#[derive(Clone)]
pub struct Problem {
    /// `x[row][column]`.
    pub x: Vec<Vec<f64>>,
    pub y: Vec<f64>,
    /// The units of each hidden layer.
    pub hidden: Vec<usize>,
    pub bend: Bend,
    pub loss: Loss,
}

fn bent(bend: Bend, z: f64) -> f64 {
    match bend {
        Bend::None => z,
        Bend::Relu => z.max(0.0),
        Bend::Tanh => z.tanh(),
        Bend::Sigmoid => 1.0 / (1.0 + (-z).exp()),
    }
}

/// The slope of the bend, by its output.
fn slope(bend: Bend, a: f64) -> f64 {
    match bend {
        Bend::None => 1.0,
        Bend::Relu => f64::from(u8::from(a > 0.0)),
        Bend::Tanh => 1.0 - a * a,
        Bend::Sigmoid => a * (1.0 - a),
    }
}

impl Problem {
    pub fn rows(&self) -> usize {
        self.y.len()
    }

    /// Inputs and outputs of each layer.
    pub fn layers(&self) -> Vec<(usize, usize)> {
        let inputs = [self.x[0].len()].into_iter().chain(self.hidden.clone());
        let outputs = self.hidden.iter().copied().chain([1]);
        inputs.zip(outputs).collect()
    }

    /// Weights and biases of all layers.
    pub fn parameters(&self) -> usize {
        self.layers().iter().map(|(i, o)| (i + 1) * o).sum()
    }

    /// The outputs of all layers for one row.
    fn forward(&self, w: &[f64], row: usize) -> Vec<Vec<f64>> {
        let mut outputs = vec![self.x[row].clone()];
        let (mut at, layers) = (0, self.layers());
        for (k, (inputs, units)) in layers.iter().enumerate() {
            let bend = self.bend_of(k);
            let before = &outputs[k];
            let unit = |u: usize| {
                let w = &w[at + u * (inputs + 1)..][..inputs + 1];
                let z: f64 = w.iter().zip(before).map(|(w, x)| w * x).sum();
                bent(bend, z + w[*inputs])
            };
            let now = (0..*units).map(unit).collect();
            outputs.push(now);
            at += (inputs + 1) * units;
        }
        outputs
    }

    fn bend_of(&self, layer: usize) -> Bend {
        match layer < self.hidden.len() {
            true => self.bend,
            false => Bend::None,
        }
    }

    fn row_loss(&self, z: f64, y: f64) -> f64 {
        let entropy = |p: f64| -y * p.ln() - (1.0 - y) * (1.0 - p).ln();
        match self.loss {
            Loss::Mse | Loss::Rmse | Loss::SumOfSquares => (z - y).powi(2),
            Loss::Mae => (z - y).abs(),
            Loss::CrossEntropy => z.max(0.0) + (-z.abs()).exp().ln_1p() - y * z,
            Loss::NaiveCrossEntropy => entropy(1.0 / (1.0 + (-z).exp())),
            Loss::OverflowingCrossEntropy => entropy(z.exp() / (1.0 + z.exp())),
        }
    }

    pub fn loss(&self, w: &[f64], rows: Range<usize>) -> f64 {
        let n = rows.len() as f64;
        let of = |row: usize| {
            let outputs = self.forward(w, row);
            self.row_loss(outputs[outputs.len() - 1][0], self.y[row])
        };
        let sum: f64 = rows.map(of).sum();
        match self.loss {
            Loss::SumOfSquares => sum,
            Loss::Rmse => (sum / n).sqrt(),
            _ => sum / n,
        }
    }

    pub fn gradient(&self, w: &[f64], rows: &[usize]) -> Vec<f64> {
        let n = rows.len() as f64;
        let mut gradient = vec![0.0; w.len()];
        let mut squares = 0.0;
        for &row in rows {
            let outputs = self.forward(w, row);
            let (z, y) = (outputs[outputs.len() - 1][0], self.y[row]);
            squares += (z - y).powi(2);
            let by_z = match self.loss {
                Loss::Mse | Loss::SumOfSquares => 2.0 * (z - y),
                Loss::Rmse => z - y,
                Loss::Mae if z == y => 0.0,
                Loss::Mae => (z - y).signum(),
                _ => 1.0 / (1.0 + (-z).exp()) - y,
            };
            self.backward(w, &outputs, by_z, &mut gradient);
        }
        let part = match self.loss {
            Loss::SumOfSquares => 1.0,
            Loss::Rmse => 1.0 / (n * (squares / n).sqrt()),
            _ => 1.0 / n,
        };
        gradient.iter_mut().for_each(|g| *g *= part);
        gradient
    }

    fn backward(
        &self,
        w: &[f64],
        outputs: &[Vec<f64>],
        by_z: f64,
        gradient: &mut [f64],
    ) {
        let (mut at, mut deltas) = (w.len(), vec![by_z]);
        for (k, (inputs, units)) in self.layers().iter().enumerate().rev() {
            at -= (inputs + 1) * units;
            let mut before = vec![0.0; *inputs];
            for (u, delta) in deltas.iter().enumerate() {
                let at = at + u * (inputs + 1);
                for i in 0..*inputs {
                    gradient[at + i] += delta * outputs[k][i];
                    before[i] += delta * w[at + i];
                }
                gradient[at + inputs] += delta;
            }
            if k > 0 {
                let slopes = outputs[k].iter().map(|a| slope(self.bend, *a));
                deltas =
                    before.iter().zip(slopes).map(|(b, s)| b * s).collect();
            }
        }
    }

    /// What the layers do with these parameters.
    pub fn seen(&self, w: &[f64]) -> Vec<Layer> {
        let all: Vec<_> = (0..self.rows()).collect();
        let gradient = self.gradient(w, &all);
        let rows: Vec<_> = all.iter().map(|r| self.forward(w, *r)).collect();
        let length = |v: &[f64]| v.iter().map(|v| v * v).sum::<f64>().sqrt();
        let mut at = 0;
        let of = |(k, (inputs, units)): (usize, (usize, usize))| {
            let range = at..at + (inputs + 1) * units;
            at = range.end;
            let unit = |u| rows.iter().map(|row| row[k + 1][u]).collect();
            Layer {
                bend: self.bend_of(k),
                outputs: (0..units).map(unit).collect(),
                weight_length: length(&w[range.clone()]),
                gradient_length: length(&gradient[range]),
            }
        };
        self.layers().into_iter().enumerate().map(of).collect()
    }

    pub fn data(&self) -> Data {
        let column = |j| self.x.iter().map(|row| row[j]).collect();
        Data {
            columns: (0..self.x[0].len()).map(column).collect(),
            target: self.y.clone(),
        }
    }

    /// The largest rate at which descent on the MSE of a linear model converges:
    /// 2/λ, by the eigenvalues of 2 XᵀX/n.
    pub fn limit(&self) -> f64 {
        let mut columns = self.data().columns;
        columns.push(vec![1.0; self.rows()]);
        Curvature::of_columns(&columns).largest_stable_lr()
    }
}
