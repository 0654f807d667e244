//! Descents whose gradients are those of batches.

use std::iter;

use descent::batch::Batches;
use rand::{Rng, RngExt};

use crate::{
    polynomial::mean_square,
    ridge::closed_form,
    waves::{curvatures, predict},
};

/// A bowl whose axes are its weights, and the points that it comes from.
pub struct Bowl {
    /// A column for each weight, as long as there are points.
    pub columns: Vec<Vec<f64>>,
    pub y: Vec<f64>,
    /// The weights of its lowest place, and the curvatures there.
    pub best: Vec<f64>,
    pub curvatures: Vec<f64>,
}

impl Bowl {
    /// The squared error of some waves, the first ones, at points of these y.
    pub fn new(waves: &[Vec<f64>], y: &[f64]) -> Self {
        Bowl {
            columns: waves.to_vec(),
            y: y.to_vec(),
            best: closed_form(waves, y, 0.0),
            curvatures: curvatures()[..waves.len()].to_vec(),
        }
    }

    /// The lowest loss.
    pub fn lowest(&self) -> f64 {
        mean_square(&predict(&self.columns, &self.best), &self.y)
    }

    /// How far the loss of w lies above the lowest.
    pub fn excess(&self, w: &[f64]) -> f64 {
        let away = w.iter().zip(&self.best).map(|(w, best)| w - best);
        let axes = away.zip(&self.curvatures);
        axes.map(|(d, lambda)| lambda / 2.0 * d * d).sum()
    }

    // ANCHOR: scatter
    /// The gradients of single points at the lowest place: their mean is 0,
    /// and this is the mean of their squares along each axis.
    pub fn scatter(&self) -> Vec<f64> {
        let y_pred = predict(&self.columns, &self.best);
        let errors: Vec<_> =
            y_pred.iter().zip(&self.y).map(|(p, y)| p - y).collect();
        let along = |column: &Vec<f64>| {
            let both = column.iter().zip(&errors);
            let squares = both.map(|(x, error)| (2.0 * error * x).powi(2));
            squares.sum::<f64>() / self.y.len() as f64
        };
        self.columns.iter().map(along).collect()
    }
    // ANCHOR_END: scatter

    // ANCHOR: descent
    /// The excess after each update of a descent from w that never ends: an
    /// update takes the next batch, and `rate` says how fast it is. A batch
    /// of fewer than `size` points, the last of an epoch, counts for less.
    pub fn descend(
        &self,
        mut w: Vec<f64>,
        size: usize,
        batches: impl Iterator<Item = Vec<i64>>,
        rate: impl Fn(usize) -> f64,
    ) -> impl Iterator<Item = f64> {
        batches.enumerate().map(move |(update, batch)| {
            self.step(&mut w, &batch, rate(update), size);
            self.excess(&w)
        })
    }
    // ANCHOR_END: descent

    fn step(&self, w: &mut [f64], batch: &[i64], lr: f64, size: usize) {
        let mut gradient = vec![0.0; w.len()];
        for i in batch.iter().map(|i| *i as usize) {
            let row = self.columns.iter().map(|column| column[i]);
            let y_pred: f64 = row.clone().zip(&*w).map(|(x, w)| x * w).sum();
            let error = y_pred - self.y[i];
            for (sum, x) in gradient.iter_mut().zip(row) {
                *sum += 2.0 * error * x;
            }
        }
        for (w, sum) in w.iter_mut().zip(gradient) {
            *w -= lr * sum / size as f64;
        }
    }
}

// ANCHOR: batches
/// Batches drawn with replacement: each point is as likely as any, each time.
pub fn drawn(
    n: usize,
    size: usize,
    mut random: impl Rng,
) -> impl Iterator<Item = Vec<i64>> {
    let mut point = move || random.random_range(0..n as i64);
    let batch = move || iter::repeat_with(&mut point).take(size).collect();
    iter::repeat_with(batch)
}

/// Epochs: every point once, in a shuffled order, then all again.
pub fn dealt(mut batches: Batches) -> impl Iterator<Item = Vec<i64>> {
    iter::repeat_with(move || batches.epoch()).flatten()
}
// ANCHOR_END: batches
