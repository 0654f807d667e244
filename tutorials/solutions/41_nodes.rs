//! Exercise 41, predict: the gradient at every node. The solution.

/// error² has the derivative 2 · error = 2 · 3.
pub const BY_ERROR: f64 = 6.0;

/// error = ŷ − y has the derivative −1 by y: 6 · −1.
pub const BY_Y: f64 = -6.0;

/// error = ŷ − y and ŷ = a·x + b have the derivatives 1 and 1: 6 · 1 · 1.
pub const BY_B: f64 = 6.0;

/// a·x has the derivative x by a: 6 · 1 · 3.
pub const BY_A: f64 = 18.0;
