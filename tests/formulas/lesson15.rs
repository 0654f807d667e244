//! The formulas of lesson 15: parts, messages and who waits.

use burn::tensor::DType;

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "weighted-mean",
        r"\nabla L(w) = \sum_i \frac{n_i}{n} \nabla L_i(w)",
        weighted_mean,
    ),
    ("ring-numbers", r"2 (k - 1)\, p", ring_numbers),
    (
        "local-rest",
        r"\sum_i M_i (w_i - w) = 0, \qquad M_i = \frac{n_i}{n} \left( I - (I - \eta H_i)^h \right)",
        local_rest,
    ),
    (
        "bfloat-rounding",
        r"|\,\text{round}(g) - g\,| \le 2^{-8}\, |g|",
        bfloat_rounding,
    ),
    ("straggler", r"t = \max_i \frac{n_i\, c}{s_i}", straggler),
    (
        "star-time",
        r"t(k) = \frac{n c}{k} + 2 k\,(\alpha + p \beta)",
        star_time,
    ),
    (
        "star-latency",
        r"t(k) = \frac{n c}{k} + 2 \tau + 2 k\,(\alpha + p \beta)",
        star_latency,
    ),
    (
        "ring-time",
        r"t(k) = \frac{n c}{k} + 2 (k - 1) \left( \alpha + \frac{p}{k} \beta \right)",
        ring_time,
    ),
    (
        "best-workers",
        r"k^* = \sqrt{\frac{n c}{2 (\alpha + p \beta)}}",
        best_workers,
    ),
    (
        "worker-pays",
        r"n = \frac{2 k (k - 1) (\alpha + p \beta)}{c}",
        worker_pays,
    ),
];

/// The gradient by the definition of a derivative, of some of the points.
fn by_differences(
    points: &Points,
    some: &[usize],
    [a, b]: [f64; 2],
) -> Vec<f64> {
    let loss = |a: f64, b: f64| {
        mean(
            some.iter()
                .map(|i| (a * points.x[*i] + b - points.y[*i]).powi(2)),
        )
    };
    vec![slope(|a| loss(a, b), a), slope(|b| loss(a, b), b)]
}

fn weighted_mean() {
    let all_points =
        [data::line(), data::noisy_line().unwrap(), data::quadratic()];
    for points in all_points {
        let n = points.len();
        let all: Vec<usize> = (0..n).collect();
        let w = [0.7, -1.5];
        let whole = by_differences(&points, &all, w);
        for k in [1, 2, 3, 4, 7] {
            // The parts end at squares: they are not equally long.
            let mut sum = vec![0.0; 2];
            for part in 0..k {
                let belongs = |i: &&usize| (*i * k * k / n).isqrt() == part;
                let own: Vec<usize> =
                    all.iter().filter(belongs).copied().collect();
                let weight = own.len() as f64 / n as f64;
                let of = by_differences(&points, &own, w);
                (0..2).for_each(|j| sum[j] += weight * of[j]);
            }
            // Differences are good to some 1e-8 of losses of up to 1e4.
            all_close(&sum, &whole, 1e-5);
        }
    }
}

/// A ring that runs, number by number: what is sent is counted, and in the
/// end every machine has the sum.
fn ring_numbers() {
    for (k, p) in [(2, 4), (3, 6), (4, 12), (5, 5)] {
        let mut machines: Vec<Vec<f64>> = (0..k)
            .map(|m| (0..p).map(|j| (m * p + j) as f64).collect())
            .collect();
        let sums: Vec<f64> = (0..p)
            .map(|j| machines.iter().map(|m| m[j]).sum())
            .collect();
        let (piece, mut sent) = (p / k, 0);
        for turn in 0..2 * (k - 1) {
            let before = machines.clone();
            for (m, own) in before.iter().enumerate() {
                let right = (m + 1) % k;
                // First sums travel, then what is whole.
                let which = (m + 2 * k - turn) % k;
                let adds = turn < k - 1;
                for j in which * piece..(which + 1) * piece {
                    let old = if adds { machines[right][j] } else { 0.0 };
                    machines[right][j] = old + own[j];
                    sent += 1;
                }
            }
        }
        assert_eq!(sent, 2 * (k - 1) * p);
        for machine in machines {
            assert_eq!(machine, sums);
        }
    }
}

/// Two parts of a line, and h steps each by the definition, many times.
fn local_rest() {
    let points = data::noisy_line().unwrap();
    let parts = [(0..30), (30..100)];
    let (lr, n) = (0.2, 100.0);
    for h in [1, 3, 10] {
        let mut w = [0.0, 0.0];
        for _ in 0..2000 {
            let mut mean = [0.0; 2];
            for part in &parts {
                let rows = part.len() as f64;
                let mut own = w;
                for _ in 0..h {
                    let by = part.clone().fold([0.0; 2], |by, i| {
                        let x = points.x[i];
                        let e = 2.0 * (own[0] * x + own[1] - points.y[i]);
                        [by[0] + e * x / rows, by[1] + e / rows]
                    });
                    own = [own[0] - lr * by[0], own[1] - lr * by[1]];
                }
                (0..2).for_each(|j| mean[j] += rows / n * own[j]);
            }
            w = mean;
        }
        // Σ Mᵢ (wᵢ − w), each power applied to a vector.
        let mut pull = [0.0; 2];
        for part in &parts {
            let of = |v: &[f64]| v[part.clone()].to_vec();
            let some = Points {
                x: of(&points.x),
                y: of(&points.y),
            };
            let rows = some.len() as f64;
            let lowest = Line::least_squares(&some);
            let away = [lowest[0] - w[0], lowest[1] - w[1]];
            let xx = 2.0 * mean(some.x.iter().map(|x| x * x));
            let x = 2.0 * mean(some.x.iter().copied());
            let left = (0..h).fold(away, |[u, v], _| {
                [u - lr * (xx * u + x * v), v - lr * (x * u + 2.0 * v)]
            });
            (0..2).for_each(|j| pull[j] += rows / n * (away[j] - left[j]));
        }
        all_close(&pull, &[0.0, 0.0], 1e-12);
    }
}

