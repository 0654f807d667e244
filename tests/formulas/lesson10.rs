//! The formulas of lesson 10: what a fit may promise.

use descent::model::{by_qr, least_squares};

use crate::common::*;

#[path = "../../crates/lessons/src/bin/lesson10/maximum.rs"]
mod maximum;
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson10/minimum_norm.rs"]
mod minimum_norm;
#[path = "../../crates/lessons/src/bin/lesson10/noise_floor.rs"]
mod noise_floor;
#[path = "../../crates/lessons/src/bin/lesson10/precision.rs"]
mod precision;
#[path = "../../crates/lessons/src/bin/lesson10/ridge.rs"]
mod ridge;

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
    (
        "ridge-loss",
        r"L(w) = \frac{1}{n} \lvert X w - y \rvert^2 + \frac{\alpha}{2} \lvert w \rvert^2",
        ridge_loss,
    ),
    (
        "ridge",
        r"w = (H + \alpha I)^{-1}\, \frac{2}{n} X^{\mathsf T} y",
        ridge_closed_form,
    ),
    (
        "ridge-excess",
        r"\sum_j \left( \frac{\lambda_j}{2} (1 - s_j)^2 (w^{*}_j)^2 + s_j^2\, \frac{\sigma^2}{n} \right), \qquad s_j = \frac{\lambda_j}{\lambda_j + \alpha}",
        ridge_excess,
    ),
    (
        "early-stopping",
        r"1 - (1 - \eta \lambda)^t",
        early_stopping,
    ),
    (
        "dropout",
        r"\mathrm{E} \sum_j \tilde{z}_j = \sum_j z_j, \qquad \mathrm{Var} \sum_j \tilde{z}_j = \frac{1 - q}{q} \sum_j z_j^2",
        dropout,
    ),
    (
        "noise-floor",
        r"\mathrm{E}\, d^2 = (1 - \eta \lambda)^2\, \mathrm{E}\, d^2 + \frac{\eta^2 c}{B}, \qquad \text{and so} \quad \frac{\lambda}{2}\, \mathrm{E}\, d^2 = \frac{\eta\, c}{4 B} \cdot \frac{1}{1 - \eta \lambda / 2}",
        noise_floor,
    ),
    (
        "updates-to-epsilon",
        r"\frac{\kappa}{2} \log \frac{1}{\varepsilon}, \qquad \text{with momentum} \quad \frac{\sqrt{\kappa}}{2} \log \frac{1}{\varepsilon}",
        updates_to_epsilon,
    ),
    (
        "momentum-swing",
        r"\left( 1 + (1 + \rho)\, t \right) \rho^t",
        momentum_swing,
    ),
    (
        "peak",
        r"\mathrm{E} \lvert \hat{w} - w \rvert^2 = \frac{\sigma^2 p}{n - p - 1} \quad \text{for } p < n - 1, \qquad \frac{\sigma^2 n}{p - n - 1} \quad \text{for } p > n + 1",
        peak,
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
    let y = Y;
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

/// The ridge loss by its formula, for the columns (x, 1) at [`X`].
fn penalised(w: &[f64], y: &[f64], alpha: f64) -> f64 {
    let squares = (0..6).map(|i| (w[0] * X[i] + w[1] - y[i]).powi(2));
    mean(squares) + alpha / 2.0 * (w[0] * w[0] + w[1] * w[1])
}

const Y: [f64; 6] = [0.3, -1.0, 2.0, 0.7, 0.0, 1.0];

fn ridge_loss() {
    // The lesson's descent has the gradient of this loss: one update from w
    // leads against its slopes. From 0 to w₁, and then once more.
    let (x, y) = (tensor(&X, &cpu()), tensor(&Y, &cpu()));
    let columns = Line::columns(x);
    let (alpha, lr) = (0.4, 0.1);
    let after =
        |k| to_host(ridge::descend(&columns, &y, alpha, lr, k)).unwrap();
    let (one, two) = (after(1), after(2));
    for (j, two) in two.iter().enumerate() {
        let along = |v: f64| {
            let mut w = one.clone();
            w[j] = v;
            penalised(&w, &Y, alpha)
        };
        close(*two, one[j] - lr * slope(along, one[j]), 1e-9);
    }
}

fn ridge_closed_form() {
    let columns = [X.to_vec(), vec![1.0; 6]];
    for alpha in [0.0, 0.1, 3.0] {
        let w = ridge::closed_form(&columns, &Y, alpha);
        // (H + αI) w = 2/n Xᵀy, row by row.
        for (j, u) in columns.iter().enumerate() {
            let dot =
                |v: &[f64]| 2.0 * mean(u.iter().zip(v).map(|(u, v)| u * v));
            let left = dot(&columns[0]) * w[0] + dot(&columns[1]) * w[1];
            close(left + alpha * w[j], dot(&Y), 1e-13);
        }
        // And that is the lowest place.
        for step in [[1e-3, 0.0], [-1e-3, 0.0], [0.0, 1e-3], [0.0, -1e-3]] {
            let beside = [w[0] + step[0], w[1] + step[1]];
            let lowest = penalised(&w, &Y, alpha);
            assert!(penalised(&beside, &Y, alpha) > lowest);
        }
    }
}

/// Two columns at right angles at four points, so that the Hessian is
/// diagonal, and its curvatures.
fn right_angles() -> ([Vec<f64>; 2], [f64; 2]) {
    let columns = [vec![1.0, -1.0, 1.0, -1.0], vec![0.5, 0.5, -0.5, -0.5]];
    (columns, [2.0, 0.5])
}

fn ridge_excess() {
    let (columns, curvatures) = right_angles();
    let (truth, alpha) = ([1.5, -2.0], 0.3);
    let curve = |w: &[f64]| -> Vec<f64> {
        (0..4)
            .map(|i| columns[0][i] * w[0] + columns[1][i] * w[1])
            .collect()
    };
    // All 16 draws of noise that is σ or −σ.
    let excess = (0..16).map(|bits| {
        let noise = |i| if bits >> i & 1 == 0 { SIGMA } else { -SIGMA };
        let y = curve(&truth).into_iter().enumerate();
        let y: Vec<_> = y.map(|(i, y)| y + noise(i)).collect();
        let w = ridge::closed_form(&columns, &y, alpha);
        apart(&curve(&w), &curve(&truth))
    });
    let want = ridge::excess(&curvatures, &truth, alpha, SIGMA, 4);
    close(mean(excess), want, 1e-13);
}

fn early_stopping() {
    let (columns, curvatures) = right_angles();
    let y = [1.0, 0.2, -0.4, 3.0];
    let best = ridge::closed_form(&columns, &y, 0.0);
    let rows: Vec<_> = columns
        .iter()
        .map(|c| tensor(c, &cpu()).unsqueeze_dim(1))
        .collect();
    let x = Tensor::cat(rows, 1);
    for t in [1, 2, 7] {
        let w = ridge::descend(&x, &tensor(&y, &cpu()), 0.0, 0.3, t);
        let w = to_host(w).unwrap();
        for (j, lambda) in curvatures.iter().enumerate() {
            let part = 1.0 - (1.0 - 0.3 * lambda).powi(t as i32);
            close(w[j], part * best[j], 1e-13);
        }
    }
}

fn dropout() {
    // All eight ways to drop three numbers, each with its probability.
    let (z, q) = ([1.0, -2.0, 0.5], 0.8_f64);
    let ways = (0..8).map(|bits| {
        let stays = |i: &usize| bits >> i & 1 == 0;
        let p = (0..3).map(|i| if stays(&i) { q } else { 1.0 - q });
        let sum = (0..3).filter(stays).map(|i| z[i] / q).sum::<f64>();
        (p.product::<f64>(), sum)
    });
    let ways: Vec<_> = ways.collect();
    let expected: f64 = ways.iter().map(|(p, sum)| p * sum).sum();
    close(expected, z.iter().sum(), 1e-14);
    let variance = ways.iter().map(|(p, sum)| p * (sum - expected).powi(2));
    let squares: f64 = z.iter().map(|z| z * z).sum();
    close(variance.sum(), (1.0 - q) / q * squares, 1e-14);
}

fn peak() {
    // With one feature ŵ = Σxy/Σx², and its variance σ² E 1/Σx²; with one
    // point and p features |ŵ|² = y²/Σx². Both ask for E 1/χ² with k degrees
    // of freedom, here as the integral of its density by the midpoint rule.
    let inverse = |k: i32| {
        let half = f64::from(k) / 2.0;
        let weigh = |power: f64| {
            let step = 1e-3;
            let values = (0..100_000).map(|i| (f64::from(i) + 0.5) * step);
            values
                .map(|v| v.powf(power) * (-v / 2.0).exp())
                .sum::<f64>()
        };
        weigh(half - 2.0) / weigh(half - 1.0)
    };
    for k in [6, 9, 20] {
        let want = SIGMA.powi(2) * inverse(k);
        close(minimum_norm::predicted(k as usize, 1, SIGMA), want, 1e-6);
        close(minimum_norm::predicted(1, k as usize, SIGMA), want, 1e-6);
    }
    // The shortest weights fit exactly and are a sum of rows: what is at right
    // angles to all rows has no part in them.
    let rows = [vec![1.0, 2.0, -1.0], vec![0.5, 0.0, 3.0]];
    let w = minimum_norm::fit(&rows, &[1.0, -2.0]);
    let dot = |u: &[f64]| u.iter().zip(&w).map(|(u, w)| u * w).sum::<f64>();
    close(dot(&rows[0]), 1.0, 1e-13);
    close(dot(&rows[1]), -2.0, 1e-13);
    // (1, 2, −1) × (0.5, 0, 3)
    close(dot(&[6.0, -3.5, -1.0]), 0.0, 1e-13);
}

fn noise_floor() {
    // The mean square of the distance along an axis, update by update, until
    // it stays, from an axis that rests to one that swings.
    for (lr, lambda, c, size) in
        [(0.1, 1.0, 2.0, 1), (0.5, 0.25, 0.3, 8), (1.8, 1.0, 2.0, 90)]
    {
        let mut square = 0.0_f64;
        for _ in 0..10_000 {
            let noise = lr * lr * c / f64::from(size);
            square = (1.0 - lr * lambda).powi(2) * square + noise;
        }
        let want = noise_floor::floor(lr, lambda, c, size as usize);
        close(lambda / 2.0 * square, want, 1e-12);
    }
    dealt_noise();
}

/// Epochs: four points whose noise is 1, −1, 1 and −1, in all 24 orders, one
/// point an update. The mean square of the distance over an epoch, where it
/// repeats: the distance has mean 0 and no epoch knows of another.
fn dealt_noise() {
    let noise = [1.0, -1.0, 1.0, -1.0];
    let mut orders = Vec::new();
    for code in 0..256_usize {
        let order = [0, 2, 4, 6].map(|shift| code >> shift & 3);
        if (0..4).all(|i| order.contains(&i)) {
            orders.push(order);
        }
    }
    assert_eq!(orders.len(), 24);
    let (lr, lambda) = (0.3, 0.8);
    let left: f64 = 1.0 - lr * lambda;
    let mut before = 0.0; // the mean square at the beginning of an epoch
    let mut over_epoch = 0.0;
    for _ in 0..200 {
        let (mut sum, mut end) = (0.0, 0.0);
        for order in &orders {
            let (mut from_noise, mut kept) = (0.0_f64, before);
            for i in order {
                from_noise = left * from_noise + lr * noise[*i];
                kept *= left * left;
                sum += (from_noise.powi(2) + kept) / 96.0;
            }
            end += (from_noise.powi(2) + kept) / 24.0;
        }
        (before, over_epoch) = (end, sum);
    }
    let drawn = noise_floor::floor(lr, lambda, 1.0, 1);
    let want = drawn * noise_floor::of_dealt(lr, lambda, 4, 1);
    close(lambda / 2.0 * over_epoch, want, 1e-12);
}

fn updates_to_epsilon() {
    // Of what an update leaves, the logarithm. The rule of thumb takes
    // log((1 − u)/(1 + u)) for −2u, and that is right to u²/3 of it.
    for kappa in [100.0_f64, 10_000.0] {
        let [_, left] = precision::plain(kappa);
        close(-left.ln() * kappa / 2.0, 1.0, 1.0 / kappa.powi(2));
        let [.., left] = precision::heavy(kappa);
        close(-left.ln() * kappa.sqrt() / 2.0, 1.0, 1.0 / kappa);
        // As many as counted; the formula may round at the last update.
        let [lr, left] = precision::plain(kappa);
        let met = precision::updates(&[1.0, kappa], lr, 0.0, 1e-6);
        let theory = precision::predicted(left, 0.0, 1e-6);
        assert!(met.abs_diff(theory) <= 1, "{met}, {theory}");
        let thumb = kappa / 2.0 * 1e6_f64.ln();
        close(met as f64 / thumb, 1.0, 0.01);
    }
}

fn momentum_swing() {
    // The recurrence of lesson 7, d next = (1 + μ − ηκ) d − μ d before.
    for kappa in [4.0, 100.0] {
        let [lr, momentum, rho] = precision::heavy(kappa);
        let (mut before, mut now) = (1.0, 1.0);
        for t in 0..50 {
            let t = f64::from(t);
            close(f64::abs(now), (1.0 + (1.0 + rho) * t) * rho.powf(t), 1e-12);
            let next = (1.0 + momentum - lr * kappa) * now - momentum * before;
            (before, now) = (now, next);
        }
    }
}
