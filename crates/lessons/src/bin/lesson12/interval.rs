//! How sure a mean of pairs is.

/// A mean, and half the width of its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    pub mean: f64,
    pub half: f64,
}

// ANCHOR: paired
/// The mean of first − second over all images, and its 95 % interval by the
/// normal approximation. Both were measured on the same images, so only the
/// differences scatter.
pub fn paired(first: &[f64], second: &[f64]) -> Mean {
    let apart = first.iter().zip(second).map(|(u, v)| u - v);
    let apart: Vec<f64> = apart.collect();
    let n = apart.len() as f64;
    let mean = apart.iter().sum::<f64>() / n;
    let square = |d: &f64| (d - mean) * (d - mean);
    let variance = apart.iter().map(square).sum::<f64>() / (n - 1.0);
    Mean {
        mean,
        half: 1.96 * (variance / n).sqrt(),
    }
}
// ANCHOR_END: paired
