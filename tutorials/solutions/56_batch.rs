//! Exercise 56, invent: a batch size within a budget. One solution of many.
//!
//! Both limits count. Single points would use only 200 gradients of the 4,000,
//! and their noise is large; all 2,000 points leave two updates. In between,
//! 4,000 / 40 = 100 updates.

/// The noise of a gradient falls with the root of this: a sixth of that of
/// single points.
pub const SIZE: usize = 40;

/// Along a, 100 updates leave (1 − 0.1 · 2/3)¹⁰⁰ of the way, a thousandth.
/// Larger steps would get there sooner, and shake more.
pub const LR: f64 = 0.1;
