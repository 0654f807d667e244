//! Exercise 71, predict: steps that remember. The solution.

/// v is 1 after the first gradient and 0.5 · 1 + 1 after the second.
pub const SECOND: f64 = 0.15;

/// 1 + 0.5 + 0.25 + … = 2: twice the plain step.
pub const HUNDREDTH: f64 = 0.2;

/// √s is 100, too: every gradient is divided by its own size.
pub const ADAGRAD: f64 = 0.1;
