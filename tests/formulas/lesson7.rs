//! The formulas of lesson 7: optimisers.

use burn::optim::{
    AdaGradConfig, AdamConfig, Optimizer, RmsPropConfig, SgdConfig,
    momentum::MomentumConfig,
};

use crate::common::*;

// The lesson's theory, as it stands.
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/bowl.rs"]
mod bowl;
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/race.rs"]
mod race;
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/rules.rs"]
mod rules;
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/theory.rs"]
mod theory;

pub const FORMULAS: &[Row] = &[
    (
        "momentum-update",
        r"v \leftarrow \mu v + g, \qquad w \leftarrow w - \eta v",
        momentum_update,
    ),
    (
        "momentum-sum",
        r"g + \mu g + \mu^2 g + \dots = \frac{g}{1 - \mu}",
        momentum_sum,
    ),
    (
        "nesterov-update",
        r"w \leftarrow w - \eta\, (g + \mu v)",
        nesterov_update,
    ),
    (
        "momentum-matrix",
        r"\begin{pmatrix} d_{k+1} \\ d_k \end{pmatrix} = \begin{pmatrix} 1 + \mu - \eta\lambda & -\mu \\ 1 & 0 \end{pmatrix} \begin{pmatrix} d_k \\ d_{k-1} \end{pmatrix}",
        momentum_matrix,
    ),
    ("momentum-rate", r"\sqrt{\mu}", momentum_rate),
    (
        "momentum-range",
        r"(1 - \sqrt{\mu})^2 < \eta\lambda < (1 + \sqrt{\mu})^2",
        momentum_range,
    ),
    (
        "momentum-limit",
        r"\eta\lambda = 2(1 + \mu)",
        momentum_limit,
    ),
    (
        "momentum-kappa",
        r"\kappa \le \left( \frac{1 + \sqrt{\mu}}{1 - \sqrt{\mu}} \right)^2",
        momentum_kappa,
    ),
    (
        "momentum-best",
        r"\mu^{*} = \left( \frac{\sqrt{\kappa} - 1}{\sqrt{\kappa} + 1} \right)^2, \qquad \eta^{*} = \left( \frac{2}{\sqrt{\lambda_{\text{min}}} + \sqrt{\lambda_{\text{max}}}} \right)^2",
        momentum_best,
    ),
    (
        "adagrad-update",
        r"s \leftarrow s + g^2, \qquad w \leftarrow w - \eta\, \frac{g}{\sqrt{s} + \epsilon}",
        adagrad_update,
    ),
    (
        "rmsprop-average",
        r"s \leftarrow \alpha s + (1 - \alpha)\, g^2",
        rmsprop_average,
    ),
    (
        "adam-means",
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2",
        adam,
    ),
    (
        "adam-update",
        r"\hat{m} = \frac{m}{1 - \beta_1^t}, \qquad \hat{s} = \frac{s}{1 - \beta_2^t}, \qquad w \leftarrow w - \eta\, \frac{\hat{m}}{\sqrt{\hat{s}} + \epsilon}",
        adam,
    ),
    (
        "newton-step",
        r"w \leftarrow w - H^{-1} \nabla L",
        newton_step,
    ),
    (
        "rosenbrock",
        r"L(u, v) = (u - 1)^2 + 100\, (v - u^2)^2",
        rosenbrock,
    ),
    (
        "rosenbrock-condition",
        r"\kappa \approx 2508",
        rosenbrock_condition,
    ),
    (
        "nesterov-matrix",
        r"\left( (1 + \mu)(1 - \eta\lambda),\ -\mu(1 - \eta\lambda) \right)",
        nesterov_matrix,
    ),
    ("momentum-double", r"k \rho^k", momentum_double),
    (
        "rosenbrock-limit",
        r"2/\lambda_{\text{max}} = 0.001997",
        rosenbrock_limit,
    ),
    (
        "dampening",
        r"v \leftarrow \mu v + (1 - \text{dampening})\, g",
        dampening,
    ),
];

