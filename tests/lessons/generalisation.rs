//! Lesson 10 against theory: what it predicts is computed here in another way,
//! and its means over draws must lie within three of their standard errors,
//! where a mean is outside in 3 of 1,000 cases; the seed is fixed.

use crate::common::{assert_close, at, numbers};
use crate::programs::drawn;

/// The results in float64 of the whole run: means need all of their draws.
fn got(key: &str) -> Vec<f64> {
    numbers(&drawn(10).document()["results"], key)
}

/// Rows of so many numbers.
fn rows<const N: usize>(key: &str) -> Vec<[f64; N]> {
    let all = got(key);
    let rows = all.chunks(N).map(|row| row.try_into().unwrap());
    rows.collect()
}

const N: usize = 20;
const NOISE: f64 = 0.09; // σ²

/// sin(5x + 1) at the 20 points.
fn truth() -> (Vec<f64>, Vec<f64>) {
    let x: Vec<_> = (0..N).map(|i| -1.0 + 2.0 * i as f64 / 19.0).collect();
    let y = x.iter().map(|x| (5.0 * x + 1.0).sin()).collect();
    (x, y)
}

/// What the nearest polynomial of each degree leaves of y, as a mean square:
/// with polynomials that are orthogonal on these x, by their recurrence
/// (Stieltjes, 1884).
fn left() -> Vec<f64> {
    let (x, mut rest) = truth();
    let dot = |u: &[f64], v: &[f64]| -> f64 {
        u.iter().zip(v).map(|(u, v)| u * v).sum()
    };
    let (mut before, mut now) = (vec![0.0; N], vec![1.0; N]);
    let (mut size_before, mut left) = (1.0, Vec::new());
    for _ in 0..=15 {
        let size = dot(&now, &now);
        let part = dot(&now, &rest) / size;
        for (rest, p) in rest.iter_mut().zip(&now) {
            *rest -= part * p;
        }
        left.push(dot(&rest, &rest) / N as f64);
        let x_now: Vec<_> = x.iter().zip(&now).map(|(x, p)| x * p).collect();
        let (a, b) = (dot(&x_now, &now) / size, size / size_before);
        let next = (0..N).map(|i| (x[i] - a) * now[i] - b * before[i]);
        let next = next.collect();
        (before, now, size_before) = (now, next, size);
    }
    left
}

fn within_three(what: &str, [mean, error]: [f64; 2], want: f64) {
    let off = (mean - want).abs() / error;
    assert!(off < 3.0, "{what}: {mean} ± {error}, not {want}");
}

#[test]
fn training_falls_with_every_degree_and_the_test_turns() {
    let (train, test) = (got("degrees.train"), got("degrees.test"));
    assert!(train.windows(2).all(|pair| pair[1] < pair[0]));
    let best = got("degrees.best")[0] as usize;
    assert!(0 < best && best < 15);
    assert!(test.iter().all(|error| *error >= test[best]));
    assert!(test[15] > 2.0 * test[best]);
}

#[test]
fn bias_and_variance_are_predicted_before_they_are_met() {
    let predicted = rows::<3>("terms.predicted");
    for (degree, ([bias, variance, noise], left)) in
        predicted.iter().zip(left()).enumerate()
    {
        let p = (degree + 1) as f64;
        // Two ways to a polynomial of degree 15 agree to 1e-13 or so.
        assert!((bias - left).abs() < 1e-12, "{degree}: {bias}, {left}");
        let want = NOISE * p / N as f64;
        assert_close("variance", &[*variance, *noise], &[want, NOISE], 1e-12);
        let row = |key| rows::<2>(key)[degree];
        within_three("excess", row("terms.excess"), left + want);
        within_three("training", row("terms.train"), left + NOISE - want);
        within_three("test", row("terms.test"), left + NOISE + want);
    }
    assert_eq!(predicted.len(), 16);
}

#[test]
fn the_measured_terms_add_up() {
    let (terms, excess) = (rows::<3>("terms.measured"), rows("terms.excess"));
    for (degree, [bias, variance, noise]) in terms.into_iter().enumerate() {
        let [mean, _]: [f64; 2] = excess[degree];
        assert!((bias + variance - mean).abs() < 1e-12, "{degree}");
        let test = rows::<2>("terms.test")[degree];
        within_three("sum", test, bias + variance + noise);
        // 500 draws tell a variance to √(2/(500 p)) of itself, since there
        // are p independent directions: four times that.
        let p = (degree + 1) as f64;
        let want = NOISE * p / N as f64;
        let room = 4.0 * (2.0 / (500.0 * p)).sqrt();
        assert!((variance / want - 1.0).abs() < room, "{degree}: {variance}");
    }
}

#[test]
fn the_best_of_fifty_coins_is_as_lucky_as_predicted() {
    // Harter, Expected Values of Normal Order Statistics, 1961.
    let largest = got("luck.largest_normal")[0];
    assert!((largest - 2.24907).abs() < 1e-5, "{largest}");
    assert_close(
        "normal",
        &got("luck.predicted"),
        &[0.5 + 0.05 * largest],
        1e-12,
    );
    // The largest of 50 binomial numbers, by the whole distribution of one.
    let mut p = vec![1.0];
    for _ in 0..100 {
        let next = (0..=p.len()).map(|k| {
            let of =
                |k: Option<usize>| k.and_then(|k| p.get(k)).unwrap_or(&0.0);
            (of(Some(k)) + of(k.checked_sub(1))) / 2.0
        });
        p = next.collect();
    }
    let (mut below, mut mean) = (0.0_f64, 0.0);
    for (k, p) in p.iter().enumerate() {
        let up_to = below + p;
        mean += k as f64 * (up_to.powi(50) - below.powi(50)) / 100.0;
        below = up_to;
    }
    assert_close("coins", &got("luck.predicted_of_coins"), &[mean], 1e-9);
    let pair = |key| -> [f64; 2] { got(key).try_into().unwrap() };
    within_three("validation", pair("luck.validation"), mean);
    within_three("test", pair("luck.test"), 0.5);
}

