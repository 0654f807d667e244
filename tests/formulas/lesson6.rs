//! The formulas of lesson 6: the learning rate.

use descent::curvature::Curvature;

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    ("one-axis", r"L(w) = \frac{1}{2} \lambda w^2", one_axis),
    (
        "axis-update",
        r"d_i \leftarrow (1 - \eta \lambda_i)\, d_i",
        axis_update,
    ),
    (
        "hessian-line",
        r"H = \frac{2}{n} \begin{pmatrix} \sum x_i^2 & \sum x_i \\ \sum x_i & n \end{pmatrix} = \frac{2}{n} X^{\mathsf T} X",
        hessian_line,
    ),
    (
        "hessian-by-hand",
        r"H = \frac{2}{3} \begin{pmatrix} 7.5 & 3 \\ 3 & 3 \end{pmatrix} = \begin{pmatrix} 5 & 2 \\ 2 & 2 \end{pmatrix}",
        hessian_by_hand,
    ),
    (
        "axes-by-hand",
        r"H \begin{pmatrix} 2 \\ 1 \end{pmatrix} = \begin{pmatrix} 12 \\ 6 \end{pmatrix} = 6 \begin{pmatrix} 2 \\ 1 \end{pmatrix}, \qquad H \begin{pmatrix} 1 \\ -2 \end{pmatrix} = \begin{pmatrix} 1 \\ -2 \end{pmatrix}",
        axes_by_hand,
    ),
    (
        "saddle",
        r"L(u, v) = u^2 + \frac{v^4}{4} - \frac{v^2}{2}",
        saddle,
    ),
    ("saddle-growth", r"v_k \approx 1.1^k \, v_0", saddle_growth),
    (
        "hessian-standardised",
        r"H = \frac{2}{n} \begin{pmatrix} n & 0 \\ 0 & n \end{pmatrix} = \begin{pmatrix} 2 & 0 \\ 0 & 2 \end{pmatrix}",
        hessian_standardised,
    ),
    (
        "largest-stable-lr",
        r"\eta < \frac{2}{\lambda_{\text{max}}}",
        largest_stable_lr,
    ),
    (
        "best-lr",
        r"\eta^{*} = \frac{2}{\lambda_{\text{min}} + \lambda_{\text{max}}}",
        best_lr,
    ),
    (
        "best-factor",
        r"1 - \eta^{*} \lambda_{\text{min}} = \frac{\kappa - 1}{\kappa + 1}",
        best_factor,
    ),
    (
        "rmse-on-axis",
        r"\sqrt{\mu}\, \lvert d \rvert",
        rmse_on_axis,
    ),
    (
        "rmse-update",
        r"d \leftarrow d - \eta \sqrt{\mu}\, \frac{d}{\lvert d \rvert}",
        rmse_update,
    ),
    (
        "two-cycle-law",
        r"L + L' = \sqrt{\mu}\, \bigl( \lvert d \rvert + \lvert d' \rvert \bigr) = \eta\, \mu",
        two_cycle_law,
    ),
    (
        "cosine",
        r"\eta_k = \frac{\eta_0}{2} \left( 1 + \cos \frac{\pi k}{K} \right)",
        cosine,
    ),
    (
        "gradient-promise",
        r"L - L_{\text{min}} \le \frac{\lvert \nabla L \rvert^2}{2 \lambda_{\text{min}}}",
        gradient_promise,
    ),
    (
        "two-minima",
        r"L(w) = w^4 - 2 w^2 + \frac{w}{2}",
        two_minima,
    ),
];

/// The Hessian of the MSE of the notebook's line: entries and eigenvalues, by
/// the closed form for two rows, and the eigenvector of the largest.
fn line() -> ([f64; 3], [f64; 2], [f64; 2]) {
    let x = data::line().x;
    let p = 2.0 * mean(x.iter().map(|x| x * x));
    let q = 2.0 * mean(x.iter().copied());
    let root = ((p - 2.0) / 2.0).hypot(q);
    let middle = (p + 2.0) / 2.0;
    let [low, high] = [middle - root, middle + root];
    let (u, v) = (q, high - p);
    let length = u.hypot(v);
    ([p, q, 2.0], [low, high], [u / length, v / length])
}

fn curvature() -> Curvature {
    let (x, _) = data::line().tensors(&cpu());
    Curvature::of_mse(Line::columns(x)).unwrap()
}

fn one_axis() {
    // Its slope is λw, and the slope of that λ.
    let f = |w: f64| 0.5 * 3.0 * w * w;
    close(slope(f, 0.7), 3.0 * 0.7, 1e-9);
    close(slope(|w| slope(f, w), 0.7), 3.0, 1e-4);
}

