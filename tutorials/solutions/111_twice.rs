//! Exercise 111, predict: there and back. The solution.

/// c·c uses c twice, each time with the derivative c; c·a once, with the
/// derivative a: 6 + 6 + 3.
pub const BY_C: f64 = 15.0;

/// b is used once, in c = a·b, with the derivative a: 15 · 3.
pub const BY_B: f64 = 45.0;

/// In c = a·b with the derivative b, 15 · 2, and in c·a with the derivative c.
pub const BY_A: f64 = 36.0;

/// Each pass forward carries the slopes by one weight.
pub const FORWARD: f64 = 1000.0;

/// One pass back gives the derivatives of one loss by all weights.
pub const BACK: f64 = 1.0;
