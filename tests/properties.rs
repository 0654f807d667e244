//! What holds for any points: gradients agree however they are computed,
//! batches average to the whole, a stable learning rate never climbs.
//!
//! Every run draws the same cases: a failure repeats, and so does a success.

use burn::tensor::{DType, Device, Tensor, TensorCreationOptions};
use descent::{
    batch::Batches,
    curvature::{Curvature, eigenvalues},
    data::{Points, tensor},
    device::{to_host, value},
    gradient::{self, LossAndGradient},
    loss,
    model::{Line, Quadratic, least_squares},
    train::{Recorder, descend},
};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngSeed},
};

fn config() -> Config {
    Config {
        cases: 64,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
        ..Config::default()
    }
}

fn f64() -> TensorCreationOptions {
    (&Device::flex(), DType::F64).into()
}

fn f32() -> TensorCreationOptions {
    (&Device::flex(), DType::F32).into()
}

/// From `least` to 40 points with x in [−3, 3) and y in [−10, 10).
fn points(least: usize) -> impl Strategy<Value = Points> {
    vec((-3.0..3.0, -10.0..10.0), least..=40).prop_map(|pairs| {
        let (x, y) = pairs.into_iter().unzip();
        Points { x, y }
    })
}

/// A model as what a test needs of it: its predictions and its columns.
type Model = (fn(Tensor<1>, Tensor<1>) -> Tensor<1>, ByHand);
type ByHand = fn(Tensor<1>) -> Tensor<2>;

fn line() -> Model {
    (|w, x| Line::from(w).forward(x), Line::columns)
}

fn quadratic() -> Model {
    (|w, x| Quadratic::from(w).forward(x), Quadratic::columns)
}

/// The largest difference of two gradients in one component.
fn apart(a: &Tensor<1>, b: &Tensor<1>) -> f64 {
    let difference = (a.clone() - b.clone()).abs().max();
    value(difference).unwrap()
}

/// What a gradient is measured by: its largest component, or 1 near a
/// minimum, where components are small differences of large terms.
fn scale(gradient: &Tensor<1>) -> f64 {
    value(gradient.clone().abs().max()).unwrap().max(1.0)
}

/// Compares the gradients of all losses at random points and parameters.
fn gradients_agree(
    (forward, columns): Model,
    points: &Points,
    w: &[f64],
) -> Result<(), TestCaseError> {
    let n = points.len() as f64;
    let losses: [loss::Loss; 3] = [loss::sse, loss::mse, loss::rmse];
    for (options, exact) in [(f64(), 1e-12), (f32(), 1e-4)] {
        let (x, y) = points.tensors(options.clone());
        let w = tensor(w, options.clone());
        for ((_, by_hand), loss) in gradient::BY_HAND.into_iter().zip(losses) {
            let loss = |w| loss(forward(w, x.clone()), y.clone());
            let hand = by_hand(columns(x.clone()), &w, y.clone());
            let autodiff = gradient::by_autodiff(&w, loss).gradient;
            // The same sums in another order, of up to 40 terms of up to
            // 2 · 100 · 9: rounding of 1e-13 × n in float64.
            let room = exact * n * scale(&hand);
            prop_assert!(apart(&hand, &autodiff) <= room);
            if exact > 1e-6 {
                continue; // differences need float64's digits
            }
            // SSE and MSE have no third derivative: what is left is the
            // rounding of the loss over the step, 1e-16 · 1e5 / 1e-5. RMSE
            // has one, times h² = 4e-11, bounded for an RMSE above 0.5.
            let differences = gradient::by_differences(&w, loss).unwrap();
            let room = 1e-6 * scale(&hand);
            prop_assert!(apart(&hand, &differences) <= room);
        }
    }
    Ok(())
}

/// Compares the two gradients that MAE has, away from its kinks.
fn mae_gradients_agree(
    (forward, _): Model,
    points: &Points,
    w: &[f64],
) -> Result<(), TestCaseError> {
    let (x, y) = points.tensors(f64());
    let w = tensor(w, f64());
    let errors = to_host(forward(w.clone(), x.clone()) - y.clone()).unwrap();
    // A difference moves an error by at most h · x² = 3e-5 · 9: no sign of an
    // error changes, and between kinks MAE is straight.
    prop_assume!(errors.iter().all(|e| e.abs() > 1e-3));
    let loss = |w| loss::mae(forward(w, x.clone()), y.clone());
    let autodiff = gradient::by_autodiff(&w, loss).gradient;
    let differences = gradient::by_differences(&w, loss).unwrap();
    prop_assert!(apart(&autodiff, &differences) <= 1e-8);
    Ok(())
}

/// The root mean squared error, away from 0, where it has no gradient.
fn rmse_is_not_small(model: Model, points: &Points, w: &[f64]) -> bool {
    let (x, y) = points.tensors(f64());
    let y_pred = model.0(tensor(w, f64()), x);
    value(loss::rmse(y_pred, y)).unwrap() > 0.5
}

