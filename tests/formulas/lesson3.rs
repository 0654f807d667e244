//! The formulas of lesson 3: gradients and descent.

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "bowl-step",
        r"b - 8 \;\leftarrow\; (1 - 2\eta)\,(b - 8)",
        bowl_step,
    ),
    (
        "uphill",
        r"s\, \frac{\partial L}{\partial a} + t\, \frac{\partial L}{\partial b} = \lvert \nabla L \rvert \cdot \lvert (s, t) \rvert \cdot \cos \varphi",
        uphill,
    ),
    (
        "gradient",
        r"\nabla L = \left( \frac{\partial L}{\partial a}, \; \frac{\partial L}{\partial b} \right)",
        gradient_of_a_loss,
    ),
    (
        "local-derivatives",
        r"\frac{d\, e^2}{d e} = 2 e, \qquad \frac{\partial e}{\partial b} = 1, \qquad \frac{\partial e}{\partial a} = x",
        local_derivatives,
    ),
    (
        "squared-error-gradient",
        r"\frac{\partial\, e^2}{\partial b} = 2 e \cdot 1, \qquad \frac{\partial\, e^2}{\partial a} = 2 e \cdot x",
        squared_error_gradient,
    ),
    (
        "mse-gradient-line",
        r"\frac{\partial\, \text{MSE}}{\partial a} = \frac{1}{n} \sum_{i=1}^{n} 2 e_i x_i, \qquad \frac{\partial\, \text{MSE}}{\partial b} = \frac{1}{n} \sum_{i=1}^{n} 2 e_i",
        mse_gradient_line,
    ),
    (
        "sse-gradient",
        r"\nabla\, \text{SSE} = n \, \nabla\, \text{MSE}",
        sse_gradient,
    ),
    (
        "rmse-gradient",
        r"\nabla\, \text{RMSE} = \frac{\nabla\, \text{MSE}}{2\, \text{RMSE}} \qquad \text{where RMSE} > 0",
        rmse_gradient,
    ),
    (
        "rmse-kink",
        r"\text{RMSE}(3,\, 8 + t) = \sqrt{t^2} = \lvert t \rvert",
        rmse_kink,
    ),
    (
        "update",
        r"a \leftarrow a - \eta\, \frac{\partial L}{\partial a}, \qquad b \leftarrow b - \eta\, \frac{\partial L}{\partial b}",
        update,
    ),
    (
        "one-parameter-update",
        r"w \leftarrow w - \eta \lambda w = (1 - \eta \lambda)\, w",
        one_parameter_update,
    ),
    (
        "stable-learning-rate-one",
        r"0 < \eta < 2 / \lambda",
        stable_learning_rate_one,
    ),
    (
        "stable-learning-rate-line",
        r"\eta < \frac{2}{\lambda_{\text{max}}} \approx 0.783",
        stable_learning_rate_line,
    ),
    (
        "condition-number-line",
        r"\kappa = \frac{\lambda_{\text{max}}}{\lambda_{\text{min}}} \approx 25.6",
        condition_number_line,
    ),
    (
        "contraction-across",
        r"\eta\lambda_{\text{max}} \approx 0.026",
        contraction_across,
    ),
    (
        "contraction-along",
        r"\eta\lambda_{\text{min}} \approx 0.001",
        contraction_along,
    ),
    (
        "rmse-gradient-quadratic",
        r"\nabla\, \text{RMSE} = \frac{1}{\text{RMSE}} \left( \frac{1}{n} \sum_i e_i x_i^2, \;\; \frac{1}{n} \sum_i e_i x_i, \;\; \frac{1}{n} \sum_i e_i \right)",
        rmse_gradient_quadratic,
    ),
    (
        "central-difference",
        r"\frac{\partial L}{\partial a} \approx \frac{L(a + h,\, b,\, c) - L(a - h,\, b,\, c)}{2h}",
        central_difference,
    ),
];

/// The eigenvalues of 2/n XᵀX for the 30 points, smallest first.
fn line_curvatures() -> [f64; 2] {
    let x = data::LINE_X;
    let (p, q) = (2.0 * mean(x.map(|x| x * x)), 2.0 * mean(x));
    let (half, root) = ((p + 2.0) / 2.0, ((p - 2.0) / 2.0).hypot(q));
    [half - root, half + root]
}

