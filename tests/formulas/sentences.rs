//! What the pages say in words and numbers: each sentence that no lesson
//! prints is computed here.

use descent::curvature::{Curvature, eigenvalues};

use crate::common::*;

/// Lesson 1: a source prints 30 x and y, and 20 of these y are not 3x + 8 of
/// the printed x.
#[test]
fn twenty_of_the_printed_y_differ_in_the_last_digit() {
    const PRINTED: [f64; 30] = [
        8.9138, 10.7541, 10.3775, 10.5428, 8.7525, 9.0511, 10.4977, 10.0626,
        9.3347, 9.4062, 9.7704, 8.827, 9.9888, 8.507, 10.603, 9.9836, 8.336,
        8.5006, 9.8678, 9.8523, 9.1614, 9.4172, 8.9725, 10.3614, 8.0471,
        10.5766, 10.1025, 8.8827, 8.9497, 9.7542,
    ];
    let off = data::line().y.into_iter().zip(PRINTED).map(|(y, printed)| {
        // x rounded to four decimals moves 3x by 1.5 of the last digit.
        assert!((y - printed).abs() <= 2.0e-4);
        ((y - printed) * 1e4).round() as i64
    });
    assert_eq!(off.filter(|off| *off != 0).count(), 20);
}

/// Lesson 2: what takes the MSE of least squares below 1/12.
#[test]
fn the_fit_explains_a_third_of_the_gap() {
    let points = data::noisy_line().unwrap();
    let mse = |[a, b]: [f64; 2]| loss_of(loss::mse, &points, a, b);
    let (centred, best) = (mse([2.0, 3.5]), mse(Line::least_squares(&points)));
    let gap = 1.0 / 12.0 - best;
    close(gap, 0.0087, 0.5e-4);
    close(centred - best, 0.0028, 0.5e-4);
    close(1.0 / 12.0 - centred, 0.0059, 0.5e-4);
    // Two parameters take 2 σ²/n of it in expectation.
    close(2.0 / 12.0 / 100.0, 0.0017, 0.5e-4);
    let fits = (0..400).map(|seed| {
        let points = data::fresh_noisy_line(seed);
        let [a, b] = Line::least_squares(&points);
        loss_of(loss::mse, &points, 2.0, 3.5)
            - loss_of(loss::mse, &points, a, b)
    });
    // Its deviation is as large as it is: 400 fits tell it within 5 %.
    close(mean(fits) / (2.0 / 1200.0), 1.0, 0.2);
}

/// Lesson 3: the gradient (3, 4).
#[test]
fn a_step_along_the_gradient_climbs_most() {
    let climbs = |[s, t]: [f64; 2]| 3.0 * s + 4.0 * t;
    close(climbs([0.06, 0.08]), 0.5, 1e-15);
    close(f64::hypot(0.06, 0.08), 0.1, 1e-15);
    close(climbs([0.1, 0.0]), 0.3, 1e-15);
    close(climbs([0.0, 0.1]), 0.4, 1e-15);
}

/// Lesson 6: the bowl of three points, by hand.
#[test]
fn the_bowl_of_three_points_has_these_axes() {
    let x = tensor(&[-0.5, 1.0, 2.5], &cpu());
    let curvature = Curvature::of_mse(Line::columns(x)).unwrap();
    all_close(&curvature.eigenvalues, &[1.0, 6.0], 1e-13);
    let hessian = |[u, v]: [f64; 2]| [5.0 * u + 2.0 * v, 2.0 * u + 2.0 * v];
    assert_eq!(hessian([2.0, 1.0]), [12.0, 6.0]);
    assert_eq!(hessian([1.0, -2.0]), [1.0, -2.0]);
    close(curvature.largest_stable_lr(), 1.0 / 3.0, 1e-13);
    close(curvature.best_lr(), 2.0 / 7.0, 1e-13);
    close(curvature.factor(2.0 / 7.0), 5.0 / 7.0, 1e-13);
    // As the library finds the eigenvalues of the table itself.
    let found = eigenvalues(vec![vec![5.0, 2.0], vec![2.0, 2.0]]);
    all_close(&found, &[1.0, 6.0], 1e-13);
}

