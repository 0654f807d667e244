//! Features that are drawn at random.

use rand::{Rng, RngExt};

use crate::{minimum_norm::fit, normal::normal};

/// The excess of a fit of `p` normal features to pure noise, at `n` points:
/// the true weights are 0, so it is the squared length of those found.
pub fn excess(
    n: usize,
    p: usize,
    deviation: f64,
    random: &mut impl Rng,
) -> f64 {
    let mut draw = |count| (0..count).map(|_| normal(random)).collect();
    let rows: Vec<Vec<f64>> = (0..n).map(|_| draw(p)).collect();
    let y: Vec<f64> = draw(n).iter().map(|y: &f64| deviation * y).collect();
    fit(&rows, &y).iter().map(|w| w * w).sum()
}

/// Random features max(0, a x + b) of some x: a row for each x.
pub struct Features(Vec<[f64; 2]>);

impl Features {
    pub fn new(p: usize, random: &mut impl Rng) -> Self {
        let mut feature = |_| {
            let bend = random.random_range(-1.0..1.0);
            let a = normal(random);
            [a, -a * bend]
        };
        Features((0..p).map(&mut feature).collect())
    }

    pub fn rows(&self, x: &[f64]) -> Vec<Vec<f64>> {
        let row = |x: &f64| {
            let relu = self.0.iter().map(|[a, b]| (a * x + b).max(0.0));
            [1.0].into_iter().chain(relu).collect()
        };
        x.iter().map(row).collect()
    }
}
