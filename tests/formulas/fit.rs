//! The formulas of the chapter "Your own data".

use ::fit::{
    loss::Loss as FitsLoss,
    network::{Layer, Network},
    penalty::augmented,
    problem::Problem,
    scale::{Scale, Scales},
    softmax::{differences, probabilities},
    weights::Weights,
};
use descent::model::by_qr;

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
        "penalised",
        r"\frac{1}{n} \sum_i e_i^2 + \lambda \sum_j w_j^2",
        penalised,
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
    (
        "class-loss",
        r"L = \frac{1}{n} \sum_i \Big(\log \sum_k e^{z_{ik}} - z_{i, y_i}\Big), \qquad z_{ik} = b_k + \sum_j w_{kj}\, x_{ij}",
        class_loss,
    ),
    (
        "class-gradient",
        r"\frac{\partial L}{\partial w_{kj}} = \frac{1}{n} \sum_i \big(p_{ik} - [k = y_i]\big)\, x_{ij}",
        class_gradient,
    ),
    (
        "log-odds",
        r"\log \frac{p_{ik}}{p_{ir}} = (b_k - b_r) + \sum_j (w_{kj} - w_{rj})\, x_{ij}",
        log_odds,
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

/// On a standardised line its minimum lies at the slope r/(1 + λ), and the
/// program's closed form there, too.
fn penalised() {
    let (points, scales) = points();
    let u = scales.rows(std::slice::from_ref(&points.x));
    let v: Vec<_> = points.y.iter().map(|y| scales.y.apply(*y)).collect();
    let lambda = 0.3;
    let pairs = || u.iter().zip(&v);
    let loss = |w: f64, b: f64| {
        mean(pairs().map(|(u, v)| (w * u + b - v).powi(2))) + lambda * w * w
    };
    let columns = augmented(vec![vec![1.0; u.len()], u.clone()], lambda, true);
    let mut y = v.clone();
    y.resize(columns[0].len(), 0.0);
    let [b, w] = by_qr(columns, &y).params[..] else {
        panic!("two columns")
    };
    close(b, 0.0, 1e-13);
    let correlation = mean(pairs().map(|(u, v)| u * v));
    close(w, correlation / (1.0 + lambda), 1e-12);
    for step in [-1e-4, 1e-4] {
        assert!(loss(w + step, b) > loss(w, b));
        assert!(loss(w, b + step) > loss(w, b));
    }
}

/// Four rows of two columns, three classes, and a model of them.
const X: [[f64; 2]; 4] = [[0.5, -1.0], [2.0, 0.3], [-0.7, 1.1], [0.1, 0.2]];
const CLASS: [usize; 4] = [0, 2, 1, 2];
const W: [[f64; 2]; 3] = [[0.3, -0.2], [-1.0, 0.8], [0.6, 0.4]];
const B: [f64; 3] = [0.1, -0.4, 0.2];

fn score(w: &[[f64; 2]; 3], i: usize, k: usize) -> f64 {
    B[k] + w[k][0] * X[i][0] + w[k][1] * X[i][1]
}

/// The loss by the formula.
fn cross_entropy(w: &[[f64; 2]; 3]) -> f64 {
    mean((0..4).map(|i| {
        let sum: f64 = (0..3).map(|k| score(w, i, k).exp()).sum();
        sum.ln() - score(w, i, CLASS[i])
    }))
}

/// The same model as the program's, on columns that stay as they are.
fn classifier() -> (Problem, Network, Layer) {
    let [mut x0, mut x1, mut class] = [(); 3].map(|()| Vec::new());
    for (x, k) in X.iter().zip(CLASS) {
        x0.push(x[0]);
        x1.push(x[1]);
        class.push(k as f64);
    }
    let scales = Scales {
        x: vec![Scale::SAME; 2],
        powers: Vec::new(),
        y: Scale::SAME,
        intercept: true,
    };
    let layer = Layer {
        weights: [0, 1].map(|j| W.map(|w| w[j]).to_vec()).to_vec(),
        biases: B.to_vec(),
    };
    let columns = [x0, x1, class];
    let rows = (&columns[..], &Weights::default());
    let loss = FitsLoss::CrossEntropy;
    let problem = Problem::new(rows, &scales, loss, &cpu());
    let network = Network::from_layers(std::slice::from_ref(&layer), &cpu());
    (problem, network, layer)
}

fn class_loss() {
    let (problem, network, _) = classifier();
    let want = cross_entropy(&W);
    close(problem.loss_at(&network).unwrap(), want, 1e-14);
    // It is the mean of -log p of the own class.
    let minus_log_p = (0..4).map(|i| {
        let scores = [0, 1, 2].map(|k| score(&W, i, k));
        -probabilities(&scores)[CLASS[i]].ln()
    });
    close(mean(minus_log_p), want, 1e-14);
}

fn class_gradient() {
    let mut squares = 0.0;
    for k in 0..3 {
        let error = |i: usize| {
            let scores = [0, 1, 2].map(|k| score(&W, i, k));
            probabilities(&scores)[k] - f64::from(u8::from(CLASS[i] == k))
        };
        for j in 0..2 {
            let want = mean((0..4).map(|i| error(i) * X[i][j]));
            let of = |value: f64| {
                let mut w = W;
                w[k][j] = value;
                cross_entropy(&w)
            };
            close(slope(of, W[k][j]), want, 1e-9);
            squares += want * want;
        }
        // A bias is the weight of a column of ones.
        squares += mean((0..4).map(error)).powi(2);
    }
    let (problem, network, _) = classifier();
    let length = problem.slope(&network).unwrap().length;
    close(length, squares.sqrt(), 1e-13);
}

fn log_odds() {
    let (problem, network, layer) = classifier();
    let apart = differences(&layer);
    let all = problem.scores(&network).unwrap();
    for (x, scores) in X.iter().zip(&all) {
        let p = probabilities(scores);
        for (k, of) in (1..).zip(&apart) {
            let want = of[0] + of[1] * x[0] + of[2] * x[1];
            close((p[k] / p[0]).ln(), want, 1e-13);
        }
    }
    // The same number more for each class: the same differences.
    let mut moved = layer.clone();
    moved.biases.iter_mut().for_each(|b| *b += 7.0);
    let pairs = differences(&moved).into_iter().zip(apart);
    pairs.for_each(|(got, want)| all_close(&got, &want, 1e-14));
    close(0.7_f64.exp(), 2.0, 0.01); // as the page says, about 2
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
    let got = FitsLoss::Mse.weighted(
        y_pred.unsqueeze_dim(1),
        y,
        weights.clone(),
        1.0,
    );
    close(got.into_scalar(), loss, 1e-15);
    // So it is with the losses of other errors: here −log p of a class.
    let of = |rows: &[usize]| {
        let scores = rows
            .iter()
            .flat_map(|i| [0, 1, 2].map(|k| score(&W, *i, k)));
        let scores = data::tensor(&scores.collect::<Vec<_>>(), &device);
        let class: Vec<_> = rows.iter().map(|i| CLASS[*i] as f64).collect();
        let class = data::tensor(&class, &device);
        (scores.reshape([rows.len(), 3]), class)
    };
    let ((scores, class), (repeated, classes)) =
        (of(&[0, 1, 2, 3]), of(&[0, 0, 1, 3]));
    let loss = FitsLoss::CrossEntropy.of(repeated, classes, 1.0);
    let got = FitsLoss::CrossEntropy.weighted(scores, class, weights, 1.0);
    close(got.into_scalar(), loss.into_scalar(), 1e-14);
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