/// The largest eigenvalue of the MSE's Hessian for a line, 2/n XᵀX with the
/// columns x and 1, and its eigenvector of length 1: the closed form for a
/// symmetric matrix of 2 × 2, [[p, q], [q, r]].
fn steepest(x: &[f64]) -> (f64, [f64; 2]) {
    let n = x.len() as f64;
    let p = 2.0 * x.iter().map(|x| x * x).sum::<f64>() / n;
    let q = 2.0 * x.iter().sum::<f64>() / n;
    let r = 2.0;
    let root = ((p - r) / 2.0).hypot(q);
    let lambda = (p + r) / 2.0 + root;
    // Of two expressions for the eigenvector, the one that is not near 0.
    let v = if p >= r {
        [lambda - r, q]
    } else {
        [q, lambda - p]
    };
    let length = v[0].hypot(v[1]);
    (lambda, v.map(|v| v / length))
}

/// Full-batch descent on the MSE of a line: the losses.
fn losses(points: &Points, start: &[f64], lr: f64, updates: usize) -> Vec<f64> {
    let (x, y) = points.tensors(f64());
    let columns = Line::columns(x.clone());
    let start = tensor(start, f64());
    let run = descend(start, lr, updates, Recorder::new(), |w| {
        let y_pred = Line::from(w.clone()).forward(x.clone());
        let gradient = gradient::mse(columns.clone(), w, y.clone());
        LossAndGradient {
            loss: loss::mse(y_pred, y.clone()),
            gradient,
        }
    });
    run.unwrap().losses()
}

/// What is left of y after a fit: y − columns · w.
fn residual(columns: &[Vec<f64>], w: &[f64], y: &[f64]) -> Vec<f64> {
    let fit = |i: usize| -> f64 {
        columns.iter().zip(w).map(|(column, w)| w * column[i]).sum()
    };
    y.iter().enumerate().map(|(i, y)| y - fit(i)).collect()
}

/// Whether least squares leaves a residual at right angles to all columns.
fn orthogonal<const P: usize>(
    columns: [Vec<f64>; P],
    y: &[f64],
) -> Result<(), TestCaseError> {
    let w = least_squares(columns.clone(), y);
    let left = residual(&columns, &w, y);
    // QR is backward stable: 1e-16 times the sizes of what was multiplied,
    // with the number of points as room.
    let fit = norm(&w) * columns.iter().map(|c| norm(c)).sum::<f64>();
    for column in &columns {
        let along: f64 = column.iter().zip(&left).map(|(c, r)| c * r).sum();
        let room = 1e-13 * norm(column) * (fit + norm(y));
        prop_assert!(along.abs() <= room, "{along}");
    }
    Ok(())
}

/// (1 − 2 v vᵀ / vᵀv) times a matrix of rows: a mirror image.
fn mirrored(matrix: &[Vec<f64>], v: &[f64]) -> Vec<Vec<f64>> {
    let n = v.len();
    let along = |column: usize| -> f64 {
        (0..n).map(|row| v[row] * matrix[row][column]).sum()
    };
    let twice: Vec<f64> =
        (0..n).map(|j| 2.0 * along(j) / norm(v).powi(2)).collect();
    let entry = |i: usize, j: usize| matrix[i][j] - v[i] * twice[j];
    (0..n)
        .map(|i| (0..n).map(|j| entry(i, j)).collect())
        .collect()
}

fn transposed(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = matrix.len();
    let row = |i: usize| (0..n).map(|j| matrix[j][i]).collect();
    (0..n).map(row).collect()
}

