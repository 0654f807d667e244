//! Scaling: the same points in another unit have another bowl.

use descent::curvature::Curvature;

// ANCHOR: standardise
/// x minus its mean, divided by its standard deviation; and these two.
pub fn standardise(x: &[f64]) -> (Vec<f64>, f64, f64) {
    let n = x.len() as f64;
    let mean = x.iter().sum::<f64>() / n;
    let variance = x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    let deviation = variance.sqrt();
    let scaled = x.iter().map(|x| (x - mean) / deviation).collect();
    (scaled, mean, deviation)
}
// ANCHOR_END: standardise

/// The curvatures of the MSE of a line through points at x.
pub fn bowl(x: &[f64]) -> Curvature {
    Curvature::of_columns(&[x.to_vec(), vec![1.0; x.len()]])
}

/// After how many updates with the best rate a thousandth of the distance is
/// left, along the slowest axis.
pub fn updates_to_a_thousandth(bowl: &Curvature) -> f64 {
    let factor = bowl.factor(bowl.best_lr());
    // What rounding leaves of a factor of 0 is gone after one update, too.
    (1e-3_f64.ln() / factor.ln()).ceil().max(1.0)
}
