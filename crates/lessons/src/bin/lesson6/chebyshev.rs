//! Learning rates that differ from update to update, and together beat the
//! best constant one (Richardson, 1910; with the zeros of Chebyshev's
//! polynomials Young, 1953).

use std::f64::consts::PI;

use descent::{
    Result,
    curvature::Curvature,
    train::{Recorder, Trace},
};

use crate::problem::Problem;

// ANCHOR: chebyshev
/// So many rates, the smallest first. One over them are curvatures between
/// the smallest and the largest, closer together near both ends.
pub fn rates(curvature: &Curvature, count: usize) -> Vec<f64> {
    let (low, high) = (curvature.smallest(), curvature.largest());
    let rate = |k: usize| {
        let angle = PI * (k as f64 + 0.5) / count as f64;
        2.0 / (high + low + (high - low) * angle.cos())
    };
    (0..count).map(rate).collect()
}
// ANCHOR_END: chebyshev

/// What `count` of them leave at most of the distance along any axis:
/// 1/cosh(count · arcosh((κ + 1)/(κ − 1))).
pub fn left(curvature: &Curvature, count: usize) -> f64 {
    let kappa = curvature.condition_number();
    let beyond = (kappa + 1.0) / (kappa - 1.0);
    1.0 / (count as f64 * beyond.acosh()).cosh()
}

/// Descends the mean squared error, an update with each rate.
///
/// # Errors
/// A run that diverges; a device that fails.
pub fn descend(problem: &Problem, rates: &[f64]) -> Result<Trace> {
    let (mut w, mut recorder) = (problem.start.clone(), Recorder::new());
    for rate in rates {
        let at = problem.mse(&w);
        recorder.record(&w, &at.loss)?;
        w = w - at.gradient * *rate;
    }
    recorder.record(&w, &problem.mse(&w).loss)?;
    recorder.finish()
}
