//! Noise and rate when each of k workers draws its own batch.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A line through points whose x have mean 0: its two axes do not mix.
pub struct Axes {
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    /// The (a, b) of the lowest loss.
    pub best: [f64; 2],
    /// The curvatures along a and b.
    pub curvatures: [f64; 2],
}

impl Axes {
    pub fn new(x: &[f64], y: &[f64]) -> Self {
        let n = x.len() as f64;
        let centre = x.iter().sum::<f64>() / n;
        let x: Vec<f64> = x.iter().map(|x| x - centre).collect();
        let b = y.iter().sum::<f64>() / n;
        let xx = x.iter().map(|x| x * x).sum::<f64>();
        let xy = x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
        Axes {
            best: [xy / xx, b],
            curvatures: [2.0 * xx / n, 2.0],
            x,
            y: y.to_vec(),
        }
    }

    /// The gradient of one point.
    fn point(&self, [a, b]: [f64; 2], i: usize) -> [f64; 2] {
        let error = a * self.x[i] + b - self.y[i];
        [2.0 * error * self.x[i], 2.0 * error]
    }

    // ANCHOR: noise
    /// The variance, along both axes at the lowest place, of the mean of what
    /// k workers find: each has every k-th point, and draws so many of them.
    pub fn noise(&self, k: usize, each: usize) -> [f64; 2] {
        let n = self.x.len() as f64;
        let mut noise = [0.0; 2];
        for worker in 0..k {
            let own = (worker..self.x.len()).step_by(k);
            let rows = own.len() as f64;
            let (mut sum, mut squares) = ([0.0; 2], [0.0; 2]);
            for i in own {
                for (j, g) in self.point(self.best, i).iter().enumerate() {
                    sum[j] += g / rows;
                    squares[j] += g * g / rows;
                }
            }
            for j in 0..2 {
                let variance = (squares[j] - sum[j] * sum[j]) / each as f64;
                noise[j] += (rows / n).powi(2) * variance;
            }
        }
        noise
    }

    /// How high above the lowest loss such noise keeps a descent (lesson 10).
    pub fn floor(&self, lr: f64, noise: [f64; 2]) -> f64 {
        let axes = noise.iter().zip(self.curvatures);
        axes.map(|(v, lambda)| lr * v / 4.0 / (1.0 - lr * lambda / 2.0))
            .sum()
    }
    // ANCHOR_END: noise

    /// The heights above the lowest loss, update after update from there.
    pub fn descend(
        &self,
        lr: f64,
        (k, each): (usize, usize),
        updates: usize,
        seed: u64,
    ) -> Vec<f64> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let n = self.x.len();
        let mut w = self.best;
        let update = |_| {
            let mut by = [0.0; 2];
            for worker in 0..k {
                let rows = (n - worker).div_ceil(k);
                let weight = rows as f64 / n as f64 / each as f64;
                for _ in 0..each {
                    let i = worker + k * random.random_range(0..rows);
                    let g = self.point(w, i);
                    (0..2).for_each(|j| by[j] += weight * g[j]);
                }
            }
            (0..2).for_each(|j| w[j] -= lr * by[j]);
            let away = (0..2).map(|j| (w[j] - self.best[j]).powi(2));
            let axes = away.zip(self.curvatures);
            axes.map(|(square, lambda)| lambda / 2.0 * square).sum()
        };
        (0..updates).map(update).collect()
    }
}
