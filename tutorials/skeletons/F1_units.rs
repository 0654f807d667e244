//! Exercise F1, predict: a slope in other units.
//!
//! Chapter: docs/src/fit.md
//! Check it: cargo run --bin tutor
//!
//! A line was fitted to penguins: y is the mass in grams, x the length of the
//! flipper in millimetres. It found
//!
//!     mass = −5800 + 50 · flipper
//!
//! The same penguins are fitted again, with other units. Work out on paper what
//! the descent will find.

/// The slope, if masses are in kilograms and lengths in centimetres.
pub const SLOPE_KG_PER_CM: f64 = f64::NAN; // TODO: your prediction

/// The intercept in kilograms then.
pub const INTERCEPT_KG: f64 = f64::NAN; // TODO: your prediction

/// The intercept in grams, if x is how many millimetres a flipper is longer
/// than 200 (and shorter ones are negative).
pub const INTERCEPT_AT_200: f64 = f64::NAN; // TODO: your prediction
