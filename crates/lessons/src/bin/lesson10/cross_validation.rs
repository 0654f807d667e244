//! Every point tests once: cross-validation.

use descent::model::by_qr;
use rand::{Rng, seq::SliceRandom};

use crate::polynomial::{columns, fit, mean_square, predict};

// ANCHOR: folds
/// The numbers 0 … n − 1, shuffled and dealt into `k` parts.
pub fn folds(n: usize, k: usize, random: &mut impl Rng) -> Vec<Vec<usize>> {
    let mut order: Vec<_> = (0..n).collect();
    order.shuffle(random);
    let part = |i| order.iter().copied().skip(i).step_by(k).collect();
    (0..k).map(part).collect()
}
// ANCHOR_END: folds

// ANCHOR: cross_validation
/// The squared error on points that a fit has not seen: each part is left out
/// of a fit once, and tests it. The mean over all points.
pub fn error(x: &[f64], y: &[f64], degree: usize, parts: &[Vec<usize>]) -> f64 {
    let mut sum = 0.0;
    for part in parts {
        let pick = |of: &[f64], left_out: bool| -> Vec<f64> {
            let rows = of.iter().enumerate();
            let rows = rows.filter(|(i, _)| part.contains(i) == left_out);
            rows.map(|(_, value)| *value).collect()
        };
        let coefficients = fit(&pick(x, false), &pick(y, false), degree);
        let y_pred = predict(&coefficients, &pick(x, true));
        sum += mean_square(&y_pred, &pick(y, true)) * part.len() as f64;
    }
    sum / x.len() as f64
}
// ANCHOR_END: cross_validation

// ANCHOR: leave_one_out
/// The same for parts of one point, from a single fit: the errors, each
/// divided by 1 − h. h is how much of a point's own y is in its prediction.
pub fn leave_one_out(x: &[f64], y: &[f64], degree: usize) -> f64 {
    let columns = columns(x, degree);
    let found = by_qr(columns.clone(), y);
    let inverse = found.inverse_of_r();
    let y_pred = predict(&found.params, x);
    let left_out = (0..x.len()).map(|i| {
        let along = |r: &Vec<f64>| -> f64 {
            r.iter()
                .zip(&columns)
                .map(|(r, column)| r * column[i])
                .sum()
        };
        let h: f64 = inverse.iter().map(|r| along(r).powi(2)).sum();
        ((y_pred[i] - y[i]) / (1.0 - h)).powi(2)
    });
    left_out.sum::<f64>() / x.len() as f64
}
// ANCHOR_END: leave_one_out
