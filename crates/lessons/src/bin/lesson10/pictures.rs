//! Fits of a curve, and what their error consists of.

use descent::data::{Points, linspace};
use figure::Chart;

use crate::{
    curve::truths,
    polynomial::{MOST, fit, predict},
    terms::{Measured, Terms},
};

/// The points, the curve, and three polynomials.
pub fn fits(train: &Points, best: usize) -> Chart {
    let fine = linspace(-1.0, 1.0, 201);
    let title = "Too stiff, about right, too free";
    let mut chart = Chart::new(title, "x", "y")
        .points("measured", &train.x, &train.y)
        .dashed("the curve", &fine, &truths(&fine));
    let mut shown = vec![1, best, MOST];
    shown.dedup();
    for degree in shown {
        let y = predict(&fit(&train.x, &train.y, degree), &fine);
        chart = chart.line(&format!("degree {degree}"), &fine, &y);
    }
    let (least, most) = train
        .y
        .iter()
        .fold((-1.0_f64, 1.0_f64), |(l, m), y| (l.min(*y), m.max(*y)));
    let room = 0.2 * (most - least);
    chart.y_range(least - room, most + room)
}

/// Bias² and variance by theory, and the excess that was measured.
pub fn terms(theory: &[Terms], run: &[Measured]) -> Chart {
    let axis: Vec<_> = (0..=MOST).map(|degree| degree as f64).collect();
    let each =
        |of: fn(&Terms) -> f64| -> Vec<f64> { theory.iter().map(of).collect() };
    let sum = each(|t| t.bias + t.variance);
    let measured: Vec<_> = run.iter().map(|run| run.excess.value).collect();
    // Far to the right the bias is next to nothing: the axis ends above it.
    let least = theory.iter().map(|t| t.variance).fold(1.0, f64::min) / 5.0;
    let most = sum.iter().copied().fold(least, f64::max) * 1.5;
    Chart::new("Excess over the noise", "degree", "excess")
        .dashed("bias²", &axis, &each(|t| t.bias))
        .dashed("σ²p/n", &axis, &each(|t| t.variance))
        .line("their sum", &axis, &sum)
        .points("measured", &axis, &measured)
        .log_y()
        .y_range(least, most)
}
