//! Four ways to choose a degree, and what the choice is worth.

use descent::data::Points;
use rand::Rng;

use crate::{
    cross_validation::{error, folds},
    degrees::{all, smallest},
    polynomial::MOST,
};

/// The parts of a cross-validation.
pub const PARTS: usize = 10;

/// What was chosen, and by which score.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    pub degree: usize,
    /// The squared error that chose it.
    pub score: f64,
    /// Its squared error on points that took no part.
    pub test: f64,
}

// ANCHOR: choice
/// Chooses by the training error, by a fifth set apart for validation, by
/// cross-validation, and by the test itself, which nobody should.
pub fn all_ways(
    points: &Points,
    test: &Points,
    random: &mut impl Rng,
) -> [Choice; 4] {
    let n = points.x.len();
    let fifth = &folds(n, 5, random)[0];
    let part = |validation: bool| -> Points {
        let rows = (0..n).filter(|i| fifth.contains(i) == validation);
        let (x, y) = rows.map(|i| (points.x[i], points.y[i])).unzip();
        Points { x, y }
    };
    let parts = folds(n, PARTS, random);
    let on_all = all(points, test);
    let held_out = all(&part(false), &part(true));
    let crossed = |degree| error(&points.x, &points.y, degree, &parts);
    let scores: [Vec<f64>; 4] = [
        on_all.iter().map(|e| e.train).collect(),
        held_out.iter().map(|e| e.test).collect(),
        (0..=MOST).map(crossed).collect(),
        on_all.iter().map(|e| e.test).collect(),
    ];
    scores.map(|scores| {
        let degree = smallest(scores.iter().copied());
        Choice {
            degree,
            score: scores[degree],
            test: on_all[degree].test, // fitted again, to all points
        }
    })
}
// ANCHOR_END: choice
