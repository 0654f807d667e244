//! The bowl of three points, which the chapter works out by hand.

/// Where the three points lie; all y are 0, and so the minimum is at (0, 0).
pub const X: [f64; 3] = [-0.5, 1.0, 2.5];

// ANCHOR: hessian
/// The Hessian of the MSE of a line: 2/n (Σx², Σx; Σx, n).
pub fn hessian(x: &[f64]) -> [[f64; 2]; 2] {
    let n = x.len() as f64;
    let squares = x.iter().map(|x| x * x).sum::<f64>();
    let sum = x.iter().sum::<f64>();
    [[squares, sum], [sum, n]].map(|row| row.map(|v| 2.0 / n * v))
}

/// Its axis of the curvature λ, of length 1: there H only stretches, by λ.
pub fn axis([[p, q], _]: [[f64; 2]; 2], lambda: f64) -> [f64; 2] {
    // Stretched by λ: the first row gives p q + q (λ − p) = λ q.
    let along = [q, lambda - p];
    let length = along[0].hypot(along[1]);
    along.map(|v| v / length)
}
// ANCHOR_END: hessian