/// Where an update takes the line a x + b.
fn update([a, b]: [f64; 2], lr: f64) -> [f64; 2] {
    let points = data::line();
    let all: Vec<usize> = (0..30).collect();
    let [by_a, by_b] = mse_gradient(&points, a, b, &all);
    [a - lr * by_a, b - lr * by_b]
}

fn axis_update() {
    let (_, [low, high], [u, v]) = line();
    let (start, lr) = ([-1.0, 1.0], 0.3);
    let end = update(start, lr);
    let along =
        |w: [f64; 2], [u, v]: [f64; 2]| (w[0] - 3.0) * u + (w[1] - 8.0) * v;
    for (lambda, axis) in [(high, [u, v]), (low, [-v, u])] {
        let want = (1.0 - lr * lambda) * along(start, axis);
        close(along(end, axis), want, 1e-12);
    }
}

fn hessian_line() {
    let points = data::line();
    let all: Vec<usize> = (0..30).collect();
    let by = |i: usize| {
        let points = &points;
        let all = &all;
        move |a: f64, b: f64| mse_gradient(points, a, b, all)[i]
    };
    let ([p, q, r], [low, high], _) = line();
    close(slope(|a| by(0)(a, 1.0), -1.0), p, 1e-8);
    close(slope(|b| by(0)(-1.0, b), 1.0), q, 1e-8);
    close(slope(|a| by(1)(a, 1.0), -1.0), q, 1e-8);
    close(slope(|b| by(1)(-1.0, b), 1.0), r, 1e-8);
    // 2/n XᵀX, as the library computes it.
    all_close(&curvature().eigenvalues, &[low, high], 1e-13);
}

fn largest_stable_lr() {
    let (_, [_, high], _) = line();
    close(curvature().largest_stable_lr(), 2.0 / high, 1e-13);
    for (share, grows) in [(0.99, false), (1.01, true)] {
        let mut w = [-1.0, 1.0];
        for _ in 0..200 {
            w = update(w, share * 2.0 / high);
        }
        let distance = (w[0] - 3.0).hypot(w[1] - 8.0);
        assert_eq!(distance > 8.1, grows, "{share}: {distance}");
    }
}

fn best_lr() {
    let (_, [low, high], _) = line();
    let best = 2.0 / (low + high);
    close(curvature().best_lr(), best, 1e-13);
    let factor = |lr: f64| (1.0 - lr * low).abs().max((1.0 - lr * high).abs());
    close(1.0 - best * low, -(1.0 - best * high), 1e-13);
    for k in 1..100 {
        assert!(factor(best) <= factor(f64::from(k) / 100.0) + 1e-15);
    }
}

fn best_factor() {
    let (_, [low, high], _) = line();
    let kappa = high / low;
    let left = 1.0 - 2.0 / (low + high) * low;
    close(left, (kappa - 1.0) / (kappa + 1.0), 1e-13);
    let curvature = curvature();
    close(curvature.factor(curvature.best_lr()), left, 1e-13);
}

fn rmse_on_axis() {
    let (_, [_, high], [u, v]) = line();
    for d in [-2.0, 0.5, 3.0] {
        let (a, b) = (3.0 + d * u, 8.0 + d * v);
        let got = loss_of(loss::rmse, &data::line(), a, b);
        close(got, (high / 2.0_f64).sqrt() * f64::abs(d), 1e-12);
    }
}

/// Where an update on the RMSE takes a place on the steepest axis.
fn rmse_step(d: f64, lr: f64) -> f64 {
    let (_, _, [u, v]) = line();
    let (a, b) = (3.0 + d * u, 8.0 + d * v);
    let all: Vec<usize> = (0..30).collect();
    let [by_a, by_b] = mse_gradient(&data::line(), a, b, &all);
    let rmse = loss_of(loss::rmse, &data::line(), a, b);
    d - lr * (by_a * u + by_b * v) / (2.0 * rmse)
}

fn rmse_update() {
    let (_, [_, high], _) = line();
    for d in [-2.0_f64, 0.01, 3.0] {
        let want = d - 0.1 * (high / 2.0).sqrt() * d / d.abs();
        close(rmse_step(d, 0.1), want, 1e-11);
    }
}

fn two_cycle_law() {
    let (_, [_, high], _) = line();
    let (mu, lr) = (high / 2.0, 0.1);
    let first = 0.03;
    let second = rmse_step(first, lr);
    close(rmse_step(second, lr), first, 1e-12);
    let losses = mu.sqrt() * (f64::abs(first) + f64::abs(second));
    close(losses, lr * mu, 1e-12);
}

fn cosine() {
    use burn::lr_scheduler::cosine::CosineAnnealingLrSchedulerConfig;
    let config = CosineAnnealingLrSchedulerConfig::new(0.1, 400);
    let mut schedule = config.init().unwrap();
    for k in 0..400 {
        let wave = (std::f64::consts::PI * f64::from(k) / 400.0).cos();
        close(schedule.step().base(), 0.05 * (1.0 + wave), 1e-15);
    }
}

