//! Exercise F4, invent: a slope that turns around.
//!
//! Chapter: docs/src/fit.md
//! Check it: cargo run --bin tutor
//!
//! Simpson's paradox, made by you. Invent three groups of points: within each
//! group y rises with x, and all points together fall. The rubric:
//!
//! - three groups, each of four points or more;
//! - least squares give each group a slope of 0.5 or more;
//! - all points together have a slope of −0.5 or less.

/// Three groups of points (x, y).
pub fn groups() -> [Vec<(f64, f64)>; 3] {
    // TODO: a group may be written as vec![(0.0, 0.0), (1.0, 1.0), …].
    todo!("three groups of points")
}
