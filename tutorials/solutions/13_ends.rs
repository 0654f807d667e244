//! Exercise 13, repair: the last point. The solution.

/// n numbers, at least 2, evenly spaced from low to high, both included.
pub fn spaced(low: f64, high: f64, n: usize) -> Vec<f64> {
    // A fence of n posts has n - 1 gaps between them.
    let gap = (high - low) / (n - 1) as f64;
    (0..n).map(|i| low + gap * i as f64).collect()
}
