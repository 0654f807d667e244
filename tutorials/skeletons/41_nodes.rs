//! Exercise 41, predict: the gradient at every node.
//!
//! Chapter: docs/src/lesson4.md
//! Check it: cargo run --bin tutor
//!
//! One point, x = 3 and y = 4, and the guess a = 2, b = 1:
//!
//! ŷ = a·x + b = 7,  error = ŷ − y = 3,  loss = error² = 9
//!
//! Go back from the loss with the chain rule, on paper: how does the loss
//! change with each of these?

/// The derivative of the loss by error.
pub const BY_ERROR: f64 = f64::NAN; // TODO: your prediction

/// The derivative of the loss by y.
pub const BY_Y: f64 = f64::NAN; // TODO: your prediction

/// The derivative of the loss by b.
pub const BY_B: f64 = f64::NAN; // TODO: your prediction

/// The derivative of the loss by a.
pub const BY_A: f64 = f64::NAN; // TODO: your prediction
