//! A model whose bowl has its parameters for axes: cosine waves.

use std::f64::consts::PI;

/// As many waves as 20 points can tell apart.
pub const WAVES: usize = 19;

/// `n` points on −1 ≤ x ≤ 1, each in the middle of its part.
pub fn middles(n: usize) -> Vec<f64> {
    let middle = |i| (2 * i + 1) as f64 / n as f64 - 1.0;
    (0..n).map(middle).collect()
}

/// The columns cos(πj(x + 1)/2)/j, j from 1 on. On the middles any two are at
/// right angles, so the Hessian of the MSE is diagonal.
pub fn columns(x: &[f64]) -> Vec<Vec<f64>> {
    let wave = |j: usize| {
        let angle = |x: &f64| PI * j as f64 * (x + 1.0) / 2.0;
        x.iter().map(|x| angle(x).cos() / j as f64).collect()
    };
    (1..=WAVES).map(wave).collect()
}

/// The curvature of the MSE along each weight, 1/j²: 2/n times the sum of the
/// squares in a column.
pub fn curvatures() -> Vec<f64> {
    (1..=WAVES).map(|j| 1.0 / (j * j) as f64).collect()
}

/// The sum of the columns, each times its weight.
pub fn predict(columns: &[Vec<f64>], w: &[f64]) -> Vec<f64> {
    let n = columns.first().map_or(0, Vec::len);
    let at = |i: usize| columns.iter().zip(w).map(|(c, w)| c[i] * w).sum();
    (0..n).map(at).collect()
}
