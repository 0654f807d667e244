//! Exercise 21, predict: errors have signs. The solution.

/// At 0 only the constants are left: 4 − 3. The source says 0, as if its guess
/// had c = 3.
pub const AT_0: f64 = 1.0;

/// (2 + 3 + 4) − (5 − 3 + 3) = 9 − 5. The source says 3, for the same reason.
pub const AT_1: f64 = 4.0;

/// (−8 + 1 + 4 + 1 − 8) / 5: the positive errors take away from the negative
/// ones.
pub const MEAN_ERROR: f64 = -2.0;

/// (8 + 1 + 4 + 1 + 8) / 5: first the signs go, then comes the mean.
pub const MAE: f64 = 4.4;
