//! Exercise 62, complete: the Hessian of a line. The solution.

/// The second derivatives of the MSE: [[by a twice, by a and b],
/// [by b and a, by b twice]].
pub fn hessian(x: &[f64]) -> [[f64; 2]; 2] {
    let n = x.len() as f64;
    let squares: f64 = x.iter().map(|x| x * x).sum();
    let sum: f64 = x.iter().sum();
    // e grows by x with a, and by 1 with b.
    [[2.0 * squares / n, 2.0 * sum / n], [2.0 * sum / n, 2.0]]
}

/// The largest learning rate that converges, from the larger eigenvalue.
pub fn largest_stable_lr(largest_eigenvalue: f64) -> f64 {
    2.0 / largest_eigenvalue
}
