//! Exercise 141, predict: what memory alone can tell. The solution.

/// x and y, 4 bytes each, of 10 million points.
pub const BYTES: f64 = 80e6;

/// 80 · 10⁶ of 50 · 10⁹ bytes a second: 1.6 ms.
pub const SECONDS: f64 = 0.0016;

/// 12 numbers a point instead of 2. What is computed with them is the same.
pub const TIMES_AS_LONG: f64 = 6.0;
