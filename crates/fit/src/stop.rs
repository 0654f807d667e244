//! When to stop: at a small gradient, or when patience ends.

use std::fmt;

use descent::{device::Precision, optimiser::Name};

/// What ends a descent before its epochs do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stop {
    /// The gradient of the standardised problem is at most this long.
    Gradient(f64),
    /// So many epochs without a loss that is lower by a ten-thousandth: the
    /// loss on the validation rows, if there are any.
    Patience(usize),
}

impl Stop {
    /// What is waited for the loss, unless told.
    pub const PATIENCE: Stop = Stop::Patience(50);

    /// A gradient that is zero but for rounding. L-BFGS cannot come as near:
    /// it compares losses, and these differ by the square of the gradient.
    pub fn at_rest(precision: Precision, optimiser: Name) -> f64 {
        match (precision, optimiser) {
            (Precision::F64, Name::Lbfgs) => 1e-8,
            (Precision::F64, _) => 1e-12,
            (Precision::F32, Name::Lbfgs) => 1e-3,
            (Precision::F32, _) => 1e-5,
        }
    }

    /// Whether it waits for the loss, not for the gradient.
    pub fn is_patience(self) -> bool {
        matches!(self, Stop::Patience(_))
    }

    /// Whether the descent ends here, given the length of the gradient and
    /// the epochs since the loss last fell.
    pub fn is_met(self, gradient: f64, since_fall: usize) -> bool {
        match self {
            Stop::Gradient(most) => gradient <= most,
            Stop::Patience(epochs) => since_fall >= epochs,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Stop::Gradient(most) => write!(f, "gradient:{most:e}"),
            Stop::Patience(epochs) => write!(f, "patience:{epochs}"),
        }
    }
}
