//! Rows to learn from, and a model that is linear in its parameters.

use std::ops::Range;

use descent::{curvature::Curvature, doctor::Data, model::by_qr};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Columns of x, of which the last holds ones, and y.
#[derive(Clone)]
pub struct Rows {
    /// `columns[j][i]` is ∂ŷ/∂w\[j\] in row i.
    pub columns: Vec<Vec<f64>>,
    pub y: Vec<f64>,
}

impl Rows {
    /// `n` rows, each x uniform with mean 0 and deviation 1, y = truth · x and
    /// noise uniform on ±`noise`. The last of `truth` is the intercept.
    pub fn draw(n: usize, truth: &[f64], noise: f64, seed: u64) -> Rows {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut uniform = |limit: f64| match limit > 0.0 {
            true => random.random_range(-limit..limit),
            false => 0.0,
        };
        let mut column = |_| (0..n).map(|_| uniform(3_f64.sqrt())).collect();
        let mut columns: Vec<Vec<f64>> =
            (1..truth.len()).map(&mut column).collect();
        columns.push(vec![1.0; n]);
        let rows = Rows {
            columns,
            y: vec![0.0; n],
        };
        let noisy = |i| rows.predict(truth, i) + uniform(noise);
        Rows {
            y: (0..n).map(noisy).collect(),
            ..rows
        }
    }

    pub fn len(&self) -> usize {
        self.y.len()
    }

    /// ŷ in row i.
    pub fn predict(&self, w: &[f64], i: usize) -> f64 {
        self.columns.iter().zip(w).map(|(x, w)| w * x[i]).sum()
    }

    /// The mean squared error on some of the rows.
    pub fn mse(&self, w: &[f64], rows: Range<usize>) -> f64 {
        let n = rows.len() as f64;
        rows.map(|i| (self.predict(w, i) - self.y[i]).powi(2))
            .sum::<f64>()
            / n
    }

    /// The mean squared error on all rows.
    pub fn loss(&self, w: &[f64]) -> f64 {
        self.mse(w, 0..self.len())
    }

    /// Its gradient on some of the rows: 2/n Σ eᵢ xᵢ.
    pub fn gradient(&self, w: &[f64], rows: &[usize]) -> Vec<f64> {
        let error = |i: &usize| self.predict(w, *i) - self.y[*i];
        let errors: Vec<f64> = rows.iter().map(error).collect();
        let by = |column: &Vec<f64>| {
            let products =
                rows.iter().zip(&errors).map(|(i, e)| e * column[*i]);
            2.0 * products.sum::<f64>() / rows.len() as f64
        };
        self.columns.iter().map(by).collect()
    }

    /// Its gradient on all rows.
    pub fn slope(&self, w: &[f64]) -> Vec<f64> {
        self.gradient(w, &(0..self.len()).collect::<Vec<_>>())
    }

    /// The largest learning rate that converges.
    pub fn limit(&self) -> f64 {
        Curvature::of_columns(&self.columns).largest_stable_lr()
    }

    /// The parameters of the lowest loss.
    pub fn best(&self) -> Vec<f64> {
        by_qr(self.columns.clone(), &self.y).params
    }

    /// The first rows, and the rest.
    pub fn split(&self, at: usize) -> [Rows; 2] {
        [0..at, at..self.len()].map(|rows| Rows {
            columns: (self.columns.iter())
                .map(|column| column[rows.clone()].to_vec())
                .collect(),
            y: self.y[rows].to_vec(),
        })
    }

    /// For the doctor: without the column of ones.
    pub fn data(&self) -> Data {
        Data {
            columns: self.columns[..self.columns.len() - 1].to_vec(),
            target: self.y.clone(),
        }
    }
}
