//! Drawn rows and weights.

use descent::doctor::Bend;
use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use crate::problem::{Loss, Problem};

pub struct Draw(ChaCha8Rng);

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw(ChaCha8Rng::seed_from_u64(seed))
    }

    pub fn uniform(&mut self, low: f64, high: f64) -> f64 {
        self.0.random_range(low..high)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0.random_range(0..n)
    }

    pub fn normal(&mut self) -> f64 {
        let u = 1.0 - self.uniform(0.0, 1.0);
        let angle = self.uniform(0.0, std::f64::consts::TAU);
        (-2.0 * u.ln()).sqrt() * angle.cos()
    }

    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        values.shuffle(&mut self.0);
    }

    /// Rows of normal columns, y linear in them with coefficients and intercept
    /// between 1 and 3 of either sign, and noise.
    pub fn linear(
        &mut self,
        rows: usize,
        columns: usize,
        noise: f64,
    ) -> Problem {
        let truth: Vec<f64> = (0..=columns)
            .map(|_| {
                let sign = if self.uniform(0.0, 1.0) < 0.5 {
                    -1.0
                } else {
                    1.0
                };
                sign * self.uniform(1.0, 3.0)
            })
            .collect();
        let x: Vec<Vec<f64>> = (0..rows)
            .map(|_| (0..columns).map(|_| self.normal()).collect())
            .collect();
        let y = x.iter().map(|row| {
            let sum: f64 = row.iter().zip(&truth).map(|(x, w)| x * w).sum();
            sum + truth[columns] + noise * self.normal()
        });
        let y = y.collect();
        Problem {
            x,
            y,
            hidden: Vec::new(),
            bend: Bend::None,
            loss: Loss::Mse,
        }
    }

    /// A curve, y = sin 2x + noise, for a network.
    pub fn curve(
        &mut self,
        rows: usize,
        hidden: &[usize],
        bend: Bend,
    ) -> Problem {
        let x: Vec<f64> = (0..rows).map(|_| self.uniform(-2.0, 2.0)).collect();
        let noisy = |x: &f64| (2.0 * x).sin() + 0.1 * self.normal();
        let y = x.iter().map(noisy).collect();
        Problem {
            x: x.into_iter().map(|x| vec![x]).collect(),
            y,
            hidden: hidden.to_vec(),
            bend,
            loss: Loss::Mse,
        }
    }

    /// Two clouds, for a classifier, `size` as large as those of deviation 1.
    pub fn clouds(&mut self, rows: usize, size: f64, loss: Loss) -> Problem {
        let y: Vec<f64> = (0..rows).map(|row| (row % 2) as f64).collect();
        let point = |y: &f64| {
            let middle = if *y > 0.5 { 1.0 } else { -1.0 };
            vec![
                size * (middle + self.normal()),
                size * (self.normal() - middle),
            ]
        };
        let x = y.iter().map(point).collect();
        Problem {
            x,
            y,
            hidden: Vec::new(),
            bend: Bend::None,
            loss,
        }
    }

    /// Weights of the deviation `scale`/√inputs, times √2 before ReLU; biases
    /// of 0.
    pub fn start(&mut self, of: &Problem, scale: f64) -> Vec<f64> {
        let gain = if of.bend == Bend::Relu {
            2.0_f64.sqrt()
        } else {
            1.0
        };
        let mut start = Vec::new();
        for (inputs, units) in of.layers() {
            let size = gain * scale / (inputs as f64).sqrt();
            for _ in 0..units {
                start.extend((0..inputs).map(|_| size * self.normal()));
                start.push(0.0);
            }
        }
        start
    }
}
