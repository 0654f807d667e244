//! The formulas of lesson 5: minibatches.

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "updates-per-epoch",
        r"\left\lceil \frac{n}{B} \right\rceil \text{ updates}",
        updates_per_epoch,
    ),
    (
        "batch-gradient",
        r"g_S = \frac{1}{B} \sum_{i \in S} \nabla (e_i^2)",
        batch_gradient,
    ),
    (
        "batch-gradient-unbiased",
        r"\mathrm{E}\, g_S = \frac{1}{n} \sum_{i=1}^{n} \nabla (e_i^2) = \nabla L",
        batch_gradient_unbiased,
    ),
    (
        "batch-gradient-variance",
        r"\mathrm{Var}\, g_S = \frac{\sigma^2}{B} \cdot \frac{n - B}{n - 1}",
        batch_gradient_variance,
    ),
    (
        "one-point-curvature",
        r"\lambda_i = 2\,(1 + x_i^2)",
        one_point_curvature,
    ),
    (
        "weighted-batches",
        r"L = \frac{\sum_k B_k L_k}{\sum_k B_k}",
        weighted_batches,
    ),
    (
        "weighted-step",
        r"w \leftarrow w - \eta\, \frac{B_k}{B}\, g_k",
        weighted_step,
    ),
];

fn updates_per_epoch() {
    for (n, size) in [(100, 30), (100, 10), (7, 7), (7, 2), (7, 1)] {
        let mut batches = Batches::new(n, size, 1).unwrap();
        let updates = (n as f64 / size as f64).ceil() as usize;
        assert_eq!(batches.per_epoch(), updates);
        assert_eq!(batches.epoch().len(), updates);
    }
}

fn batch_gradient() {
    let points = data::noisy_line().unwrap();
    let batch = [3, 50, 99];
    let each = batch.map(|i| mse_gradient(&points, -3.0, -2.0, &[i]));
    let want = [0, 1].map(|j| mean(each.map(|g| g[j])));
    let pick = |v: &[f64]| batch.map(|i| v[i]).to_vec();
    let some = Points {
        x: pick(&points.x),
        y: pick(&points.y),
    };
    let (x, y) = some.tensors(&cpu());
    let w = tensor(&[-3.0, -2.0], &cpu());
    let found = gradient::by_autodiff(&w, |w| {
        loss::mse(Line::from(w).forward(x.clone()), y.clone())
    });
    all_close(&to_host(found.gradient).unwrap(), &want, 1e-13);
}

/// The gradients by b of all batches of 3 out of 9 points, and of the points.
fn batches_of_three() -> (Vec<f64>, Vec<f64>) {
    let points = data::fresh_noisy_line(3);
    let by_b = |of: &[usize]| mse_gradient(&points, -3.0, -2.0, of)[1];
    let mut batches = Vec::new();
    for i in 0..9 {
        for j in i + 1..9 {
            batches.extend((j + 1..9).map(|k| by_b(&[i, j, k])));
        }
    }
    (batches, (0..9).map(|i| by_b(&[i])).collect())
}

fn batch_gradient_unbiased() {
    let (batches, points) = batches_of_three();
    assert_eq!(batches.len(), 84);
    close(mean(batches), mean(points), 1e-13);
}

fn batch_gradient_variance() {
    let (batches, points) = batches_of_three();
    let variance = |v: Vec<f64>| {
        let centre = mean(v.clone());
        mean(v.into_iter().map(|v| (v - centre).powi(2)))
    };
    let want = variance(points) / 3.0 * (9.0 - 3.0) / (9.0 - 1.0);
    close(variance(batches), want, 1e-12);
}

fn one_point_curvature() {
    for x in [-1.0, 0.0, 0.5, 1.0] {
        // Along (1, x), the only direction in which the error changes.
        let length = f64::hypot(1.0, x);
        let e = |t: f64| 2.0 + (1.0 + x * x) * t / length;
        let h = 1e-3;
        let bend = e(h).powi(2) - 2.0 * e(0.0).powi(2) + e(-h).powi(2);
        close(bend / (h * h), 2.0 * (1.0 + x * x), 1e-6);
    }
}

fn weighted_batches() {
    let points = data::noisy_line().unwrap();
    let squares: Vec<f64> = errors(&points, 2.0, 3.0);
    let squares: Vec<f64> = squares.into_iter().map(|e| e * e).collect();
    let batches = Batches::new(100, 30, 1).unwrap().epoch();
    let mut sum = 0.0;
    for batch in &batches {
        let loss = mean(batch.iter().map(|i| squares[*i as usize]));
        sum += batch.len() as f64 * loss;
    }
    close(sum / 100.0, mean(squares), 1e-13);
}

fn weighted_step() {
    // Over an epoch at one place every point counts the same: the steps add
    // up to n/B of the full gradient.
    let points = data::noisy_line().unwrap();
    let mut batches = Batches::new(100, 30, 1).unwrap();
    let mut sum = [0.0; 2];
    for batch in batches.epoch() {
        let share = batch.len() as f64 / 30.0;
        close(batches.weight(&batch), share, 1e-15);
        let of: Vec<usize> = batch.iter().map(|i| *i as usize).collect();
        let gradient = mse_gradient(&points, -3.0, -2.0, &of);
        (0..2).for_each(|j| sum[j] += share * gradient[j]);
    }
    let all: Vec<usize> = (0..100).collect();
    let full = mse_gradient(&points, -3.0, -2.0, &all);
    all_close(&sum, &full.map(|g| g * 100.0 / 30.0), 1e-13);
}