/// Lesson 6: in the drawing, an axis of 1 and one of √6 reach the loss 3.
#[test]
fn both_arrows_end_at_the_loss_of_three() {
    // The points have y = 0, so the MSE of a line is its mean square.
    let points = Points {
        x: vec![-0.5, 1.0, 2.5],
        y: vec![0.0; 3],
    };
    let fifth = 0.2_f64.sqrt();
    for (length, [u, v]) in [(1.0, [2.0, 1.0]), (6.0_f64.sqrt(), [1.0, -2.0])] {
        let [a, b] = [u, v].map(|w| length * fifth * w);
        close(loss_of(loss::mse, &points, a, b), 3.0, 1e-14);
    }
}

/// Lesson 3: the slope over b at 1, and what 0.2 of it leaves.
#[test]
fn the_slope_at_one_is_minus_fourteen() {
    let all: Vec<usize> = (0..30).collect();
    let [_, by_b] = mse_gradient(&data::line(), 3.0, 1.0, &all);
    close(by_b, -14.0, 1e-13);
    close((1.0 - 0.2 * by_b - 8.0) / (1.0 - 8.0), 0.6, 1e-13);
}

/// Lesson 6: what the mean does to the condition number of the penguins.
#[test]
fn millions_become_two_hundred_when_the_mean_is_subtracted() {
    let text = include_str!("../../data/penguins.csv");
    let mut rows = text.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let names = rows.next().unwrap();
    let place = |name: &str| names.iter().position(|n| *n == name).unwrap();
    let column = place("flipper_length_mm");
    let x: Vec<f64> = rows.filter_map(|row| row[column].parse().ok()).collect();
    assert_eq!(x.len(), 342);
    let m = mean(x.iter().copied());
    close(m, 200.0, 0.01);
    let kappa = |x: Vec<f64>| {
        let ones = vec![1.0; x.len()];
        Curvature::of_columns(&[x, ones]).condition_number()
    };
    assert!((1e6..1e7).contains(&kappa(x.clone())));
    close(kappa(x.iter().map(|x| x - m).collect()), 200.0, 0.02);
}

/// Lesson 6: "more than ten times as many updates for the same gain".
#[test]
fn the_parabola_takes_more_than_ten_times_as_long() {
    let [line, parabola] = [25.627, 295.25].map(|kappa: f64| {
        let left = (kappa - 1.0) / (kappa + 1.0);
        -1.0 / left.ln()
    });
    assert!(parabola / line > 10.0);
}

/// Lesson 6: 16 rates of Chebyshev's on the parabola.
#[test]
fn chebyshevs_rates_leave_a_third_of_what_the_best_one_leaves() {
    let (x, y) = data::quadratic().tensors(&cpu());
    let columns = Quadratic::columns(x);
    let curvature = Curvature::of_mse(columns.clone()).unwrap();
    let (low, high) = (curvature.smallest(), curvature.largest());
    let rates: Vec<f64> = (0..16)
        .map(|j| {
            let angle = std::f64::consts::PI * (f64::from(j) + 0.5) / 16.0;
            2.0 / (high + low + (high - low) * angle.cos())
        })
        .collect();
    let left = |lambda: f64| {
        let all = rates.iter().map(|rate| 1.0 - rate * lambda);
        all.product::<f64>().abs()
    };
    // The largest over all curvatures from the smallest to the largest.
    let between = |i: u32| low + (high - low) * f64::from(i) / 1e4;
    let worst = (0..=10_000).map(|i| left(between(i))).fold(0.0, f64::max);
    close(worst, 0.303, 0.0005);
    let limit = curvature.largest_stable_lr();
    assert_eq!(rates.iter().filter(|rate| **rate > limit).count(), 8);
    close(
        curvature.factor(curvature.best_lr()).powi(16),
        0.897,
        0.0005,
    );
    close(
        rates.iter().copied().fold(f64::MAX, f64::min),
        0.0038,
        0.5e-4,
    );
    close(rates.iter().copied().fold(0.0, f64::max), 0.66, 0.005);
    // The descent itself, from one unit away along the shallowest axis.
    let best = [5.0, -3.0, 3.0];
    let away = |w: &Tensor<1>| {
        let [a, b, c] = to_host(w.clone()).unwrap()[..] else {
            panic!("three parameters")
        };
        (a - best[0]).hypot(b - best[1]).hypot(c - best[2])
    };
    let mut w = tensor(&[5.0, -3.0, 4.0], &cpu());
    for rate in &rates {
        let gradient = gradient::mse(columns.clone(), &w, y.clone());
        w = w - gradient * *rate;
    }
    // The start is not quite on the axis; each axis leaves 0.303 at most.
    assert!(away(&w) <= 0.3031, "{}", away(&w));
}

