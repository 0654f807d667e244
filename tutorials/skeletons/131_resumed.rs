//! Exercise 131, predict: a run that goes on.
//!
//! Chapter: docs/src/lesson13.md
//! Check it: cargo run --bin tutor
//!
//! 100 images are dealt out in batches of 32; the last batch of an epoch takes
//! what is left. The validation losses after epochs 1 to 9 are
//!
//! 0.90  0.50  0.60  0.40  0.45  0.41  0.42  0.44  0.43
//!
//! A run ends when 3 epochs in a row brought no loss below the lowest so far.
//! Each whole epoch leaves a checkpoint: weights, velocity, and the epoch. It
//! does not hold what the rule has seen.

/// The updates of one epoch.
pub const PER_EPOCH: f64 = f64::NAN; // TODO: your prediction

/// The epoch after which an undisturbed run ends.
pub const ENDS: f64 = f64::NAN; // TODO: your prediction

/// The same run is killed after 18 updates. The epoch of its last checkpoint.
pub const CHECKPOINT: f64 = f64::NAN; // TODO: your prediction

/// It goes on from there. How many updates it does a second time.
pub const AGAIN: f64 = f64::NAN; // TODO: your prediction

/// The epoch after which it ends now.
pub const RESUMED: f64 = f64::NAN; // TODO: your prediction
