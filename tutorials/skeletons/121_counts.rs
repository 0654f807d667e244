//! Exercise 121, predict: before you build it.
//!
//! Chapter: docs/src/lesson12.md
//! Check it: cargo run --bin tutor
//!
//! Images of 28 by 28 pixels in three colours go into a layer of 16 filters of
//! 5 by 5, without a border. Of each square of 2 by 2 the largest is kept, and
//! another layer of filters of 5 by 5 follows, again without a border. Say
//! what comes out, before anything runs.

/// The side of a map behind the first layer.
pub const SIDE: f64 = f64::NAN; // TODO: your prediction

/// The parameters of the first layer: weights and biases.
pub const PARAMETERS: f64 = f64::NAN; // TODO: your prediction

/// The products of a weight and a number that the first layer takes for one
/// image.
pub const PRODUCTS: f64 = f64::NAN; // TODO: your prediction

/// The side of a map behind the second layer of filters.
pub const LAST_SIDE: f64 = f64::NAN; // TODO: your prediction

/// The side of the square of pixels that a unit of that map sees.
pub const SEES: f64 = f64::NAN; // TODO: your prediction
