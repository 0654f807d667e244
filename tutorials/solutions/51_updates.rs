//! Exercise 51, predict: epochs and updates. The solution.

/// 32 + 32 + 32 + 4: three full batches and the rest.
pub const UPDATES: f64 = 4.0;

/// 100 − 3 · 32. The last batch takes what is left.
pub const LAST_BATCH: f64 = 4.0;

/// One batch, and so one update, an epoch.
pub const FULL_BATCH: f64 = 10.0;
