//! Exercise 61, predict: the limit before the run. The solution.

/// 2 / 4: along the steep axis 1 − 4 lr reaches −1 there.
pub const LIMIT: f64 = 0.5;

/// 2 / (1 + 4): 1 − lr and 4 lr − 1 are equal there.
pub const BEST_LR: f64 = 0.4;

/// 1 − 0.4 · 1, and along the steep axis the same with a minus.
pub const LEFT: f64 = 0.6;
