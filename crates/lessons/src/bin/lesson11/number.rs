//! What an expression is made of, whoever computes it.

use std::ops::{Add, Mul, Sub};

use burn::tensor::Tensor;

/// A number as expressions take it: plain, on a tape, with its slope beside
/// it, or in a tensor of burn.
pub trait Number:
    Clone + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self>
{
    fn tanh(self) -> Self;
}

impl Number for f64 {
    fn tanh(self) -> Self {
        f64::tanh(self)
    }
}

/// Of shape `[1]`.
impl Number for Tensor<1> {
    fn tanh(self) -> Self {
        Tensor::tanh(self)
    }
}
