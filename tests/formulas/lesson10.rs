//! The formulas of lesson 10: what a fit may promise.

use descent::model::{by_qr, least_squares};

use crate::common::*;

#[path = "../../crates/lessons/src/bin/lesson10/maximum.rs"]
mod maximum;

pub const FORMULAS: &[Row] = &[
    (
        "bias-variance",
        r"\mathrm{E}\, \frac{1}{n} \sum_{i=1}^{n} \left( \hat{y}_i - f(x_i) \right)^2 = \frac{1}{n} \sum_{i=1}^{n} \left( \bar{y}_i - f(x_i) \right)^2 + \frac{\sigma^2 p}{n}",
        bias_variance,
    ),
    (
        "optimism",
        r"\mathrm{E}\, L_{\text{train}} = \text{bias}^2 + \sigma^2 \left( 1 - \frac{p}{n} \right), \qquad \mathrm{E}\, L_{\text{test}} = \text{bias}^2 + \sigma^2 \left( 1 + \frac{p}{n} \right)",
        optimism,
    ),
    (
        "largest-of-normals",
        r"\mathrm{E} \max(z_1, \dots, z_K) = \int z\, K\, \varphi(z)\, \Phi(z)^{K - 1}\, dz",
        largest_of_normals,
    ),
    (
        "leave-one-out",
        r"\frac{1}{n} \sum_{i=1}^{n} \left( \hat{y}_i^{(-i)} - y_i \right)^2 = \frac{1}{n} \sum_{i=1}^{n} \left( \frac{\hat{y}_i - y_i}{1 - h_i} \right)^2",
        leave_one_out,
    ),
];

const X: [f64; 6] = [-1.0, -0.7, 0.1, 0.4, 0.5, 2.0];
const SIGMA: f64 = 0.3;

fn truth() -> Vec<f64> {
    X.map(f64::exp).to_vec()
}

/// What the line of these y says at each x.
fn line(y: &[f64]) -> Vec<f64> {
    let [a, b] = least_squares([X.to_vec(), vec![1.0; X.len()]], y);
    X.iter().map(|x| a * x + b).collect()
}

fn apart(u: &[f64], v: &[f64]) -> f64 {
    mean(u.iter().zip(v).map(|(u, v)| (u - v).powi(2)))
}

/// All 64 draws of noise that is σ or −σ, each as likely as the other: its
/// mean is 0 and its variance σ², so expectations are plain means over them.
fn draws() -> Vec<Vec<f64>> {
    let sign =
        |bits: usize, i: usize| if bits >> i & 1 == 0 { 1.0 } else { -1.0 };
    let draw = |bits: usize| {
        let y = truth().into_iter().enumerate();
        y.map(|(i, y)| y + SIGMA * sign(bits, i)).collect()
    };
    (0..1 << X.len()).map(draw).collect()
}

/// Bias² of the line by the mean of all fits.
fn bias() -> f64 {
    let fits: Vec<_> = draws().iter().map(|y| line(y)).collect();
    let middle: Vec<_> = (0..X.len())
        .map(|i| mean(fits.iter().map(|fit| fit[i])))
        .collect();
    apart(&middle, &truth())
}

fn bias_variance() {
    let excess = mean(draws().iter().map(|y| apart(&line(y), &truth())));
    close(excess, bias() + SIGMA.powi(2) * 2.0 / 6.0, 1e-13);
    // The mean of all fits is the fit to the truth: no draw is needed.
    close(apart(&line(&truth()), &truth()), bias(), 1e-13);
}

fn optimism() {
    let train = mean(draws().iter().map(|y| apart(&line(y), y)));
    close(train, bias() + SIGMA.powi(2) * (1.0 - 2.0 / 6.0), 1e-13);
    let test = draws().into_iter().map(|y| {
        let fit = line(&y);
        mean(draws().iter().map(|again| apart(&fit, again)))
    });
    close(
        mean(test),
        bias() + SIGMA.powi(2) * (1.0 + 2.0 / 6.0),
        1e-12,
    );
}

fn largest_of_normals() {
    // The integral as it stands, by the midpoint rule, against what the lesson
    // computes and against closed forms: 1/√π, 3/(2√π), and for 50 the table
    // of Harter, Expected Values of Normal Order Statistics, 1961.
    for (k, known) in
        [(2, 0.564_189_583_5), (3, 0.846_284_375_3), (50, 2.249_07)]
    {
        let (step, mut below, mut integral) = (1e-3, 0.0, 0.0);
        for at in -9000..9000 {
            let z = (f64::from(at) + 0.5) * step;
            let density = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt();
            let phi: f64 = below + density * step / 2.0;
            integral += step * z * f64::from(k) * density * phi.powi(k - 1);
            below += density * step;
        }
        close(integral, known, 1e-5);
        close(maximum::of_normals(k as usize), known, 1e-5);
    }
    // Two coins and one example: at least one is right in three of four cases.
    close(maximum::of_coins(2, 1), 0.75, 1e-15);
    // One coin has its mean.
    close(maximum::of_coins(1, 100), 0.5, 1e-13);
}

fn leave_one_out() {
    let y = [0.3, -1.0, 2.0, 0.7, 0.0, 1.0];
    let columns = [X.to_vec(), vec![1.0; 6]];
    let without = |i: usize| {
        let rest = |of: &[f64]| -> Vec<f64> {
            let rest = of.iter().enumerate().filter(|(j, _)| *j != i);
            rest.map(|(_, v)| *v).collect()
        };
        let [a, b] =
            least_squares(columns.clone().map(|c| rest(&c)), &rest(&y));
        (a * X[i] + b - y[i]).powi(2)
    };
    let fit = line(&y);
    // h_i: the prediction at i where y is 1 there and 0 elsewhere.
    let h = |i: usize| {
        let unit: Vec<_> =
            (0..6).map(|j| f64::from(u8::from(j == i))).collect();
        let params = by_qr(columns.to_vec(), &unit).params;
        params[0] * X[i] + params[1]
    };
    let from_one = (0..6).map(|i| ((fit[i] - y[i]) / (1.0 - h(i))).powi(2));
    close(mean((0..6).map(without)), mean(from_one), 1e-12);
}
