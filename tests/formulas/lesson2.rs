//! The formulas of lesson 2: losses.

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    ("error", r"e_i = \hat{y}_i - y_i", error),
    (
        "mean-error",
        r"\text{mean error} = \frac{1}{n} \sum_{i=1}^{n} e_i",
        mean_error,
    ),
    ("mae", r"\frac{1}{n} \sum_i \lvert e_i \rvert", mae),
    ("sse", r"\sum_i e_i^2", sse),
    ("mse", r"\frac{1}{n} \sum_i e_i^2", mse),
    ("rmse", r"\sqrt{\frac{1}{n} \sum_i e_i^2}", rmse),
    (
        "mean-mae-rmse",
        r"\lvert \text{mean error} \rvert \;\le\; \text{MAE} \;\le\; \text{RMSE}",
        mean_mae_rmse,
    ),
    (
        "line-error",
        r"e_i = (a x_i + b) - (3 x_i + 8) = (a - 3)\, x_i + (b - 8)",
        line_error,
    ),
    (
        "line-mse-bowl",
        r"L(a, b) = \text{mean}(x^2) \; u^2 + 2\, \text{mean}(x) \; u v + v^2",
        line_mse_bowl,
    ),
    (
        "mse-of-the-truth",
        r"\mathrm{E}\,\varepsilon^2 = (\mathrm{E}\,\varepsilon)^2 + \mathrm{Var}\,\varepsilon = \frac{1}{4} + \frac{1}{12} = \frac{1}{3}",
        mse_of_the_truth,
    ),
    (
        "mse-of-the-centred-truth",
        r"\mathrm{Var}\,\varepsilon = \frac{1}{12} \approx 0.083",
        mse_of_the_centred_truth,
    ),
];

/// Predictions, targets, and a loss of the library for them.
fn of(loss: Loss) -> f64 {
    let predicted = tensor(&[1.0, -2.0, 5.0], &cpu());
    value(loss(predicted, tensor(&[3.0, -3.0, 2.0], &cpu()))).unwrap()
}

/// Their errors.
const E: [f64; 3] = [-2.0, 1.0, 3.0];

fn error() {
    let points = Points {
        x: vec![0.0, 2.0],
        y: vec![5.0, -1.0],
    };
    all_close(&errors(&points, 3.0, 1.0), &[1.0 - 5.0, 7.0 + 1.0], 0.0);
    close(of(loss::mean_error), mean(E), 1e-15);
}

fn mean_error() {
    close(of(loss::mean_error), E.iter().sum::<f64>() / 3.0, 1e-15);
}

fn mae() {
    close(of(loss::mae), mean(E.map(f64::abs)), 1e-15);
}

fn sse() {
    close(of(loss::sse), E.map(|e| e * e).iter().sum(), 1e-15);
}

fn mse() {
    close(of(loss::mse), mean(E.map(|e| e * e)), 1e-15);
}

fn rmse() {
    close(of(loss::rmse), mean(E.map(|e| e * e)).sqrt(), 1e-15);
}

fn mean_mae_rmse() {
    let points = data::noisy_line().unwrap();
    for a in [-4.0, 0.0, 2.0] {
        for b in [-3.0, 3.5, 9.0] {
            let of = |loss| loss_of(loss, &points, a, b);
            let (mean, mae) = (of(loss::mean_error).abs(), of(loss::mae));
            let room = 1e-12;
            assert!(mean <= mae + room && mae <= of(loss::rmse) + room);
        }
    }
}

fn line_error() {
    let points = data::line();
    let by_formula = points.x.iter().map(|x| (-1.0 - 3.0) * x + (1.0 - 8.0));
    let by_formula: Vec<f64> = by_formula.collect();
    all_close(&errors(&points, -1.0, 1.0), &by_formula, 1e-14);
}

fn line_mse_bowl() {
    let points = data::line();
    let (x2, x1) = (mean(data::LINE_X.map(|x| x * x)), mean(data::LINE_X));
    for (a, b) in [(-1.0, 1.0), (3.0, 8.0), (5.0, 6.0)] {
        let (u, v) = (a - 3.0, b - 8.0);
        let bowl = x2 * u * u + 2.0 * x1 * u * v + v * v;
        close(loss_of(loss::mse, &points, a, b), bowl, 1e-13);
    }
}

fn mse_of_the_truth() {
    let squares = expect(|e| e * e);
    close(squares, 1.0 / 3.0, 1e-8);
    let variance = expect(|e| (e - 0.5).powi(2));
    close(squares, expect(|e| e).powi(2) + variance, 1e-9);
    close(0.25 + 1.0 / 12.0, 1.0 / 3.0, 1e-15);
}

fn mse_of_the_centred_truth() {
    close(1.0 / 12.0, 0.083, 0.0005);
    close(expect(|e| (e - 0.5).powi(2)), 1.0 / 12.0, 1e-8);
}
