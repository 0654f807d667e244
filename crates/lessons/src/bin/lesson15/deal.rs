//! Rows dealt out to parts.

use std::ops::Range;

// ANCHOR: deal
/// n rows in parts one behind the other, as long as their shares say: part i
/// gets shares[i] of Σ shares, to within a row. Where a part ends depends on
/// nothing but n and the shares.
pub fn deal(n: usize, shares: &[f64]) -> Vec<Range<usize>> {
    let total: f64 = shares.iter().sum();
    let (mut start, mut sum) = (0, 0.0);
    let part = |share: &f64| {
        sum += share;
        let end = (n as f64 * sum / total).round() as usize;
        let part = start..end;
        start = end;
        part
    };
    shares.iter().map(part).collect()
}
// ANCHOR_END: deal
