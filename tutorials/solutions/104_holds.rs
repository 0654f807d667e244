//! Exercise 104, invent: a slope that holds. The solution.

/// What is added to the sum of squares: four noisy points' worth of "it may
/// well be 0". σ²/τ² = 4/1 is best here, and 1 or 10 would do, too.
const DECAY: f64 = 4.0;

/// A slope for the points (x, y).
pub fn slope(x: &[f64], y: &[f64]) -> f64 {
    let sum = |u: &[f64]| u.iter().zip(x).map(|(u, x)| u * x).sum::<f64>();
    // Where this is least: Σ(a x − y)² + DECAY · a². Some bias, much less
    // variance. The sum of squares grows with the points, DECAY does not.
    sum(y) / (sum(x) + DECAY)
}
