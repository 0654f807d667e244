//! Exercise 141, predict: what memory alone can tell.
//!
//! Chapter: docs/src/lesson14.md
//! Check it: cargo run --bin tutor
//!
//! A machine reads 50 GB/s from its memory (50 · 10⁹ bytes a second), and its
//! arithmetic costs nothing. A line is fitted to 10 million points in float32,
//! with all points in each step.
//!
//! Work it out on paper before anything runs.

/// The bytes that a fused step must read.
pub const BYTES: f64 = f64::NAN; // TODO: your prediction

/// The seconds of such a step.
pub const SECONDS: f64 = f64::NAN; // TODO: your prediction

/// How many times as long a step by hand takes, whose operations read or write
/// 12 numbers a point.
pub const TIMES_AS_LONG: f64 = f64::NAN; // TODO: your prediction