/// burn's own rounding, not that of the lesson.
fn bfloat_rounding() {
    let values = data::long_line(2000, 5).x;
    let values: Vec<f64> = values.iter().map(|v| (v - 0.5) * 1e3 * v).collect();
    let rounded = tensor(&values, (&cpu(), DType::F32)).cast(DType::BF16);
    let rounded = to_host(rounded).unwrap();
    let mut most = 0.0_f64;
    for (value, rounded) in values.iter().zip(rounded) {
        let single = f64::from(*value as f32);
        let part = (rounded - single).abs() / single.abs();
        assert!(part <= 2.0_f64.powi(-8), "{value} becomes {rounded}");
        most = most.max(part);
    }
    // And it is no looser than it must be.
    assert!(most > 0.9 * 2.0_f64.powi(-8), "{most}");
}

/// Clocks of the workers, row by row.
fn straggler() {
    let c = 0.25;
    for (rows, speeds) in [
        ([25, 25, 25, 25], [1.0, 1.0, 1.0, 0.25]),
        ([40, 40, 10, 10], [4.0, 4.0, 1.0, 1.0]),
        ([7, 70, 13, 10], [1.0, 8.0, 2.0, 0.5]),
    ] {
        let clock = |(rows, speed): (i32, f64)| -> f64 {
            (0..rows).map(|_| c / speed).sum()
        };
        let all = rows.into_iter().zip(speeds);
        let last = all.clone().map(clock).fold(0.0, f64::max);
        let formula = all.map(|(n, s)| f64::from(n) * c / s);
        close(last, formula.fold(0.0, f64::max), 1e-9);
    }
}

const C: f64 = 2e-6;
const ALPHA: f64 = 5e-5;
const BETA: f64 = 3e-9;
const P: i32 = 1200;

fn star(n: f64, k: f64) -> f64 {
    n * C / k + 2.0 * k * (ALPHA + f64::from(P) * BETA)
}

/// Messages one after the other, number by number.
fn star_time() {
    for (n, k) in [(600, 1), (600, 3), (6000, 4)] {
        let mut time = 0.0;
        for _ in 0..2 * k {
            time += ALPHA;
            (0..P).for_each(|_| time += BETA);
        }
        (0..n / k).for_each(|_| time += C); // all at the same time
        close(time, star(f64::from(n), f64::from(k)), 1e-12);
    }
}

/// All compute when the last has its message, and answer at once: messages are
/// on their way together, and the middle handles one after the other.
fn star_latency() {
    for (n, k, tau) in [(600, 1, 1e-3), (600, 3, 4e-5), (6000, 4, 0.5)] {
        let handle = ALPHA + f64::from(P) * BETA;
        let sent = (1..=k).map(|i| f64::from(i) * handle);
        let begin = sent.map(|sent| sent + tau).fold(0.0, f64::max);
        let answers = (0..k).map(|_| begin + f64::from(n / k) * C + tau);
        let end = answers.fold(0.0, |free: f64, at| free.max(at) + handle);
        let formula = star(f64::from(n), f64::from(k)) + 2.0 * tau;
        close(end, formula, 1e-12);
    }
}

fn ring_time() {
    for (n, k) in [(600, 1), (600, 3), (6000, 4)] {
        let mut time = 0.0;
        for _ in 0..2 * (k - 1) {
            time += ALPHA;
            (0..P / k).for_each(|_| time += BETA);
        }
        (0..n / k).for_each(|_| time += C);
        let [n, k, p] = [n, k, P].map(f64::from);
        let formula = n * C / k + 2.0 * (k - 1.0) * (ALPHA + p / k * BETA);
        close(time, formula, 1e-12);
    }
}

/// A little more or less of k is slower.
fn best_workers() {
    for n in [1e3, 1e5, 1e6] {
        let best = (n * C / (2.0 * (ALPHA + f64::from(P) * BETA))).sqrt();
        for factor in [0.9, 0.99, 1.01, 1.1] {
            assert!(star(n, best) < star(n, factor * best));
        }
        close(slope(|k| 1e3 * star(n, k), best) / star(n, best), 0.0, 1e-2);
    }
}

fn worker_pays() {
    for k in [2.0, 4.0, 9.0] {
        let n = 2.0 * k * (k - 1.0) * (ALPHA + f64::from(P) * BETA) / C;
        close(star(n, k), star(n, k - 1.0), 1e-12);
        assert!(star(1.01 * n, k) < star(1.01 * n, k - 1.0));
        assert!(star(0.99 * n, k) > star(0.99 * n, k - 1.0));
    }
}