fn gradient_of_a_loss() {
    let points = data::line();
    let (x, y) = points.tensors(&cpu());
    let w = tensor(&[-1.0, 1.0], &cpu());
    let losses: [Loss; 3] = [loss::sse, loss::mse, loss::rmse];
    for (loss, (_, by_hand)) in losses.into_iter().zip(gradient::BY_HAND) {
        let columns = Line::columns(x.clone());
        let got = to_host(by_hand(columns, &w, y.clone())).unwrap();
        let by_a = slope(|a| loss_of(loss, &points, a, 1.0), -1.0);
        let by_b = slope(|b| loss_of(loss, &points, -1.0, b), 1.0);
        all_close(&got, &[by_a, by_b], 1e-8);
    }
}

fn local_derivatives() {
    let (x, _, a, b) = AT;
    close(slope(|e| e * e, e(a, b)), 2.0 * e(a, b), 1e-8);
    close(slope(|b| e(a, b), b), 1.0, 1e-8);
    close(slope(|a| e(a, b), a), x, 1e-8);
}

fn squared_error_gradient() {
    let (x, _, a, b) = AT;
    close(slope(|b| e(a, b).powi(2), b), 2.0 * e(a, b), 1e-8);
    close(slope(|a| e(a, b).powi(2), a), 2.0 * e(a, b) * x, 1e-8);
}

/// A gradient of the library for the line a x + b on the 30 points.
fn gradient_of(by_hand: gradient::ByHand, a: f64, b: f64) -> Vec<f64> {
    let (x, y) = data::line().tensors(&cpu());
    let w = tensor(&[a, b], &cpu());
    to_host(by_hand(Line::columns(x), &w, y)).unwrap()
}

fn mse_gradient_line() {
    let points = data::line();
    let all: Vec<usize> = (0..30).collect();
    let by_sums = mse_gradient(&points, 0.5, -2.0, &all);
    all_close(&gradient_of(gradient::mse, 0.5, -2.0), &by_sums, 1e-13);
    let of = |a, b| loss_of(loss::mse, &points, a, b);
    close(slope(|a| of(a, -2.0), 0.5), by_sums[0], 1e-8);
    close(slope(|b| of(0.5, b), -2.0), by_sums[1], 1e-8);
}

fn sse_gradient() {
    let by_mse = gradient_of(gradient::mse, -1.0, 1.0);
    let by_n: Vec<f64> = by_mse.iter().map(|g| 30.0 * g).collect();
    all_close(&gradient_of(gradient::sse, -1.0, 1.0), &by_n, 1e-13);
    let by_b = slope(|b| loss_of(loss::sse, &data::line(), -1.0, b), 1.0);
    close(by_b, by_n[1], 1e-8);
}

fn rmse_gradient() {
    let rmse = loss_of(loss::rmse, &data::line(), -1.0, 1.0);
    let by_mse = gradient_of(gradient::mse, -1.0, 1.0);
    let by_chain: Vec<f64> = by_mse.iter().map(|g| g / (2.0 * rmse)).collect();
    all_close(&gradient_of(gradient::rmse, -1.0, 1.0), &by_chain, 1e-13);
    let by_b = slope(|b| loss_of(loss::rmse, &data::line(), -1.0, b), 1.0);
    close(by_b, by_chain[1], 1e-8);
}

fn rmse_kink() {
    for t in [-2.0, -0.01, 0.5, 3.0_f64] {
        let rmse = loss_of(loss::rmse, &data::line(), 3.0, 8.0 + t);
        close(rmse, t.abs(), 1e-12);
        close(rmse, (t * t).sqrt(), 1e-12);
    }
}

fn update() {
    let (x, y) = data::line().tensors(&cpu());
    let run = |updates| {
        let start = tensor(&[-1.0, 1.0], &cpu());
        let recorder = Recorder::new();
        train::descend(start, 0.01, updates, recorder, |w| {
            gradient::by_autodiff(w, |w| {
                loss::mse(Line::from(w).forward(x.clone()), y.clone())
            })
        })
    };
    let all: Vec<usize> = (0..30).collect();
    let [by_a, by_b] = mse_gradient(&data::line(), -1.0, 1.0, &all);
    let want = [-1.0 - 0.01 * by_a, 1.0 - 0.01 * by_b];
    all_close(&run(1).unwrap().last().params, &want, 1e-14);
}

fn one_parameter_update() {
    // L = λ/2 w² has the slope λw.
    let (lambda, rate, w) = (3.0, 0.1, 5.0);
    let by_slope = w - rate * slope(|w| lambda / 2.0 * w * w, w);
    close(by_slope, (1.0 - rate * lambda) * w, 1e-8);
}

fn stable_learning_rate_one() {
    let lambda = 3.0;
    let after = |rate: f64| (1.0_f64 - rate * lambda).powi(1000).abs();
    assert!(after(0.01) < 1e-9 && after(1.99 / lambda) < 1e-3);
    assert!(after(2.01 / lambda) > 1e3 && after(-0.01) > 1e3);
}