#[test]
fn only_the_training_error_always_chooses_the_most_free() {
    let way = |key: &str| -> [f64; 3] {
        got(&format!("choice.{key}")).try_into().unwrap()
    };
    let [training, validation, crossed, test] =
        ["training", "validation", "cross_validation", "test"].map(way);
    assert_eq!(training[0], 15.0);
    for choice in [validation, crossed] {
        assert!(choice[0] < 12.0 && choice[2] < training[2], "{choice:?}");
        assert!(choice[2] >= test[2], "the test itself chooses best");
    }
    assert!(validation[1] < validation[2], "the winner's curse");
    assert_eq!(test[1], test[2]);
    let by = |way: &str| got(&format!("choice.leave_one_out.by_{way}"));
    assert_close("one by one", &by("formula"), &by("fits"), 1e-9);
}

#[test]
fn decay_is_worth_what_theory_says() {
    // The weights of the curve: the cosine series of its 20 values, by sums.
    let n = N as f64;
    let x: Vec<_> = (0..N).map(|i| (2 * i + 1) as f64 / n - 1.0).collect();
    let y: Vec<_> = x.iter().map(|x| (5.0 * x + 1.0).sin()).collect();
    let part = |j: usize, i: usize| {
        (std::f64::consts::PI * j as f64 * (x[i] + 1.0) / 2.0).cos()
    };
    let alphas = got("decay.alphas");
    let predicted = got("decay.predicted");
    let measured = rows::<2>("decay.measured");
    for (i, alpha) in alphas.iter().enumerate() {
        let want: f64 = (1..N)
            .map(|j| {
                let sum: f64 = (0..N).map(|i| y[i] * part(j, i)).sum();
                let wave = 2.0 * sum / n; // of amplitude 1, not 1/j
                let lambda = 1.0 / (j * j) as f64;
                let kept = lambda / (lambda + alpha);
                wave.powi(2) / 2.0 * (1.0 - kept).powi(2)
                    + kept.powi(2) * NOISE / n
            })
            .sum();
        assert_close("decay", &[predicted[i]], &[want], 1e-9);
        within_three("decay", measured[i], want);
    }
    // Without decay σ²p/n, and with the best decay less than half of it.
    assert_close("none", &[predicted[0]], &[NOISE * 19.0 / n], 1e-9);
    let least = predicted.iter().copied().fold(1.0, f64::min);
    assert!(least < predicted[0] / 2.0);
    assert!(got("decay.distance")[0] < 1e-10);
}

#[test]
fn a_descent_that_is_stopped_has_come_as_far_as_its_formula_says() {
    for stop in [10, 100, 1000] {
        let parts = got(&format!("early.{stop}"));
        let want =
            (1..N).map(|j| 1.0 - (1.0 - 0.5 / (j * j) as f64).powi(stop));
        // Rounding of a part that a weight near 0 is divided by.
        let want: Vec<_> = want.collect();
        assert_close(&format!("{stop}"), &parts, &want, 1e-9);
    }
}

#[test]
fn adam_with_a_penalty_ends_at_ridge_and_adam_w_near_least_squares() {
    let of = |key: &str| got(&format!("adams.{key}"));
    let [ls, ridge, l2, adam_w] =
        ["least_squares", "ridge", "adam_with_l2", "adam_w"].map(of);
    for (j, ls) in ls.iter().enumerate() {
        let lambda = 1.0 / ((j + 1) * (j + 1)) as f64;
        let want = ls * lambda / (lambda + 0.125);
        assert!((ridge[j] - want).abs() < 1e-10, "{j}: {}", ridge[j]);
        // Its last steps are as small as its rate, which ends at 0.
        assert!((l2[j] - ridge[j]).abs() < 1e-4, "{j}: {}", l2[j]);
    }
    let length = |w: &[f64]| w.iter().map(|w| w * w).sum::<f64>().sqrt();
    assert!(length(&l2) < 0.5 * length(&ls));
    assert!(length(&adam_w) > 0.95 * length(&ls));
}

#[test]
fn dropout_keeps_the_mean_and_adds_its_variance() {
    for key in ["prediction", "loss"] {
        let [theory, mean, error] = rows(&format!("dropout.{key}"))[0];
        within_three(key, [mean, error], theory);
    }
}

#[test]
fn the_peak_is_where_parameters_are_as_many_as_points() {
    let sizes = got("peak.sizes");
    let measured = rows::<2>("peak.measured");
    for (p, row) in sizes.iter().zip(measured) {
        // The mean of an inverted Wishart matrix (Anderson, An Introduction to
        // Multivariate Statistical Analysis, 7.7).
        let n = N as f64;
        let want = match *p < n {
            true => NOISE * p / (n - p - 1.0),
            false => NOISE * n / (p - n - 1.0),
        };
        within_three(&format!("{p} features"), row, want);
    }
    // Of random bends only the shape: down, up, and down again.
    let test = got("peak.relu.test");
    let first = test[..6].iter().copied().fold(f64::MAX, f64::min);
    let peak = test[3..9].iter().copied().fold(0.0, f64::max);
    assert!(first < test[0] && peak > 1.1 * first);
    assert!(test[test.len() - 1] < peak / 1.1);
}
