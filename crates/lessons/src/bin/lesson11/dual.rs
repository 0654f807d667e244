//! Forward mode: numbers that carry their slope along.

use std::{
    cell::Cell,
    ops::{Add, Mul, Sub},
};

use crate::number::Number;

// ANCHOR: dual
/// A dual number: a value, and its slope by the one input that is asked for.
#[derive(Clone, Copy)]
pub struct Dual<'c> {
    pub value: f64,
    pub slope: f64,
    /// Counts the products of a slope and a local derivative.
    pub products: &'c Cell<usize>,
}

impl Dual<'_> {
    /// The result of an operation, from the slopes of what it takes and the
    /// local derivatives by them.
    fn then<const N: usize>(self, value: f64, of: [(f64, f64); N]) -> Self {
        let products = self.products;
        products.set(products.get() + N);
        let slope = of.iter().map(|(slope, derivative)| slope * derivative);
        Dual {
            value,
            slope: slope.sum(),
            products,
        }
    }
}
// ANCHOR_END: dual

// ANCHOR: product
impl Mul for Dual<'_> {
    type Output = Self;
    fn mul(self, v: Self) -> Self {
        let of = [(self.slope, v.value), (v.slope, self.value)];
        self.then(self.value * v.value, of)
    }
}
// ANCHOR_END: product

impl Add for Dual<'_> {
    type Output = Self;
    fn add(self, v: Self) -> Self {
        let of = [(self.slope, 1.0), (v.slope, 1.0)];
        self.then(self.value + v.value, of)
    }
}

impl Sub for Dual<'_> {
    type Output = Self;
    fn sub(self, v: Self) -> Self {
        let of = [(self.slope, 1.0), (v.slope, -1.0)];
        self.then(self.value - v.value, of)
    }
}

impl Number for Dual<'_> {
    fn tanh(self) -> Self {
        let t = self.value.tanh();
        self.then(t, [(self.slope, 1.0 - t * t)])
    }
}