/// The MSE of the line after many updates with this learning rate.
fn mse_after(rate: f64) -> f64 {
    let (points, all) = (data::line(), (0..30).collect::<Vec<_>>());
    let (mut a, mut b) = (-1.0, 1.0);
    for _ in 0..5000 {
        let [by_a, by_b] = mse_gradient(&points, a, b, &all);
        (a, b) = (a - rate * by_a, b - rate * by_b);
    }
    mean(errors(&points, a, b).into_iter().map(|e| e * e))
}

fn stable_learning_rate_line() {
    let limit = 2.0 / line_curvatures()[1];
    close(limit, 0.783, 0.0005);
    assert!(mse_after(0.999 * limit) < 1.0);
    assert!(mse_after(1.001 * limit) > 100.0);
}

fn condition_number_line() {
    let [smallest, largest] = line_curvatures();
    close(largest / smallest, 25.6, 0.05 / 25.6);
    // They are curvatures: across the bowl the MSE grows by λ/2 r².
    let x = data::LINE_X;
    let (p, q) = (2.0 * mean(x.map(|x| x * x)), 2.0 * mean(x));
    for lambda in [smallest, largest] {
        let (u, v) = (q, lambda - p); // an eigenvector
        let points = data::line();
        let loss = loss_of(loss::mse, &points, 3.0 + u, 8.0 + v);
        close(loss, lambda / 2.0 * (u * u + v * v), 1e-12);
    }
}

fn contraction_across() {
    close(0.01 * line_curvatures()[1], 0.026, 0.0005);
}

fn contraction_along() {
    close(0.01 * line_curvatures()[0], 0.001, 0.00005);
}

fn rmse_gradient_quadratic() {
    let points = data::quadratic();
    let start = [2.0, 3.0, 4.0];
    let e = quadratic_errors(&points, start);
    let rmse = rmse_of_quadratic(start);
    let sum = |power: i32| {
        let terms = e.iter().zip(&points.x).map(|(e, x)| e * x.powi(power));
        mean(terms) / rmse
    };
    let want = [sum(2), sum(1), sum(0)];
    let (x, y) = points.tensors(&cpu());
    let w = tensor(&start, &cpu());
    let got = gradient::rmse(Quadratic::columns(x), &w, y);
    all_close(&to_host(got).unwrap(), &want, 1e-13);
    let by_a = slope(|a| rmse_of_quadratic([a, 3.0, 4.0]), 2.0);
    close(by_a, want[0], 1e-8);
}

fn central_difference() {
    let (x, y) = data::quadratic().tensors(&cpu());
    let w = tensor(&[2.0, 3.0, 4.0], &cpu());
    let loss = |w: Tensor<1>| {
        loss::rmse(Quadratic::from(w).forward(x.clone()), y.clone())
    };
    let exact = gradient::by_autodiff(&w, loss).gradient;
    let measured = gradient::by_differences(&w, loss).unwrap();
    let [exact, measured] = [exact, measured].map(|g| to_host(g).unwrap());
    all_close(&measured, &exact, 1e-8);
    let of = |a| rmse_of_quadratic([a, 3.0, 4.0]);
    close((of(2.001) - of(1.999)) / 0.002, exact[0], 1e-6);
}

fn uphill() {
    let points = data::line();
    let all: Vec<usize> = (0..30).collect();
    let [by_a, by_b] = mse_gradient(&points, -1.0, 1.0, &all);
    let length = by_a.hypot(by_b);
    let mse = |a, b| loss_of(loss::mse, &points, a, b);
    for turn in 0..12 {
        let phi = std::f64::consts::PI * f64::from(turn) / 6.0;
        // The gradient turned by φ, as a step of length 10⁻⁶.
        let (sin, cos) = phi.sin_cos();
        let scale = 1e-6 / length;
        let s = (by_a * cos - by_b * sin) * scale;
        let t = (by_a * sin + by_b * cos) * scale;
        close(s * by_a + t * by_b, length * 1e-6 * cos, 1e-15);
        let change = mse(-1.0 + s, 1.0 + t) - mse(-1.0, 1.0);
        // What bends is of the size of the step squared.
        close(change, length * 1e-6 * cos, 1e-11);
    }
}

fn bowl_step() {
    let points = data::line();
    for (b, lr) in [(1.0, 0.2), (12.0, 0.01)] {
        let all: Vec<usize> = (0..30).collect();
        let [_, by_b] = mse_gradient(&points, 3.0, b, &all);
        close(b - lr * by_b - 8.0, (1.0 - 2.0 * lr) * (b - 8.0), 1e-12);
    }
}
