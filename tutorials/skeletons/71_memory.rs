//! Exercise 71, predict: steps that remember.
//!
//! Chapter: docs/src/lesson7.md
//! Check it: cargo run --bin tutor
//!
//! The gradient is 1 in every update, and the learning rate 0.1. Plain descent
//! moves by 0.1 each time. What do momentum, v ← 0.5 v + g and w ← w − 0.1 v
//! with v = 0 at first, and AdaGrad, s ← s + g² and w ← w − 0.1 g/√s with s = 0
//! at first?
//!
//! Work it out on paper before anything runs.

/// How far momentum moves in its second update.
pub const SECOND: f64 = f64::NAN; // TODO: your prediction

/// How far momentum moves in its hundredth update.
pub const HUNDREDTH: f64 = f64::NAN; // TODO: your prediction

/// How far AdaGrad moves in its first update if the gradient is 100, not 1.
pub const ADAGRAD: f64 = f64::NAN; // TODO: your prediction