fn norm(v: &[f64]) -> f64 {
    v.iter().map(|v| v * v).sum::<f64>().sqrt()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn gradients_of_a_line_agree(
        points in points(2),
        w in vec(-5.0..5.0, 2),
    ) {
        prop_assume!(rmse_is_not_small(line(), &points, &w));
        gradients_agree(line(), &points, &w)?;
    }

    #[test]
    fn gradients_of_a_quadratic_agree(
        points in points(2),
        w in vec(-5.0..5.0, 3),
    ) {
        prop_assume!(rmse_is_not_small(quadratic(), &points, &w));
        gradients_agree(quadratic(), &points, &w)?;
    }

    #[test]
    fn gradients_of_mae_agree_away_from_its_kinks(
        points in points(1),
        w in vec(-5.0..5.0, 3),
    ) {
        mae_gradients_agree(line(), &points, &w[..2])?;
        mae_gradients_agree(quadratic(), &points, &w)?;
    }

    #[test]
    fn the_batches_of_an_epoch_average_to_the_full_gradient(
        points in points(1),
        share in 0.0..1.0,
        seed: u64,
        w in vec(-5.0..5.0, 2),
    ) {
        let n = points.len();
        let size = 1 + (share * n as f64) as usize;
        let w = tensor(&w, f64());
        let gradient = |points: &Points| {
            let (x, y) = points.tensors(f64());
            gradient::mse(Line::columns(x), &w, y)
        };
        let mut batches = Batches::new(n, size, seed).unwrap();
        for _ in 0..2 {
            let mut average = w.zeros_like();
            for batch in batches.epoch() {
                let pick = |from: &[f64]| {
                    batch.iter().map(|i| from[*i as usize]).collect()
                };
                let part =
                    Points { x: pick(&points.x), y: pick(&points.y) };
                let weight = batch.len() as f64 / n as f64;
                average = average + gradient(&part) * weight;
            }
            let full = gradient(&points);
            // The same terms in another order: rounding only.
            prop_assert!(apart(&average, &full) <= 1e-12 * scale(&full));
        }
    }

    #[test]
    fn jacobi_finds_the_eigenvalues_that_a_matrix_was_made_of(
        mut values in vec(-100.0..100.0, 1..=6),
        directions in vec(vec(-1.0..1.0, 6), 3),
    ) {
        // A diagonal, mirrored at random planes: the eigenvalues stay.
        let n = values.len();
        let mut matrix = vec![vec![0.0; n]; n];
        for (i, value) in values.iter().enumerate() {
            matrix[i][i] = *value;
        }
        for direction in &directions {
            let v = &direction[..n];
            prop_assume!(norm(v) > 0.1);
            matrix = transposed(&mirrored(&matrix, v));
            matrix = transposed(&mirrored(&matrix, v));
        }
        values.sort_by(f64::total_cmp);
        for (got, want) in eigenvalues(matrix).iter().zip(&values) {
            // Backward stable: 1e-16 of the largest, with room for six rows.
            prop_assert!((got - want).abs() <= 1e-12, "{got}, {want}");
        }
    }

    #[test]
    fn the_curvature_of_a_line_is_its_closed_form(points in points(2)) {
        let (largest, _) = steepest(&points.x);
        for (options, room) in [(f64(), 1e-13), (f32(), 1e-5)] {
            let (x, _) = points.tensors(options);
            let curvature = Curvature::of_mse(Line::columns(x)).unwrap();
            // Their sum is the trace of 2/n XᵀX.
            let trace = 2.0
                + 2.0 * points.x.iter().map(|x| x * x).sum::<f64>()
                    / points.len() as f64;
            for (got, want) in [
                (curvature.largest(), largest),
                (curvature.smallest(), trace - largest),
                (curvature.largest_stable_lr() * largest, 2.0),
            ] {
                prop_assert!((got - want).abs() <= room * trace);
            }
            let best = curvature.factor(curvature.best_lr());
            for share in [0.9, 0.99, 1.01, 1.1] {
                let other = curvature.factor(share * curvature.best_lr());
                prop_assert!(best <= other + room);
            }
        }
    }

    #[test]
    fn full_batch_mse_never_rises_below_the_stable_learning_rate(
        points in points(1),
        share in 0.01..0.999,
        start in vec(-5.0..5.0, 2),
    ) {
        let (lambda, _) = steepest(&points.x);
        let lr = share * 2.0 / lambda;
        let losses = losses(&points, &start, lr, 60);
        for (i, pair) in losses.windows(2).enumerate() {
            // At the floor, where nothing is left to gain, rounding moves
            // the loss by some 1e-16 of the terms it is made of.
            let room = 1e-14 * losses[0].max(1.0);
            prop_assert!(pair[1] <= pair[0] + room, "update {}", i + 1);
        }
    }

    #[test]
    fn full_batch_mse_climbs_above_it_as_theory_says(
        points in points(2),
        share in 1.01..1.5,
        off in prop_oneof![-3.0..-0.5, 0.5..3.0],
    ) {
        // From the minimum plus `off` along the steepest direction, the loss
        // is floor + λ/2 off² (1 − lr λ)^2k after k updates.
        let spread = points.x.iter().any(|x| (x - points.x[0]).abs() > 0.1);
        prop_assume!(spread);
        let (lambda, v) = steepest(&points.x);
        let columns = [points.x.clone(), vec![1.0; points.len()]];
        let best = least_squares(columns.clone(), &points.y);
        let left = residual(&columns, &best, &points.y);
        let floor = norm(&left).powi(2) / points.len() as f64;
        let start = [best[0] + off * v[0], best[1] + off * v[1]];
        let lr = share * 2.0 / lambda;
        let losses = losses(&points, &start, lr, 30);
        for (k, &loss) in losses.iter().enumerate() {
            let factor = (1.0 - lr * lambda).powi(2 * k as i32);
            let want: f64 = floor + lambda / 2.0 * off * off * factor;
            // The start's rounding grows no faster than the loss itself.
            prop_assert!((loss - want).abs() <= 1e-9 * want, "update {k}");
            prop_assert!(k == 0 || loss > losses[k - 1], "update {k}");
        }
    }

    #[test]
    fn least_squares_leaves_nothing_along_any_column(points in points(3)) {
        let mut apart = points.x.clone();
        apart.sort_by(f64::total_cmp);
        prop_assume!(apart.windows(2).all(|pair| pair[1] - pair[0] > 1e-3));
        let ones = vec![1.0; points.len()];
        let square = points.x.iter().map(|x| x * x).collect();
        orthogonal([points.x.clone(), ones.clone()], &points.y)?;
        orthogonal([square, points.x, ones], &points.y)?;
    }
}
