//! Exercise 101, predict: what new measurements will say. The solution.

/// A polynomial of degree 4 can be a parabola: no bias. What is left is the
/// variance, σ²p/n = 4 · 5/50.
pub const EXCESS: f64 = 0.4;

/// The fit has bent towards its own noise: as much as it is away from the
/// parabola, it is nearer to its points than the parabola. σ²(1 − p/n).
pub const TRAINING: f64 = 3.6;

/// The noise of the new measurements and the excess, σ² + σ²p/n.
pub const TEST: f64 = 4.4;