/// Lesson 6: a descent that stalls at a saddle point, and leaves it.
#[test]
fn a_descent_stalls_at_the_saddle_and_leaves_it() {
    let (mut u, mut v) = (1.0, 1e-6);
    let mut at = Vec::new();
    for _ in 0..=200 {
        let slope = [2.0 * u, f64::powi(v, 3) - v];
        let loss: f64 = u * u + f64::powi(v, 4) / 4.0 - v * v / 2.0;
        at.push((f64::hypot(slope[0], slope[1]), loss, v));
        u -= 0.1 * slope[0];
        v -= 0.1 * slope[1];
    }
    // From (1, 0.000001) the gradient is all but gone after 50 updates.
    assert!(at[50].0 < 0.0002 && at[50].1.abs() < 1e-6);
    assert!(at[140].0 > 0.3);
    assert!((at[200].2 - 1.0).abs() < 1e-5);
    close(at[200].1, -0.25, 1e-9);
}

/// Lesson 6: on the ridge between two minima the gradient is 0, too.
#[test]
fn the_ridge_is_stationary() {
    let f = |w: f64| w.powi(4) - 2.0 * w * w + w / 2.0;
    close(slope(f, 0.1271), 0.0, 5e-4);
    assert!(f(0.12) < f(0.1271) && f(0.135) < f(0.1271));
}

/// Lesson 7: steps of AdaGrad for the gradients 1, 0.1 and 10.
#[test]
fn a_step_of_adagrad_may_grow() {
    let mut s = 0.0;
    let steps = [1.0_f64, 0.1, 10.0].map(|g| {
        s += g * g;
        g / f64::sqrt(s)
    });
    all_close(&steps, &[1.0, 0.0995, 0.995], 0.5e-4);
}

/// Lesson 7: up to which condition number all axes can leave √μ.
#[test]
fn seven_eighths_serve_up_to_898() {
    let root = 0.875_f64.sqrt();
    let limit = ((1.0 + root) / (1.0 - root)).powi(2);
    close(limit, 898.0, 0.0005);
}

/// Lesson 8: half of He's variance, ten layers.
#[test]
fn half_of_hes_variance_loses_1024_times_in_ten_layers() {
    let left = |share: f64| 2.0 * share.powi(10);
    close(left(1.0) / left(0.5), 1024.0, 1e-15);
    close(1.0 / left(0.5), 512.0, 1e-15);
}

/// Lesson 9: two networks that differ on five images.
#[test]
fn five_coins_decide_nothing() {
    // Three or more of five coins fall on one side in half of all throws.
    let throws = 0..32_u32;
    let enough = throws.filter(|bits| bits.count_ones() >= 3).count();
    assert_eq!(enough, 16);
}

/// The chapter on `fit`: the updates that 10⁻¹² takes, for each unit of the
/// condition number.
#[test]
fn twelve_digits_take_more_than_ten_times_the_condition_number() {
    for kappa in [25.6, 295.0, 1e6_f64] {
        let left = (kappa - 1.0) / (kappa + 1.0);
        let per_digit = -(10.0_f64.ln()) / left.ln() / kappa;
        assert!(12.0 * per_digit > 10.0 && 6.0 * per_digit < 10.0);
        close(12.0 * per_digit, 14.0, 0.02);
    }
}
