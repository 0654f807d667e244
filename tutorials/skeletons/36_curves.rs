//! Exercise 36, predict: four loss curves.
//!
//! Chapter: docs/src/lesson3.md
//! Check it: cargo run --bin tutor
//!
//! Four descents of the lesson's line, each from (−1, 1) and each with another
//! learning rate: 0.01, 0.3, 0.77 and 0.8. Their losses after so many updates:
//!
//! | | 0 | 1 | 2 | 10 | 100 | 200 | 400 |
//! |---|---|---|---|---|---|---|---|
//! | A | 82.94 | 77.44 | 72.30 | 41.74 | 0.0863 | 0.0000898 | 9.72e-11 |
//! | B | 82.94 | 4.541 | 0.2501 | 0.001036 | 0.00000440 | 1.02e-8 | 5.43e-14 |
//! | C | 82.94 | 90.20 | 98.10 | 192.0 | 366000 | 1.61e9 | 3.13e16 |
//! | D | 82.94 | 78.76 | 74.79 | 49.44 | 0.471 | 0.00394 | 0.000857 |
//!
//! The bowl is steep along one direction, with curvature 2.55, and flat along
//! another, with curvature 0.10. An update multiplies the distance from the
//! minimum along each by 1 − lr × curvature.
//!
//! Say which rate made which curve before anything runs.

/// The learning rate of curve A.
pub const A: f64 = f64::NAN; // TODO: your prediction

/// That of curve B.
pub const B: f64 = f64::NAN; // TODO: your prediction

/// That of curve C.
pub const C: f64 = f64::NAN; // TODO: your prediction

/// That of curve D.
pub const D: f64 = f64::NAN; // TODO: your prediction
