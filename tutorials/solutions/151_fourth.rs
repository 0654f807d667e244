//! Exercise 151, predict: when the fourth worker pays. The solution.

/// 3840 · 2 / 3 for the rows of each, and six messages of 60.
pub const THREE: f64 = 2920.0;

/// The fourth takes n · 2 · (1/3 − 1/4) off the work, and adds two messages:
/// n / 6 = 120.
pub const PAYS: f64 = 720.0;

/// 7680 / k + 120 k is least where both terms are the same: k² = 64.
pub const BEST: f64 = 8.0;