fn gradient_promise() {
    let (_, [low, _], _) = line();
    let all: Vec<usize> = (0..30).collect();
    for (a, b) in [(-1.0, 1.0), (3.1, 8.0), (5.0, 7.0), (2.0, 8.52)] {
        let points = data::line();
        let [by_a, by_b] = mse_gradient(&points, a, b, &all);
        let promised = (by_a * by_a + by_b * by_b) / (2.0 * low);
        // The smallest loss is 0: the points lie on a line.
        assert!(loss_of(loss::mse, &points, a, b) <= promised);
    }
    // Along the shallow axis there is nothing to spare.
    let (_, _, [u, v]) = line();
    let [by_a, by_b] = mse_gradient(&data::line(), 3.0 - v, 8.0 + u, &all);
    let promised = (by_a * by_a + by_b * by_b) / (2.0 * low);
    let loss = loss_of(loss::mse, &data::line(), 3.0 - v, 8.0 + u);
    close(loss, promised, 1e-10);
}

fn two_minima() {
    let f = |w: f64| w.powi(4) - 2.0 * w * w + w / 2.0;
    // The minima and the ridge that NumPy finds: the slope is 0, and bends
    // up, down and up.
    for (w, up) in [
        (-1.0574537707383778, true),
        (0.12705084418252624, false),
        (0.9304029265558516, true),
    ] {
        close(slope(f, w), 0.0, 1e-9);
        assert_eq!(f(w + 0.01) > f(w), up);
        assert_eq!(f(w - 0.01) > f(w), up);
    }
}

/// The change of the gradient from a step, for three points on y = 0.
fn turned(u: f64, v: f64) -> [f64; 2] {
    let points = Points {
        x: vec![-0.5, 1.0, 2.5],
        y: vec![0.0; 3],
    };
    // The gradient is 0 at (0, 0), so it is the change itself.
    mse_gradient(&points, u, v, &[0, 1, 2])
}

fn hessian_by_hand() {
    let x = [-0.5, 1.0, 2.5_f64];
    close(x.iter().map(|x| x * x).sum(), 7.5, 1e-15);
    close(x.iter().sum(), 3.0, 1e-15);
    all_close(&turned(1.0, 0.0), &[5.0, 2.0], 1e-15);
    all_close(&turned(0.0, 1.0), &[2.0, 2.0], 1e-15);
}

fn axes_by_hand() {
    all_close(&turned(2.0, 1.0), &[12.0, 6.0], 1e-15);
    all_close(&turned(1.0, -2.0), &[1.0, -2.0], 1e-15);
}

fn saddle() {
    let f = |u: f64, v: f64| u * u + v.powi(4) / 4.0 - v * v / 2.0;
    for (u, v) in [(0.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
        close(slope(|u| f(u, v), u), 0.0, 1e-9);
        close(slope(|v| f(u, v), v), 0.0, 1e-9);
        // Up along u everywhere; along v down from the saddle, else up.
        assert!(f(u + 0.1, v) > f(u, v));
        assert_eq!(f(u, v + 0.1) > f(u, v), v != 0.0);
        assert_eq!(f(u, v - 0.1) > f(u, v), v != 0.0);
    }
}

fn saddle_growth() {
    // v ← v − 0.1 (v³ − v) = v (1.1 − 0.1 v²): short of 1.1 by a part of
    // v²/11 an update. With a first v of 10⁻⁶ the squares of 60 updates, up to
    // 1.1¹²⁰ · 10⁻¹² = 9 · 10⁻⁸, sum up to less than 6 times the last of them.
    let f = |v: f64| v.powi(4) / 4.0 - v * v / 2.0;
    let mut v = 1e-6;
    for k in 0..60 {
        close(v / (1e-6 * 1.1_f64.powi(k)), 1.0, 1e-7);
        close(slope(f, v), v.powi(3) - v, 1e-9);
        v -= 0.1 * (v.powi(3) - v);
    }
}

fn hessian_standardised() {
    let x = data::line().x;
    let m = mean(x.iter().copied());
    let s = mean(x.iter().map(|x| (x - m).powi(2))).sqrt();
    let points = Points {
        x: x.iter().map(|x| (x - m) / s).collect(),
        y: vec![0.0; 30],
    };
    let all: Vec<usize> = (0..30).collect();
    // The gradient is 0 at (0, 0), so it is what a step changes.
    all_close(&mse_gradient(&points, 1.0, 0.0, &all), &[2.0, 0.0], 1e-14);
    all_close(&mse_gradient(&points, 0.0, 1.0, &all), &[0.0, 2.0], 1e-14);
}
