//! Exercise 81, predict: how many bends. The solution.

/// 8 weights and 8 biases into the hidden layer, 8 weights and 1 bias out.
pub const PARAMETERS: f64 = 25.0;

/// Each unit has one bend, where its sum is 0. They may all lie apart.
pub const BENDS: f64 = 8.0;

/// Two matrices are one, and that is a line.
pub const WITHOUT: f64 = 0.0;
