//! The formulas of the page of errata.

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "xavier",
        r"\mathrm{Var}\, w = \frac{2}{n_{\text{in}} + n_{\text{out}}}",
        xavier,
    ),
    ("two-matrices", r"W_2 (W_1 x) = (W_2 W_1)\, x", two_matrices),
    ("one-unit", r"(e + 1)^2 - e^2 = 2e + 1", one_unit),
    (
        "rmse-cycle",
        r"\text{RMSE}_k + \text{RMSE}_{k+1} = \eta\, \lambda, \qquad \lambda = \text{the largest eigenvalue of } \tfrac{1}{n} X^{\mathsf T} X",
        rmse_cycle,
    ),
    (
        "quadratic-largest-rate",
        r"\frac{2}{2 \lambda} = \frac{1}{ 130.64 } \approx 0.00765",
        quadratic_largest_rate,
    ),
];

/// The largest eigenvalue of XᵀX/n for the quadratic, by power iteration.
fn quadratic_eigenvalue() -> f64 {
    let x = data::quadratic().x;
    let rows: Vec<[f64; 3]> = x.iter().map(|x| [x * x, *x, 1.0]).collect();
    let (mut v, mut length) = ([1.0; 3], 0.0);
    for _ in 0..200 {
        let mut next = [0.0; 3];
        for row in &rows {
            let along: f64 = row.iter().zip(&v).map(|(r, v)| r * v).sum();
            (0..3).for_each(|j| next[j] += row[j] * along / 100.0);
        }
        length = next.iter().map(|v| v * v).sum::<f64>().sqrt();
        v = next.map(|v| v / length);
    }
    length
}

fn xavier() {
    let variance = |inputs: f64, outputs: f64| 2.0 / (inputs + outputs);
    close(variance(784.0, 10.0), 0.00252, 0.000_005);
    // A layer as wide as its input keeps the size of what flows through it.
    close(100.0 * variance(100.0, 100.0), 1.0, 1e-15);
}

fn two_matrices() {
    let table = |values: &[f64]| tensor(values, &cpu()).reshape([2, 2]);
    let first = table(&[1.0, 2.0, 3.0, 4.0]);
    let second = table(&[0.5, -1.0, 2.0, 3.0]);
    let x = tensor(&[7.0, -2.0], &cpu()).unsqueeze_dim::<2>(1);
    let one_by_one = second.clone().matmul(first.clone().matmul(x.clone()));
    let at_once = second.matmul(first).matmul(x);
    let [left, right] = [one_by_one, at_once].map(|t| to_host(t).unwrap());
    all_close(&left, &right, 1e-13);
}

fn rmse_cycle() {
    let (points, mut w) = (data::quadratic(), [2.0, 3.0, 4.0]);
    let mut rmses = Vec::new();
    for _ in 0..2000 {
        let (e, rmse) = (quadratic_errors(&points, w), rmse_of_quadratic(w));
        for (power, w) in [2, 1, 0].into_iter().zip(&mut w) {
            let pairs = e.iter().zip(&points.x);
            *w -= 0.1 * mean(pairs.map(|(e, x)| e * x.powi(power))) / rmse;
        }
        rmses.push(rmse_of_quadratic(w));
    }
    close(
        rmses[1998] + rmses[1999],
        0.1 * quadratic_eigenvalue(),
        1e-9,
    );
    close(rmses[1997], rmses[1999], 1e-9);
}

fn quadratic_largest_rate() {
    let eigenvalue = quadratic_eigenvalue();
    close(eigenvalue, 130.64, 0.005 / 130.64);
    let limit = 2.0 / (2.0 * eigenvalue);
    close(limit, 0.00765, 0.000_005);
    let (x, y) = data::quadratic().tensors(&cpu());
    let after = |rate: f64| {
        let start = tensor(&[2.0, 3.0, 4.0], &cpu());
        let columns = Quadratic::columns(x.clone());
        let none = Recorder::new();
        let run = train::descend(start, rate, 2000, none, |w| {
            let predicted = Quadratic::from(w.clone()).forward(x.clone());
            let gradient = gradient::mse(columns.clone(), w, y.clone());
            let loss = loss::mse(predicted, y.clone());
            LossAndGradient { loss, gradient }
        });
        run.map_or(f64::INFINITY, |trace| trace.last().loss)
    };
    assert!(after(0.99 * limit) < 1.0 && after(1.01 * limit) > 1e6);
}

fn one_unit() {
    let (x, y, a, b) = AT;
    let square = |b: f64| (a * x + b - y).powi(2);
    close(square(b + 1.0) - square(b), 2.0 * e(a, b) + 1.0, 1e-13);
}
