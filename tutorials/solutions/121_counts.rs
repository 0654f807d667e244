//! Exercise 121, predict: before you build it. The solution.

/// A filter of 5 fits at 28 − 5 + 1 places.
pub const SIDE: f64 = 24.0;

/// Each of 16 filters has 5·5 weights for each of three colours, and a bias.
pub const PARAMETERS: f64 = 1216.0;

/// Each of the 16·3·25 weights is used at all 24·24 places.
pub const PRODUCTS: f64 = 691200.0;

/// 12 behind pooling, and 12 − 5 + 1 behind the filters.
pub const LAST_SIDE: f64 = 8.0;

/// 5 behind the first layer, 6 behind pooling. From there on neighbours stand
/// two pixels apart: 4 steps of 2 more.
pub const SEES: f64 = 14.0;
