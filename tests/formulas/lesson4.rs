//! The formulas of lesson 4: autodiff.

use std::f64::consts::PI;

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "one-point-forward",
        r"\text{ax} = a \cdot x, \qquad \hat{y} = \text{ax} + b, \qquad e = \hat{y} - y, \qquad L = e^2",
        one_point_forward,
    ),
    (
        "back-square",
        r"\frac{\partial L}{\partial e} = 2e",
        back_square,
    ),
    (
        "back-subtract",
        r"\frac{\partial L}{\partial \hat{y}} = 2e, \quad \frac{\partial L}{\partial y} = -2e",
        back_subtract,
    ),
    (
        "back-add",
        r"\frac{\partial L}{\partial \text{ax}} = 2e, \quad \frac{\partial L}{\partial b} = 2e",
        back_add,
    ),
    (
        "back-multiply",
        r"\frac{\partial L}{\partial a} = 2e \cdot x, \quad \frac{\partial L}{\partial x} = 2e \cdot a",
        back_multiply,
    ),
    (
        "central-difference-error",
        r"\text{error} \approx c_1 h^2 + c_2 \frac{\epsilon}{h}, \qquad \text{smallest near } h \sim \epsilon^{1/3}, \text{ where it is} \sim \epsilon^{2/3}",
        central_difference_error,
    ),
    (
        "mse-gradient-matrix",
        r"\nabla L = \frac{2}{n} X^{\mathsf T} (X w - y)",
        mse_gradient_matrix,
    ),
    (
        "rate-times-updates",
        r"(1 - \eta\lambda)^k \approx \exp(-\eta\lambda k)",
        rate_times_updates,
    ),
    (
        "kept-gradients",
        r"v \leftarrow v + \nabla L(w), \qquad w \leftarrow w - \eta v",
        kept_gradients,
    ),
    (
        "kept-gradients-period",
        r"\frac{2\pi}{\sqrt{\eta\lambda}} \text{ updates}",
        kept_gradients_period,
    ),
];

/// The loss of one point by each place of its graph, moved by `t`.
fn one_point(place: &str, t: f64) -> f64 {
    let (x, y, a, b) = AT;
    let moved = |name, value| if name == place { value + t } else { value };
    let ax = moved("ax", moved("a", a) * moved("x", x));
    let predicted = moved("ŷ", ax + moved("b", b));
    moved("e", predicted - moved("y", y)).powi(2)
}

fn one_point_forward() {
    let (_, _, a, b) = AT;
    close(one_point("", 0.0), e(a, b).powi(2), 1e-14);
}

fn back(place: &str, want: f64) {
    close(slope(|t| one_point(place, t), 0.0), want, 1e-8);
}

fn back_square() {
    back("e", 2.0 * e(AT.2, AT.3));
}

fn back_subtract() {
    back("ŷ", 2.0 * e(AT.2, AT.3));
    back("y", -2.0 * e(AT.2, AT.3));
}

fn back_add() {
    back("ax", 2.0 * e(AT.2, AT.3));
    back("b", 2.0 * e(AT.2, AT.3));
}

fn back_multiply() {
    back("a", 2.0 * e(AT.2, AT.3) * AT.0);
    back("x", 2.0 * e(AT.2, AT.3) * AT.2);
}

fn central_difference_error() {
    // Of eʷ at 1, whose derivatives are all eʷ.
    let exact = 1.0_f64.exp();
    let error = |h: f64| {
        let difference = (1.0 + h).exp() - (1.0 - h).exp();
        (difference / (2.0 * h) - exact).abs() / exact
    };
    // Large steps: c₁h², with c₁ a sixth of the third derivative.
    for h in [1e-1, 1e-2, 1e-3] {
        close(error(h) / (h * h / 6.0), 1.0, 0.01);
    }
    // Small ones: at most a few ε/h.
    let epsilon = f64::EPSILON;
    for h in [1e-8, 1e-9, 1e-10] {
        let worst = (1..50).map(|k| error(h * f64::from(k) / 25.0));
        let worst = worst.fold(0.0, f64::max);
        assert!(worst > 0.1 * epsilon / h && worst < 50.0 * epsilon / h);
    }
    // Between them the smallest.
    let best = epsilon.cbrt();
    assert!(error(best) < 10.0 * epsilon.powf(2.0 / 3.0));
    assert!(error(best) < error(100.0 * best));
    assert!(error(best) < error(best / 1e4));
}

fn mse_gradient_matrix() {
    let points = data::noisy_line().unwrap();
    let (u, y) = points.tensors(&cpu());
    let x = Tensor::<1>::stack::<2>(vec![u.clone(), u.ones_like()], 1);
    let w = tensor(&[-3.0, -2.0], &cpu());
    let predict =
        |w: Tensor<1>| x.clone().matmul(w.unsqueeze_dim(1)).squeeze_dim(1);
    let error: Tensor<1> = predict(w.clone()) - y.clone();
    let product = x.clone().transpose().matmul(error.unsqueeze_dim(1));
    let by_matrix = to_host(product * (2.0 / 100.0)).unwrap();
    let exact = gradient::by_autodiff(&w, |w| loss::mse(predict(w), y.clone()));
    all_close(&by_matrix, &to_host(exact.gradient).unwrap(), 1e-13);
}

fn rate_times_updates() {
    for (rate, k) in [(0.001, 7000), (0.01, 700)] {
        for lambda in [0.7, 2.0] {
            let left = (1.0_f64 - rate * lambda).powi(k);
            let by_formula = (-rate * lambda * f64::from(k)).exp();
            assert!((left - by_formula).abs() < 1e-3);
        }
    }
}

/// The losses of a descent with gradients that add up, on a bowl of one
/// parameter with the curvature λ, from w = 1.
fn kept(rate: f64, lambda: f64, updates: usize) -> Vec<f64> {
    let (mut v, mut w, mut path) = (0.0, 1.0, vec![1.0]);
    for _ in 0..updates {
        v += lambda * w;
        w -= rate * v;
        path.push(w);
    }
    path
}

fn kept_gradients() {
    // Lesson 4's run, as NumPy repeats it from this formula.
    let json = |text: &str| -> serde_json::Value {
        serde_json::from_str(text).unwrap()
    };
    let lesson =
        json(include_str!("../../docs/src/output/lesson4/results.json"));
    let lesson = &lesson["results"]["torch"]["losses_not_zeroed"];
    let points = data::noisy_line().unwrap();
    let all: Vec<usize> = (0..100).collect();
    let (mut a, mut b, mut va, mut vb) = (-3.0, -2.0, 0.0, 0.0);
    for step in 0..100 {
        let e = errors(&points, a, b);
        let mse = mean(e.into_iter().map(|e| e * e));
        close(lesson[step].as_f64().unwrap(), mse, 1e-9);
        let [by_a, by_b] = mse_gradient(&points, a, b, &all);
        (va, vb) = (va + by_a, vb + by_b);
        (a, b) = (a - 0.01 * va, b - 0.01 * vb);
    }
    let path = kept(0.01, 2.0, 10_000);
    assert!(
        path[9_900..].iter().any(|w| w.abs() > 0.9),
        "it never settles"
    );
}

fn kept_gradients_period() {
    for (rate, lambda) in [(0.01, 2.0), (0.01, 0.7)] {
        let path = kept(rate, lambda, 2000);
        let ups = path.windows(2).filter(|w| w[0] < 0.0 && w[1] >= 0.0);
        let period = 2.0 * PI / f64::sqrt(rate * lambda);
        close(ups.count() as f64, 2000.0 / period, 0.03);
    }
}
