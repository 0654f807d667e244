//! How good the best of many is, where none is better than another.

use std::f64::consts::TAU;

// ANCHOR: maximum
/// The expected largest of `count` normal numbers of mean 0 and standard
/// deviation 1: the integral of 1 − Φᶜ above 0, less that of Φᶜ below 0.
pub fn of_normals(count: usize) -> f64 {
    let step = 1e-3;
    let (mut below, mut expected) = (0.0, 0.0); // below is Φ(z)
    for k in -8000..8000 {
        let z = (f64::from(k) + 0.5) * step;
        let density = (-z * z / 2.0).exp() / TAU.sqrt();
        let all_below = (below + density * step / 2.0).powf(count as f64);
        expected += step * (f64::from(u8::from(z > 0.0)) - all_below);
        below += density * step;
    }
    expected
}
// ANCHOR_END: maximum

/// The expected part that the luckiest of `count` coins names right of m
/// examples, exactly: the sum of P(largest ≥ k) over k from 1 to m.
pub fn of_coins(count: usize, m: usize) -> f64 {
    let (mut below, mut expected) = (0.0, 0.0); // below is P(one coin < k)
    let mut log_p = -(m as f64) * 2.0_f64.ln(); // of exactly k, k = 0 first
    for k in 1..=m {
        below += log_p.exp();
        expected += 1.0 - below.min(1.0).powf(count as f64);
        log_p += ((m - k + 1) as f64 / k as f64).ln();
    }
    expected / m as f64
}