/// The slope that all optimisers here get at w.
fn g(w: f64) -> f64 {
    3.0 * (w - 1.0)
}

/// Where burn's optimiser goes in five updates from 5 with learning rate 0.1.
fn burns(optimiser: impl Optimizer) -> Vec<f64> {
    let (mut w, mut state) = (tensor(&[5.0], &cpu()), None);
    let mut path = Vec::new();
    for _ in 0..5 {
        let gradient = (w.clone() - 1.0) * 3.0;
        (w, state) = optimiser.step(0.1, w, gradient, state);
        path.push(value(w.clone()).unwrap());
    }
    path
}

/// Where an update written out goes. `step` gets the gradient and the number
/// of the update, from 1 on, and gives what to multiply by the rate.
fn by_hand(mut step: impl FnMut(f64, i32) -> f64) -> Vec<f64> {
    let mut w = 5.0;
    let path = (1..=5).map(|t| {
        w -= 0.1 * step(g(w), t);
        w
    });
    path.collect()
}

fn sgd(momentum: MomentumConfig) -> impl Optimizer {
    SgdConfig::new().with_momentum(Some(momentum)).build()
}

fn heavy() -> MomentumConfig {
    MomentumConfig::new()
        .with_momentum(0.875)
        .with_dampening(0.0)
}

fn momentum_update() {
    let mut v = 0.0;
    let want = by_hand(|g, _| {
        v = 0.875 * v + g;
        v
    });
    all_close(&burns(sgd(heavy())), &want, 1e-13);
}

fn momentum_sum() {
    for mu in [0.0, 0.5, 0.875] {
        let terms = (0..400).map(|k| f64::powi(mu, k) * 2.0);
        close(terms.sum(), 2.0 / (1.0 - mu), 1e-12);
    }
}

fn nesterov_update() {
    let mut v = 0.0;
    let want = by_hand(|g, _| {
        v = 0.875 * v + g;
        g + 0.875 * v
    });
    all_close(&burns(sgd(heavy().with_nesterov(true))), &want, 1e-13);
}

/// The distance left after momentum's updates on ½ λ d² from 1.
fn left(mu: f64, eta_lambda: f64, updates: usize) -> f64 {
    let (mut d, mut v) = (1.0, 0.0);
    let mut largest = 0.0_f64;
    for update in 0..updates {
        v = mu * v + eta_lambda * d;
        d -= v;
        // It swings: the largest of the last twenty.
        if update + 20 >= updates {
            largest = largest.max(d.abs());
        }
    }
    largest
}

fn momentum_matrix() {
    for eta_lambda in [0.1, 1.0, 3.0] {
        let (mut v, mut path) = (0.0, vec![1.0]);
        for k in 0..10 {
            let d = path[k];
            v = 0.875 * v + eta_lambda * d;
            path.push(d - v);
        }
        // Before the first update there was no step.
        path.insert(0, 1.0);
        for d in path.windows(3) {
            let want = (1.875 - eta_lambda) * d[1] - 0.875 * d[0];
            close(d[2], want, 1e-12);
        }
    }
}

/// The size of the larger eigenvalue of that matrix, and whether it is
/// complex: the roots of r² − (1 + μ − ηλ) r + μ.
fn larger(mu: f64, eta_lambda: f64) -> (f64, bool) {
    let half = (1.0 + mu - eta_lambda) / 2.0;
    let under_root = half * half - mu;
    match under_root < 0.0 {
        true => (half.hypot((-under_root).sqrt()), true),
        false => (half.abs() + under_root.sqrt(), false),
    }
}

