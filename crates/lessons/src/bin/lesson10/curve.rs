//! The curve that nobody sees, and what is measured of it.

use descent::data::Points;
use rand::{Rng, RngExt};

use crate::normal::normal;

/// The curve.
pub fn truth(x: f64) -> f64 {
    (5.0 * x + 1.0).sin()
}

/// The curve at each x.
pub fn truths(x: &[f64]) -> Vec<f64> {
    x.iter().map(|x| truth(*x)).collect()
}

/// The curve measured at each x: noise of this standard deviation is added.
pub fn measured(x: &[f64], deviation: f64, random: &mut impl Rng) -> Vec<f64> {
    let mut measure = |x: &f64| truth(*x) + deviation * normal(random);
    x.iter().map(&mut measure).collect()
}

/// `n` new points, x uniform on [−1, 1).
pub fn drawn(n: usize, deviation: f64, random: &mut impl Rng) -> Points {
    let x: Vec<_> = (0..n).map(|_| random.random_range(-1.0..1.0)).collect();
    let y = measured(&x, deviation, random);
    Points { x, y }
}

/// Less the mean: for a model without a constant.
pub fn centred(mut y: Vec<f64>) -> Vec<f64> {
    let mean = y.iter().sum::<f64>() / y.len() as f64;
    y.iter_mut().for_each(|y| *y -= mean);
    y
}
