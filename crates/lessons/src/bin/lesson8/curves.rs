//! The curves to learn.

use std::f64::consts::TAU;

use burn::tensor::{Device, Tensor};
use descent::data::{linspace, tensor};

/// The points of a curve that a network sees.
pub const SEEN: usize = 100;

/// A curve to learn.
#[derive(Clone, Copy)]
pub struct Curve {
    pub name: &'static str,
    /// From x to y.
    pub y: fn(f64) -> f64,
}

pub const QUADRATIC: Curve = Curve {
    name: "quadratic",
    y: |x| x * x,
};
pub const SINE: Curve = Curve {
    name: "sine",
    y: |x| (TAU * x).sin(),
};
pub const STEP: Curve = Curve {
    name: "step",
    y: |x| if x < 0.0 { 0.0 } else { 1.0 },
};
pub const ABSOLUTE: Curve = Curve {
    name: "absolute",
    y: f64::abs,
};
pub const ALL: [Curve; 4] = [QUADRATIC, SINE, STEP, ABSOLUTE];

impl Curve {
    /// The curve at each x.
    pub fn at(&self, x: &[f64]) -> Vec<f64> {
        x.iter().map(|x| (self.y)(*x)).collect()
    }

    /// What a network sees of it at `n` points: x as a column, shape `[n, 1]`,
    /// and y, `[n]`.
    pub fn seen(&self, n: usize, device: &Device) -> (Tensor<2>, Tensor<1>) {
        let x = interval(n);
        (column(&x, device), tensor(&self.at(&x), device))
    }
}

/// `n` points on −1 ≤ x ≤ 1.
pub fn interval(n: usize) -> Vec<f64> {
    linspace(-1.0, 1.0, n)
}

/// Numbers as a column, shape `[n, 1]`.
pub fn column(x: &[f64], device: &Device) -> Tensor<2> {
    tensor(x, device).unsqueeze_dim(1)
}