fn momentum_range() {
    for mu in [0.1_f64, 0.45, 0.875] {
        let root = mu.sqrt();
        let [low, high] = [1.0 - root, 1.0 + root].map(|r| r * r);
        for k in 1..200 {
            let eta_lambda = f64::from(k) * 0.02 + 0.001;
            let (size, complex) = larger(mu, eta_lambda);
            let inside = low < eta_lambda && eta_lambda < high;
            assert_eq!(complex, inside, "{mu} {eta_lambda}");
            match inside {
                true => close(size, root, 1e-12),
                false => assert!(size > root),
            }
        }
    }
}

fn momentum_limit() {
    for mu in [0.0, 0.45, 0.875] {
        let limit = 2.0 * (1.0 + mu);
        // Just below everything shrinks, just above it grows, by −1 at it.
        assert!(larger(mu, 0.999 * limit).0 < 1.0);
        assert!(larger(mu, 1.001 * limit).0 > 1.0);
        close(larger(mu, limit).0, 1.0, 1e-12);
        assert!(left(mu, 0.99 * limit, 2000) < 1e-3);
        assert!(left(mu, 1.01 * limit, 2000) > 1e3);
    }
    // The lesson's factors are these, and so are its borders.
    for mu in [0.2_f64, 0.875] {
        for x in [0.001, 0.3, 1.0, 2.5, 3.6] {
            let got = theory::leaves(rules::Rule::Momentum(mu), x).unwrap();
            close(got, larger(mu, x).0, 1e-14);
        }
        let want = [(1.0 - mu.sqrt()).powi(2), (1.0 + mu.sqrt()).powi(2)];
        let want = [want[0] / 3.0, want[1] / 3.0, 2.0 * (1.0 + mu) / 3.0];
        all_close(&theory::borders(mu, 3.0), &want, 1e-14);
    }
}

fn momentum_double() {
    // At the ends of the range the two eigenvalues are ρ = ±√μ: the distance
    // divided by kρᵏ goes to a constant.
    for mu in [0.45_f64, 0.875] {
        for root in [mu.sqrt(), -mu.sqrt()] {
            let eta_lambda = (1.0 - root).powi(2);
            close(larger(mu, eta_lambda).0, mu.sqrt(), 1e-7);
            let (mut d, mut v, mut ratio) = (1.0, 0.0, Vec::new());
            for k in 1..=800 {
                v = mu * v + eta_lambda * d;
                d -= v;
                ratio.push(d / (f64::from(k) * root.powi(k)));
            }
            // What is not the constant falls as c/k, with c below 20 here.
            close(ratio[799] / ratio[399], 1.0, 0.03);
        }
    }
}

fn nesterov_matrix() {
    for x in [0.1, 1.0, 1.3] {
        let (mut v, mut path) = (0.0, vec![1.0_f64]);
        for k in 0..10 {
            let d = path[k];
            v = 0.875 * v + x * d;
            path.push(d - (x * d + 0.875 * v));
        }
        // From the second update on: before the first the velocity was 0.
        for d in path.windows(3) {
            let want = 1.875 * (1.0 - x) * d[1] - 0.875 * (1.0 - x) * d[0];
            close(d[2], want, 1e-12);
        }
    }
}

/// What the best rate of plain descent would need, which no 1-2-5 rate is.
#[test]
fn plain_descent_would_need_109_gradients() {
    let bowl = bowl::LineBowl::of(&data::line());
    let [low, high] = bowl.curvatures;
    close(2.0 / (low + high), 0.754, 0.5e-3);
    close(1.0 - 0.5 * low, 0.950, 0.5e-3);
    let goal = race::Goal {
        loss: 1e-6,
        updates: 1000,
    };
    let needed = bowl.starts([-2.0, 4.0]).map(|start| {
        let (lr, rule) = (2.0 / (low + high), rules::Rule::Sgd);
        let by_theory = theory::predicted(rule, lr, &bowl, start, goal);
        let at = |w| bowl.at(w);
        let run = race::run(rule, lr, start, goal, &at);
        // Theory is exact here, but for rounding at the goal.
        assert_eq!(run, race::Outcome::Settled(by_theory.unwrap()));
        by_theory.unwrap()
    });
    let mut needed = needed.to_vec();
    needed.sort();
    assert_eq!(needed[2], 109);
}

