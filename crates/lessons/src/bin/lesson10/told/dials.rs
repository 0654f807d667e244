//! What the page's explorer needs: the points, the curve, and some fits to
//! compare its own with.

use descent::data::{Points, linspace};
use program::{Result, Story};
use serde_json::json;

use crate::{
    curve::truths,
    polynomial::{MOST, columns, mean_square, predict},
    ridge::closed_form,
};

/// The penalties of the fits.
const ALPHAS: [f64; 4] = [0.0, 1e-4, 0.01, 1.0];

pub fn record(story: &mut Story, train: &Points, test: &Points) -> Result<()> {
    let fit = |degree: usize, alpha: f64| {
        let w = closed_form(&columns(&train.x, degree), &train.y, alpha);
        let mse = |on: &Points| mean_square(&predict(&w, &on.x), &on.y);
        let squares: f64 = w.iter().map(|w| w * w).sum();
        json!({
            "degree": degree,
            "alpha": alpha,
            "train": mse(train),
            "test": mse(test),
            "length": squares.sqrt(),
        })
    };
    let degrees = 0..=MOST;
    let fits = degrees.flat_map(|d| ALPHAS.map(|alpha| fit(d, alpha)));
    let x = linspace(-1.0, 1.0, 201);
    let recording = json!({
        "train": train,
        "test": test,
        "curve": { "x": x, "y": truths(&x) },
        "fits": fits.collect::<Vec<_>>(),
    });
    story.file("degrees.json", recording.to_string().as_bytes())
}
