//! Lesson 10 against theory: what it predicts is computed here in another way,
//! and its means over draws must lie within three of their standard errors,
//! where a mean is outside in 3 of 1,000 cases; the seed is fixed.
//!
//! The runs are long. So these tests read what the book shows of them, which
//! the tests of outputs hold fresh.

use std::{fs, path::Path, sync::LazyLock};

use serde_json::Value;

use crate::common::{assert_close, at, numbers, parse};

static RESULTS: LazyLock<Value> = LazyLock::new(|| committed("lesson10"));
static WRITERS: LazyLock<Value> =
    LazyLock::new(|| committed("lesson10_writers"));

fn committed(run: &str) -> Value {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = format!("../../docs/src/output/{run}/results.json");
    let text = fs::read_to_string(package.join(path)).unwrap();
    parse(&text)["results"].clone()
}

fn got(key: &str) -> Vec<f64> {
    numbers(&RESULTS, key)
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
    let by = |way: &str| {
        let key = format!("choice.leave_one_out.by_{way}");
        at(&RESULTS, &key).as_f64().unwrap()
    };
    assert_close("one by one", &[by("formula")], &[by("fits")], 1e-9);
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

/// What the noise tests need of a bowl of three waves: rows of columns, the
/// lowest place, curvatures.
struct Bowl {
    rows: Vec<[f64; 3]>,
    errors: Vec<f64>,
    curvatures: [f64; 3],
}

/// That of the lesson's 20 points.
fn bowl() -> Bowl {
    let y = got("noise.y");
    let wave = |i: usize, j: usize| {
        let x = (2 * i + 1) as f64 / 20.0;
        (std::f64::consts::PI * j as f64 * x / 2.0).cos() / j as f64
    };
    let rows: Vec<_> = (0..N).map(|i| [1, 2, 3].map(|j| wave(i, j))).collect();
    let curvatures = [1.0, 1.0 / 4.0, 1.0 / 9.0];
    // At right angles: each weight by itself.
    let best = [0, 1, 2].map(|j| {
        let sum: f64 = (0..N).map(|i| rows[i][j] * y[i]).sum();
        2.0 * sum / N as f64 / curvatures[j]
    });
    let error =
        |i: usize| (0..3).map(|j| rows[i][j] * best[j]).sum::<f64>() - y[i];
    Bowl {
        errors: (0..N).map(error).collect(),
        rows,
        curvatures,
    }
}

/// The excess at which a descent with drawn batches stays, exactly: the matrix
/// E d dᵀ, update by update. A batch of B has the gradient H d + g, and both H
/// and g scatter with 1/B of the scatter of single points.
fn exact_floor(bowl: &Bowl, lr: f64, size: f64) -> f64 {
    let mut c = [[0.0; 3]; 3];
    for _ in 0..12_000 {
        let mut next = [[0.0; 3]; 3];
        for (row, error) in bowl.rows.iter().zip(&bowl.errors) {
            let along = |u: &[f64; 3]| -> f64 {
                u.iter().zip(row).map(|(u, x)| u * x).sum()
            };
            let across: f64 = along(&[0, 1, 2].map(|j| along(&c[j])));
            let square = 4.0 * (across + error * error);
            for j in 0..3 {
                for k in 0..3 {
                    next[j][k] += square * row[j] * row[k] / N as f64;
                }
            }
        }
        for j in 0..3 {
            for k in 0..3 {
                let (u, v) = (bowl.curvatures[j], bowl.curvatures[k]);
                let scatter = next[j][k] - u * c[j][k] * v;
                let left = (1.0 - lr * u) * c[j][k] * (1.0 - lr * v);
                next[j][k] = left + lr * lr * scatter / size;
            }
        }
        c = next;
    }
    (0..3).map(|j| bowl.curvatures[j] / 2.0 * c[j][j]).sum()
}

#[test]
fn a_noisy_descent_stays_where_theory_says() {
    let bowl = bowl();
    for [lr, size, predicted, mean, error] in rows("noise.drawn") {
        let what = format!("rate {lr}, batches of {size}");
        let exact = exact_floor(&bowl, lr, size);
        within_three(&what, [mean, error], exact);
        // Theory leaves out that H scatters: η times the sum of the squared
        // columns, a few per cent here.
        assert!((predicted / exact - 1.0).abs() < 0.05, "{what}: {exact}");
    }
    // Proportional to η/B: a half, a quarter, an eighth.
    let floors = rows::<5>("noise.drawn");
    for (row, part) in floors.iter().zip([1.0, 0.5, 0.25, 0.125]) {
        assert!((row[2] / floors[0][2] / part - 1.0).abs() < 0.01, "{row:?}");
    }
}

#[test]
fn shuffled_epochs_stay_lower_and_more_so_when_they_are_short() {
    let rows = rows::<7>("noise.shuffled");
    for [n, _, size, predicted, mean, error, part] in &rows {
        let room = 3.0 * error + 0.06 * predicted;
        assert!((mean - predicted).abs() < room, "{n}, {size}: {mean}");
        assert!((0.02..0.9).contains(part), "{part}");
    }
    assert!(rows.windows(2).all(|pair| pair[0][6] < 0.5 * pair[1][6]));
}

#[test]
fn a_falling_rate_takes_the_floor_along() {
    let rows = rows::<6>("noise.falling");
    let [floor, mean, error, low, fell, fell_error] = rows[2];
    within_three("constant", [mean, error], floor);
    // It follows the floor of its rate, which falls on before it: by theory
    // 2cλ/(2cλ − 1) of it along an axis, c = 20, so 1.29 along the flattest.
    assert!(fell > low - 3.0 * fell_error, "{fell} ± {fell_error}");
    assert!(
        fell < 1.29 * low + 3.0 * fell_error,
        "{fell} ± {fell_error}"
    );
    assert!(fell < mean / 5.0);
}

#[test]
fn the_rate_grows_with_the_batch_up_to_its_limit() {
    let bowl = bowl();
    let rows = rows::<5>("noise.larger");
    for [lr, size, predicted, mean, error] in &rows {
        let what = format!("rate {lr}, batches of {size}");
        let exact = exact_floor(&bowl, *lr, *size);
        within_three(&what, [*mean, *error], exact);
        assert!((predicted / exact - 1.0).abs() < 0.08, "{what}: {exact}");
        assert!((lr / size - 0.02).abs() < 1e-12);
    }
    assert!(rows[1][2] < 1.2 * rows[0][2] && rows[4][2] > 2.0 * rows[0][2]);
}

#[test]
fn updates_grow_with_kappa_and_with_momentum_with_its_root() {
    let rows = rows::<8>("precision");
    for [
        kappa,
        epsilon,
        thumb,
        plain,
        met,
        heavy_thumb,
        heavy,
        heavy_met,
    ] in &rows
    {
        // Both recurrences by themselves, along the slowest axis of each.
        let count = |p: f64, q: f64| {
            let (mut before, mut now, mut updates) = (1.0_f64, 1.0_f64, 0.0);
            while now.abs() > *epsilon {
                (before, now) = (now, p * now - q * before);
                updates += 1.0;
            }
            updates
        };
        let left = (kappa - 1.0) / (kappa + 1.0);
        let rho = (kappa.sqrt() - 1.0) / (kappa.sqrt() + 1.0);
        assert_eq!(*met, count(left, 0.0), "κ = {kappa}");
        let swings = count(-2.0 * rho, rho * rho);
        assert!((heavy_met - swings).abs() <= 1.0, "κ = {kappa}: {swings}");
        // Rounding may decide on the last update.
        assert!((plain - met).abs() <= 1.0, "κ = {kappa}: {plain}, {met}");
        assert!((heavy - heavy_met).abs() <= 1.0, "κ = {kappa}: {heavy}");
        assert!((met / thumb - 1.0).abs() < 0.02, "κ = {kappa}");
        assert!((1.0..1.8).contains(&(heavy_met / heavy_thumb)));
    }
    let of = |kappa: f64| rows.iter().find(|row| row[0] == kappa).unwrap();
    let (low, high) = (of(100.0), of(10_000.0));
    assert!((high[4] / low[4] / 100.0 - 1.0).abs() < 0.02);
    assert!((high[7] / low[7] / 10.0 - 1.0).abs() < 0.35);
}

/// The settings are those with the lowest loss in validation, and on the test,
/// which chose nothing, the other writers' cross-entropy falls by more than two
/// standard deviations over ten seeds.
#[test]
fn validation_helps_with_other_writers() {
    let of = |key: &str| numbers(&WRITERS, &format!("writers.{key}"));
    let tried = of("tried");
    let tried: Vec<_> = tried.chunks(5).collect();
    assert_eq!(tried[0][..3], [64.0, 0.1, 0.0], "the way of lesson 9");
    // The page names its loss as that of the fifth: no other is lower.
    assert!(tried.iter().all(|row| row[4] >= tried[4][4]));
    let [before, after] = ["lesson_9", "chosen"].map(|way| {
        let scores = of(&format!("{way}.scores"));
        assert_eq!(scores.len(), 20, "ten seeds");
        scores.into_iter().step_by(2).collect::<Vec<_>>()
    });
    let falls: Vec<_> = before.iter().zip(&after).map(|(a, b)| a - b).collect();
    let mean = falls.iter().sum::<f64>() / 10.0;
    let squares = falls.iter().map(|fall| (fall - mean).powi(2));
    let deviation = (squares.sum::<f64>() / 9.0).sqrt();
    let want = [mean, deviation, mean / deviation];
    assert_close("fall", &of("fall"), &want, 1e-9);
    assert!(mean > 2.0 * deviation, "{mean} ± {deviation}");
    // As the page says: a little more than two, an eighth of the loss, nearly three times that of the
    // validation, and fewer named right.
    let [loss, left] = ["lesson_9", "chosen"].map(|way| {
        let [loss, right] = ["cross_entropy", "right"]
            .map(|of_it| of(&format!("{way}.{of_it}"))[0]);
        [loss, right]
    });
    assert!(mean < 2.5 * deviation);
    assert!((mean / loss[0] - 0.125).abs() < 0.005);
    assert!((2.7..3.0).contains(&(left[0] / tried[4][4])));
    assert!(left[1] < loss[1]);
}