fn rosenbrock_limit() {
    let rows = vec![vec![802.0, -400.0], vec![-400.0, 200.0]];
    let steepest = descent::curvature::eigenvalues(rows)[1];
    close(2.0 / steepest * 1000.0, 1.997, 0.5e-3);
}

/// Nesterov's factor, which the race's last column uses, against the run.
#[test]
fn nesterov_leaves_what_theory_says() {
    for (mu, x) in [(0.875, 0.05), (0.875, 1.277), (0.5, 0.2)] {
        let (mut d, mut v) = (1.0_f64, 0.0);
        let mut largest = Vec::new();
        for _ in 0..300 {
            let g = x * d;
            v = mu * v + g;
            d -= g + mu * v;
            largest.push(d.abs());
        }
        let top = |from: usize| {
            largest[from..from + 40].iter().copied().fold(0.0, f64::max)
        };
        // Over 200 updates, where swings of some twenty hide 1 % at most.
        let measured = (top(250) / top(50)).powf(1.0 / 200.0);
        let told = theory::leaves(rules::Rule::Nesterov(mu), x).unwrap();
        close(measured, told, 0.01);
    }
}

fn momentum_kappa() {
    // At that κ, and the rate that puts the shallow axis at one end of the
    // range, the steep one stands at the other.
    let root = 0.875_f64.sqrt();
    let kappa = ((1.0 + root) / (1.0 - root)).powi(2);
    let shallow = (1.0 - root).powi(2);
    close(kappa * shallow, (1.0 + root).powi(2), 1e-12);
    // Just inside all lose √μ, beyond it one does not, at any rate.
    let worst = |kappa: f64, shallow: f64| {
        let [a, b] = [shallow, kappa * shallow].map(|at| larger(0.875, at).0);
        a.max(b)
    };
    close(worst(0.99 * kappa, 1.005 * shallow), root, 1e-12);
    for k in 1..400 {
        assert!(worst(1.05 * kappa, shallow * f64::from(k) / 200.0) > root);
    }
}

fn momentum_rate() {
    // The line's two axes at a learning rate of 0.1.
    for eta_lambda in [0.0099643, 0.25535617] {
        let rate = left(0.875, eta_lambda, 440) / left(0.875, eta_lambda, 240);
        close(rate.powf(1.0 / 200.0), 0.875_f64.sqrt(), 5e-3);
    }
}

fn momentum_best() {
    let (low, high) = (0.09964302690025145_f64, 2.553561659766415_f64);
    let root = (high / low).sqrt();
    let mu = ((root - 1.0) / (root + 1.0)).powi(2);
    let eta = (2.0 / (low.sqrt() + high.sqrt())).powi(2);
    // With it both axes are at the ends of the range that leaves √μ.
    close(eta * high, (1.0 + mu.sqrt()).powi(2), 1e-12);
    close(eta * low, (1.0 - mu.sqrt()).powi(2), 1e-12);
    // The text's figures.
    close(mu, 0.45, 0.005);
    close(mu.sqrt(), 0.67, 0.005);
    // What an update leaves: √μ, and no less with other memory or rates. At
    // the ends of the range 400 updates leave some 400 √μ⁴⁰⁰: 1.5 % more.
    let leaves = |mu: f64, eta: f64| {
        let left = left(mu, eta * low, 400).max(left(mu, eta * high, 400));
        left.powf(1.0 / 400.0)
    };
    close(leaves(mu, eta), mu.sqrt(), 0.03);
    for k in 0..20 {
        let other = f64::from(k) / 20.0;
        for share in [0.5, 0.8, 1.0, 1.2] {
            assert!(leaves(other, share * eta) >= mu.sqrt() - 0.01);
        }
    }
}

