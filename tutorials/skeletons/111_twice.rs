//! Exercise 111, predict: there and back.
//!
//! Chapter: docs/src/lesson11.md
//! Check it: cargo run --bin tutor
//!
//! With a = 3 and b = 2:
//!
//! c = a·b = 6,  L = c·c + c·a = 36 + 18 = 54
//!
//! c is used three times, a twice. Go back on paper. Then say how many passes
//! all derivatives of a loss of 1000 weights take.

/// The derivative of L by c.
pub const BY_C: f64 = f64::NAN; // TODO: your prediction

/// The derivative of L by b.
pub const BY_B: f64 = f64::NAN; // TODO: your prediction

/// The derivative of L by a.
pub const BY_A: f64 = f64::NAN; // TODO: your prediction

/// The passes forward that 1000 derivatives take, with dual numbers.
pub const FORWARD: f64 = f64::NAN; // TODO: your prediction

/// The passes back that they take, with a tape.
pub const BACK: f64 = f64::NAN; // TODO: your prediction
