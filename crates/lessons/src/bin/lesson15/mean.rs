//! From the parts' answers to that of the whole.

use crate::part::Answer;

// ANCHOR: weighted
/// Σ nᵢ gᵢ / n: each part counts by its rows. Added up from the first part to
/// the last, whoever answered first.
pub fn weighted(parts: &[Answer]) -> Vec<f64> {
    let n: usize = parts.iter().map(|part| part.rows).sum();
    let mut mean = vec![0.0; parts[0].values.len()];
    for part in parts {
        let weight = part.rows as f64 / n as f64;
        for (mean, value) in mean.iter_mut().zip(&part.values) {
            *mean += weight * value;
        }
    }
    mean
}
// ANCHOR_END: weighted

/// As if all parts were as long: right only where they are.
pub fn plain(parts: &[Answer]) -> Vec<f64> {
    let as_long = |part: &Answer| Answer {
        rows: 1,
        ..part.clone()
    };
    weighted(&parts.iter().map(as_long).collect::<Vec<_>>())
}

/// The largest difference of any two, relative to the largest of `of`.
pub fn apart(these: &[f64], of: &[f64]) -> f64 {
    let largest = |values: &mut dyn Iterator<Item = f64>| {
        values.fold(0.0_f64, |most, v| most.max(v.abs()))
    };
    let differences = &mut these.iter().zip(of).map(|(u, v)| u - v);
    largest(differences) / largest(&mut of.iter().copied())
}
