//! The formulas of the chapter "Your own data".

use ::fit::{loss::Loss as FitLoss, scale::Scales, weights::Weights};

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "standardised",
        r"u = \frac{x - \text{mean}(x)}{s_x}, \qquad v = \frac{y - \text{mean}(y)}{s_y}",
        standardised,
    ),
    (
        "own-units",
        r"a = w\, \frac{s_y}{s_x}, \qquad b = \text{mean}(y) - a\, \text{mean}(x)",
        own_units,
    ),
    (
        "r-squared",
        r"R^2 = 1 - \frac{\sum_i e_i^2}{\sum_i (y_i - \text{mean}(y))^2}",
        r_squared,
    ),
    (
        "residual-deviation",
        r"s = \sqrt{\frac{1}{n - p} \sum_i e_i^2}",
        residual_deviation,
    ),
    (
        "standard-error",
        r"\text{se}(a) = \frac{s}{\sqrt{\sum_i (x_i - \text{mean}(x))^2}}",
        standard_error,
    ),
    (
        "weighted-loss",
        r"L = \frac{\sum_i w_i\, e_i^2}{\sum_i w_i}",
        weighted_loss,
    ),
    (
        "trends",
        r"\ln(C\, e^{a x}) = \ln C + a\, x, \qquad \ln(C\, x^a) = \ln C + a \ln x",
        trends,
    ),
    (
        "mean-of-exponential",
        r"\frac{\text{mean}(y)}{e^{\text{mean}(\ln y)}} = e^{\sigma^2/2}",
        mean_of_exponential,
    ),
];

/// The 100 points of lesson 4, and how they are standardised.
fn points() -> (Points, Scales) {
    let points = data::noisy_line().unwrap();
    let scales = Scales::of(std::slice::from_ref(&points.x), &points.y, 1);
    (points, scales)
}

fn deviation(values: &[f64]) -> f64 {
    let middle = mean(values.iter().copied());
    mean(values.iter().map(|v| (v - middle).powi(2))).sqrt()
}

fn standardised() {
    let (points, scales) = points();
    let u = scales.rows(std::slice::from_ref(&points.x));
    let (middle, s) = (mean(points.x.clone()), deviation(&points.x));
    let want: Vec<_> = points.x.iter().map(|x| (x - middle) / s).collect();
    all_close(&u, &want, 1e-12);
    close(mean(u.clone()), 0.0, 1e-14);
    close(deviation(&u), 1.0, 1e-14);
}

fn own_units() {
    let (points, scales) = points();
    let u = scales.rows(std::slice::from_ref(&points.x));
    let v = points.y.iter().map(|y| scales.y.apply(*y)).collect();
    let [w, intercept] = Line::least_squares(&Points { x: u, y: v });
    close(intercept, 0.0, 1e-13);
    let a = w * deviation(&points.y) / deviation(&points.x);
    let b = mean(points.y.clone()) - a * mean(points.x.clone());
    all_close(&[a, b], &Line::least_squares(&points), 1e-12);
    all_close(&scales.in_own_units(&[intercept, w]), &[b, a], 1e-12);
}

/// Of the best line, R² is the square of the correlation.
fn r_squared() {
    let (points, scales) = points();
    let [a, b] = Line::least_squares(&points);
    let e = errors(&points, a, b);
    let middle = mean(points.y.clone());
    let spread: f64 = points.y.iter().map(|y| (y - middle).powi(2)).sum();
    let r2 = 1.0 - e.iter().map(|e| e * e).sum::<f64>() / spread;
    let u = scales.rows(std::slice::from_ref(&points.x));
    let v = points.y.iter().map(|y| scales.y.apply(*y));
    let correlation = mean(u.iter().zip(v).map(|(u, v)| u * v));
    close(r2, correlation.powi(2), 1e-12);
    // And 0 where the model is the mean.
    let e = errors(&points, 0.0, middle);
    close(
        1.0 - e.iter().map(|e| e * e).sum::<f64>() / spread,
        0.0,
        1e-12,
    );
}

/// n − p in place of n makes it right in the mean: 2000 lines under noise of
/// variance 1/12.
fn residual_deviation() {
    let (n, p) = (5, 2);
    let all = mean((0..2000).map(|seed| {
        let mut points = data::fresh_noisy_line(seed);
        points.x.truncate(n);
        points.y.truncate(n);
        let [a, b] = Line::least_squares(&points);
        let squares = errors(&points, a, b);
        squares.iter().map(|e| e * e).sum::<f64>() / (n - p) as f64
    }));
    // The mean of 2000 such has a standard deviation of 1.6e-3 at most.
    close(all, 1.0 / 12.0, 6e-3);
}

/// The slopes of 2000 lines through the same x, under noise of variance 1/12,
/// have this deviation.
fn standard_error() {
    let x = data::noisy_line().unwrap().x;
    let middle = mean(x.clone());
    let spread: f64 = x.iter().map(|x| (x - middle).powi(2)).sum();
    let predicted = (1.0_f64 / 12.0).sqrt() / spread.sqrt();
    let slopes: Vec<_> = (0..2000)
        .map(|seed| {
            // The noise of a line drawn anew, over the x of the first.
            let drawn = data::fresh_noisy_line(seed);
            let pairs = drawn.x.iter().zip(&drawn.y);
            let noise = pairs.map(|(x, y)| y - (2.0 * x + 3.0));
            let y = x.iter().zip(noise).map(|(x, e)| 2.0 * x + e).collect();
            Line::least_squares(&Points { x: x.clone(), y })[0]
        })
        .collect();
    // A deviation of 2000 is known to 1/√4000 = 1.6 %: four times that.
    close(deviation(&slopes) / predicted, 1.0, 0.064);
}

/// A weight of 2 is two rows, and of 0 none.
fn weighted_loss() {
    let (device, e, w) = (cpu(), [1.0, -2.0, 5.0, 3.0], [2.0, 1.0, 0.0, 1.0]);
    let sum = e.iter().zip(w).map(|(e, w)| w * e * e).sum::<f64>();
    let loss = sum / w.iter().sum::<f64>();
    let rows = [1.0, 1.0, -2.0, 3.0];
    close(loss, mean(rows.map(|e| e * e)), 1e-15);
    let [y_pred, weights] =
        [&e, Weights::new(&w).values()].map(|v| data::tensor(v, &device));
    let y = y_pred.zeros_like();
    let got = FitLoss::Mse.weighted(y_pred, y, weights, 1.0);
    close(got.into_scalar(), loss, 1e-15);
}

fn trends() {
    for (c, a, x) in
        [(3.0_f64, 0.5, 2.0_f64), (0.1, -2.0, 7.0), (9.0, 1.5, 0.2)]
    {
        close((c * (a * x).exp()).ln(), c.ln() + a * x, 1e-14);
        close((c * x.powf(a)).ln(), c.ln() + a * x.ln(), 1e-14);
    }
}

/// The integral over a normal distribution, by sums of 1/1000 of a deviation
/// from −12 to 12 of them.
fn mean_of_exponential() {
    for (middle, sigma) in [(0.0, 0.1), (2.0, 0.5), (-1.0, 1.0)] {
        let part = |i: i32| {
            let z = f64::from(i) / 1000.0;
            let density = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt();
            density / 1000.0 * f64::exp(middle + sigma * z)
        };
        let mean = (-12_000..=12_000).map(part).sum::<f64>();
        close(
            mean / f64::exp(middle),
            f64::exp(sigma * sigma / 2.0),
            1e-12,
        );
    }
}
