//! Exercise 151, predict: when the fourth worker pays.
//!
//! Chapter: docs/src/lesson15.md
//! Check it: cargo run --bin tutor
//!
//! The gradient of a row takes 2 µs (microseconds). A machine in the middle
//! sends the parameters to each worker and receives a gradient from each. Such
//! a message takes it 60 µs, and it handles one after the other. Each worker
//! has the same number of rows.
//!
//! Work it out on paper before anything runs.

/// The microseconds of an update of 3,840 rows with 3 workers.
pub const THREE: f64 = f64::NAN; // TODO: your prediction

/// The rows at which 4 workers take as long as 3. With more, the fourth pays.
pub const PAYS: f64 = f64::NAN; // TODO: your prediction

/// The number of workers that makes an update of 3,840 rows fastest.
pub const BEST: f64 = f64::NAN; // TODO: your prediction
