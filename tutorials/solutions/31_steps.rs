//! Exercise 31, predict: what the learning rate does. The solution.

/// 1 − 0.1 · 2 · 1.
pub const ONE_UPDATE: f64 = 0.8;

/// 1 − lr · 2 · 1 = 0.
pub const BEST_LR: f64 = 0.5;

/// An update with lr = 1 is w ← w − 2w = −w: 1, −1, 1, −1, … An even number of
/// them leads back to the start. The loss never falls.
pub const AFTER_100: f64 = 1.0;
