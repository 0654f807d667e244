//! The formulas of lesson 14: what a step costs.

use fused::LineMse;

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "three-sums",
        r"L = \frac{1}{n} \sum e_i^2, \qquad \frac{\partial L}{\partial a} = \frac{2}{n} \sum e_i x_i, \qquad \frac{\partial L}{\partial b} = \frac{2}{n} \sum e_i",
        three_sums,
    ),
    (
        "step-time",
        r"t = \max\left( \frac{B}{\beta},\; \frac{F}{\pi} \right)",
        step_time,
    ),
    (
        "roofline",
        r"\frac{F}{t} = \min\left( I \beta,\; \pi \right), \qquad I = \frac{F}{B}",
        step_time,
    ),
];

fn three_sums() {
    let points = data::noisy_line().unwrap();
    let (x, y) = points.tensors(&cpu());
    let mse = LineMse::new(x, y).unwrap();
    for [a, b] in [[0.5, -1.0], [2.0, 3.5]] {
        let errors = points.x.iter().zip(&points.y);
        let errors: Vec<_> = errors.map(|(x, y)| (a * x + b - y, *x)).collect();
        let n = errors.len() as f64;
        let sum = |of: fn(f64, f64) -> f64| -> f64 {
            errors.iter().map(|(e, x)| of(*e, *x)).sum()
        };
        let want = [
            sum(|e, _| e * e) / n,
            2.0 / n * sum(|e, x| e * x),
            2.0 / n * sum(|e, _| e),
        ];
        let w = tensor(&[a, b], &cpu());
        let LossAndGradient { loss, gradient } = mse.loss_and_gradient(&w);
        let got = [to_host(loss).unwrap(), to_host(gradient).unwrap()].concat();
        all_close(&got, &want, 1e-13);
    }
}

/// Both are one statement: whichever of the two takes longer is the time, and
/// whichever is lower is the roof.
fn step_time() {
    let (bandwidth, peak) = (50e9, 200e9);
    for (bytes, operations) in [(80e6, 80e6), (480e6, 80e6), (1e3, 1e9)] {
        let time = f64::max(bytes / bandwidth, operations / peak);
        let intensity: f64 = operations / bytes;
        let roof = f64::min(intensity * bandwidth, peak);
        close(operations / time / roof, 1.0, 1e-15);
    }
}
