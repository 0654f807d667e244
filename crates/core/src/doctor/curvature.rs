//! Curvature from gradients alone: no Hessian is ever formed.

use super::{
    run::Ask,
    vector::{along, any_direction, dot, length},
};
use crate::device::Precision;

/// A loss to ask, and the distance over which its gradients are compared.
pub struct Questions<'a> {
    pub ask: Ask<'a>,
    /// Half the last digit of a number.
    pub epsilon: f64,
}

impl<'a> Questions<'a> {
    pub fn new(ask: &Ask<'a>, precision: Option<Precision>) -> Self {
        let epsilon = match precision {
            Some(Precision::F32) => f64::from(f32::EPSILON),
            _ => f64::EPSILON,
        };
        Questions { ask: *ask, epsilon }
    }

    /// The step of a central difference: the cube root of the rounding error
    /// makes the sum of both its errors least (Nocedal and Wright, Numerical
    /// Optimization, 8.1).
    pub fn step(&self, size: f64) -> f64 {
        self.epsilon.cbrt() * size.max(1.0)
    }

    /// H v at some parameters, by a difference of gradients:
    /// (∇L(w + hv) − ∇L(w − hv))/2h (Pearlmutter, 1994, section 2), for a v
    /// of length 1.
    pub fn bend(&self, at: &[f64], v: &[f64]) -> Vec<f64> {
        let h = self.step(length(at));
        let [up, down] = [h, -h].map(|h| (self.ask.gradient)(&along(at, h, v)));
        let difference = along(&up, -1.0, &down);
        difference.into_iter().map(|d| d / (2.0 * h)).collect()
    }
}

/// Whether H v is the same elsewhere: the loss is a bowl.
pub fn same_everywhere(of: &Questions, at: &[f64]) -> bool {
    let v = any_direction(at.len());
    let away: Vec<f64> = v.iter().rev().copied().collect();
    let there = along(at, 0.5 * length(at).max(1.0), &away);
    let [here, there] = [of.bend(at, &v), of.bend(&there, &v)];
    length(&along(&here, -1.0, &there)) < 0.01 * length(&here)
}

/// The largest eigenvalue of the Hessian and its eigenvector, by power
/// iteration (Golub and Van Loan, Matrix Computations, 8.2): H is applied
/// again and again to a vector that is kept at length 1.
pub fn largest(of: &Questions, at: &[f64]) -> (f64, Vec<f64>) {
    let (value, vector) = power(of, at, (1.0, 0.0), (40, 1e-5));
    match value < 0.0 {
        false => (value, vector),
        // The most negative one is the longest: shift it to 0.
        true => {
            let (shifted, vector) = power(of, at, (1.0, -value), (40, 1e-5));
            (shifted + value, vector)
        }
    }
}

/// The smallest eigenvalue and its eigenvector: the largest of λmax − H.
pub fn smallest(of: &Questions, at: &[f64], largest: f64) -> (f64, Vec<f64>) {
    let (value, vector) = power(of, at, (-1.0, largest), (400, 1e-8));
    (largest - value, vector)
}

/// Power iteration with sign × H + shift, until the value changes by less than
/// a part of itself.
fn power(
    of: &Questions,
    at: &[f64],
    (sign, shift): (f64, f64),
    (most, least): (usize, f64),
) -> (f64, Vec<f64>) {
    let (mut v, mut value) = (any_direction(at.len()), 0.0);
    for _ in 0..most {
        let mut w = of.bend(at, &v);
        for (w, v) in w.iter_mut().zip(&v) {
            *w = sign * *w + shift * v;
        }
        let (before, size) = (value, length(&w));
        value = dot(&v, &w);
        if !size.is_finite() || size == 0.0 {
            break;
        }
        v = w.into_iter().map(|w| w / size).collect();
        if (value - before).abs() < least * value.abs() {
            break;
        }
    }
    (value, v)
}
