//! Exercise 91, predict: sure and unsure. The solution.

/// Equal scores are equal probabilities, whatever the scores.
pub const EQUAL: f64 = 0.333;

/// −log ½ = log 2.
pub const HALF: f64 = 0.693;

/// exp(z + 2) / exp(z) = e² = 7.39.
pub const RATIO: f64 = 7.389;