fn adagrad_update() {
    let mut s = 0.0;
    let want = by_hand(|g, _| {
        s += g * g;
        g / (s.sqrt() + 1e-8)
    });
    let adagrad = AdaGradConfig::new().with_epsilon(1e-8).build();
    all_close(&burns(adagrad), &want, 1e-9);
    // The first update moves by the learning rate.
    close(want[0], 4.9, 1e-8);
}

fn rmsprop_average() {
    let mut s = 0.0;
    let want = by_hand(|g, _| {
        s = 0.99 * s + 0.01 * g * g;
        g / (s.sqrt() + 1e-8)
    });
    let rmsprop = RmsPropConfig::new()
        .with_alpha(0.99)
        .with_momentum(0.0)
        .with_epsilon(1e-8);
    // 0.01 as 1 − 0.99 in float32 is right to 1e-6.
    all_close(&burns(rmsprop.build()), &want, 1e-5);
}

fn adam() {
    let (mut m, mut v) = (0.0, 0.0);
    let want = by_hand(|g, t| {
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        let m_hat = m / (1.0 - f64::powi(0.9, t));
        let v_hat: f64 = v / (1.0 - f64::powi(0.999, t));
        m_hat / (v_hat.sqrt() + 1e-8)
    });
    let adam = AdamConfig::new()
        .with_beta_1(0.9)
        .with_beta_2(0.999)
        .with_epsilon(1e-8);
    all_close(&burns(adam.build()), &want, 1e-5);
}

fn newton_step() {
    let points = data::line();
    let all: Vec<usize> = (0..30).collect();
    let [by_a, by_b] = mse_gradient(&points, -1.0, 1.0, &all);
    let p = 2.0 * mean(points.x.iter().map(|x| x * x));
    let q = 2.0 * mean(points.x.iter().copied());
    let det = p * 2.0 - q * q;
    close(-1.0 - (2.0 * by_a - q * by_b) / det, 3.0, 1e-11);
    close(1.0 - (p * by_b - q * by_a) / det, 8.0, 1e-11);
}

fn height(u: f64, v: f64) -> f64 {
    (u - 1.0).powi(2) + 100.0 * (v - u * u).powi(2)
}

fn rosenbrock() {
    assert_eq!(height(1.0, 1.0), 0.0);
    close(height(-1.2, 1.0), 24.2, 1e-12);
    for u in [-1.0, 0.0, 0.5] {
        // On the floor nothing is left but the first term.
        close(height(u, u * u), (u - 1.0) * (u - 1.0), 1e-12);
        assert!(height(u, u * u + 0.1) > height(u, u * u) + 0.9);
    }
}

fn rosenbrock_condition() {
    let by_u = |u: f64, v: f64| slope(|u| height(u, v), u);
    let by_v = |u: f64, v: f64| slope(|v| height(u, v), v);
    let h = 1e-3;
    let uu = (by_u(1.0 + h, 1.0) - by_u(1.0 - h, 1.0)) / (2.0 * h);
    let uv = (by_u(1.0, 1.0 + h) - by_u(1.0, 1.0 - h)) / (2.0 * h);
    let vv = (by_v(1.0, 1.0 + h) - by_v(1.0, 1.0 - h)) / (2.0 * h);
    all_close(&[uu, uv, vv], &[802.0, -400.0, 200.0], 1e-5);
    let rows = vec![vec![802.0, -400.0], vec![-400.0, 200.0]];
    let found = descent::curvature::eigenvalues(rows);
    close(found[1] / found[0], 2508.0, 1e-4);
}

fn dampening() {
    let mut v = None;
    let want = by_hand(|g, _| {
        let next = v.map_or(g, |v: f64| 0.875 * v + 0.75 * g);
        v = Some(next);
        next
    });
    let momentum = heavy().with_dampening(0.25);
    all_close(&burns(sgd(momentum)), &want, 1e-13);
}
