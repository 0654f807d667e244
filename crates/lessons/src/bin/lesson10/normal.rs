//! Normal random numbers, and the mean of a sample with its standard error.

use std::f64::consts::TAU;

use rand::{Rng, RngExt};

/// A normal number of mean 0 and standard deviation 1 (Box and Muller, 1958).
pub fn normal(random: &mut impl Rng) -> f64 {
    let [u, v]: [f64; 2] = [0, 1].map(|_| random.random_range(0.0..1.0));
    (-2.0 * (1.0 - u).ln()).sqrt() * (TAU * v).cos() // 1 − u is never 0
}

/// The mean of a sample, and how far it may be from the expectation.
#[derive(Clone, Copy, Debug)]
pub struct Mean {
    pub value: f64,
    /// The standard deviation of the mean: that of the sample, over √n.
    pub error: f64,
}

impl Mean {
    /// That of at least two numbers.
    pub fn of(sample: &[f64]) -> Mean {
        let n = sample.len() as f64;
        let value = sample.iter().sum::<f64>() / n;
        let squares = sample.iter().map(|v| (v - value).powi(2));
        let variance = squares.sum::<f64>() / (n - 1.0);
        Mean {
            value,
            error: (variance / n).sqrt(),
        }
    }

    /// That of a run of at least 20 numbers, in which neighbours are alike. Its
    /// first tenth is left out. The means of 18 blocks of the rest are hardly
    /// alike any more, and tell the error.
    pub fn of_run(run: &[f64]) -> Mean {
        let length = run.len() / 20;
        let blocks = run.chunks_exact(length).skip(2);
        let means = blocks.map(|b| b.iter().sum::<f64>() / length as f64);
        Mean::of(&means.collect::<Vec<_>>())
    }
}
