//! Exercise 36, predict: four loss curves. The solution.
//!
//! The factors 1 − lr × curvature, along the steep direction and the flat one:
//!
//! | lr | steep | flat |
//! |---|---|---|
//! | 0.01 | 0.974 | 0.999 |
//! | 0.3 | 0.234 | 0.970 |
//! | 0.77 | −0.966 | 0.923 |
//! | 0.8 | −1.043 | 0.920 |

/// Nearly 1 in size along the steep direction: it jumps from side to side and
/// falls slowly there, by the same part each time. The flat one is done early.
pub const A: f64 = 0.77;

/// Both factors are well below 1: at once near, and soon there.
pub const B: f64 = 0.3;

/// Beyond −1: each jump leads higher up the other side.
pub const C: f64 = 0.8;

/// It begins like A. But its flat direction hardly moves, and what is left in
/// the end is all there: the curve becomes ever flatter.
pub const D: f64 = 0.01;
