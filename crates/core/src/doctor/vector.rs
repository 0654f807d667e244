//! Vectors of numbers on the host.

pub use crate::vectors::dot;

/// The length of v.
pub fn length(v: &[f64]) -> f64 {
    dot(v, v).sqrt()
}

/// The cosine of the angle between u and v.
pub fn alike(u: &[f64], v: &[f64]) -> f64 {
    dot(u, v) / (length(u) * length(v)).max(f64::MIN_POSITIVE)
}

/// u + factor × v.
pub fn along(u: &[f64], factor: f64, v: &[f64]) -> Vec<f64> {
    u.iter().zip(v).map(|(u, v)| u + factor * v).collect()
}

/// The mean of vectors of one length.
pub fn mean(of: &[Vec<f64>]) -> Vec<f64> {
    let mut sum = vec![0.0; of.first().map_or(0, Vec::len)];
    for v in of {
        sum = along(&sum, 1.0 / of.len() as f64, v);
    }
    sum
}

/// A direction of length 1 that no problem is made for: the same every time.
pub fn any_direction(p: usize) -> Vec<f64> {
    let v: Vec<f64> = (1..=p).map(|i| (1.7 * (i * i) as f64).cos()).collect();
    let length = length(&v).max(f64::MIN_POSITIVE);
    v.into_iter().map(|v| v / length).collect()
}
