//! Lesson 15: parts against the whole, what is counted against a count, what
//! is predicted against what is met, and a run that loses workers.

use std::{fs, path::Path};

use crate::common::{assert_close_to_largest, at, mse_gradient, numbers};
use crate::programs::{
    MANY, PRECISIONS, assert_one_line, refused, results, run, short,
};
use burn::tensor::DType;
use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host},
    model::Line,
};
use serde_json::{Value, json};
use tempfile::tempdir;

#[path = "../../crates/lessons/src/bin/lesson15/bfloat.rs"]
mod bfloat;
#[path = "../../crates/lessons/src/bin/lesson15/deal.rs"]
mod deal;

fn lesson_15() -> &'static Value {
    results(MANY, "f64")
}

/// All numbers of an element of a list.
fn nth(list: &Value, i: usize) -> Vec<f64> {
    numbers(&json!({ "of": list[i] }), "of")
}

/// Columns, row by row, and y.
type Rows = (Vec<Vec<f64>>, Vec<f64>);

fn rows(points: &Points, of: fn(f64) -> Vec<f64>) -> Rows {
    (points.x.iter().map(|x| of(*x)).collect(), points.y.clone())
}

/// The gradient of the mean squared error of some rows, by its definition.
fn gradient(
    (x, y): &Rows,
    some: std::ops::Range<usize>,
    w: &[f64],
) -> Vec<f64> {
    let n = some.len() as f64;
    let mut by = vec![0.0; w.len()];
    for i in some {
        let y_pred: f64 = x[i].iter().zip(w).map(|(x, w)| x * w).sum();
        for (by, x) in by.iter_mut().zip(&x[i]) {
            *by += 2.0 * (y_pred - y[i]) * x / n;
        }
    }
    by
}

#[test]
fn the_weighted_mean_of_parts_is_the_gradient_of_all_and_the_plain_one_is_not()
{
    let line = |x: f64| vec![x, 1.0];
    for (key, rows) in [
        ("line", rows(&data::line(), line)),
        ("noisy_line", rows(&data::noisy_line().unwrap(), line)),
        (
            "quadratic",
            rows(&data::quadratic(), |x| vec![x * x, x, 1.0]),
        ),
    ] {
        let n = rows.1.len();
        let w = &[1.0, 0.6, 0.2][..rows.0[0].len()];
        let whole = gradient(&rows, 0..n, w);
        for (precision, room) in [("f64", 1e-14), ("f32", 1e-5)] {
            let found = results(MANY, precision);
            let key = format!("mean.{key}");
            let got = numbers(found, &format!("{key}.whole"));
            assert_close_to_largest(&key, &got, &whole, room);
            let parts = at(found, &format!("{key}.parts"));
            let parts = parts.as_array().unwrap();
            assert_eq!(parts.len(), 5);
            for (both, k) in parts.iter().zip([1, 2, 3, 4, 7]) {
                let got = nth(both, 0);
                assert_close_to_largest(&key, &got, &whole, room);
                // By hand: k parts of 1, 2, … k shares, each as good as any.
                let ends: Vec<usize> = (0..=k)
                    .map(|i| {
                        let share = i * (i + 1) * n;
                        (share as f64 / (k * (k + 1)) as f64).round() as usize
                    })
                    .collect();
                let mut plain = vec![0.0; w.len()];
                for part in ends.windows(2) {
                    let of = gradient(&rows, part[0]..part[1], w);
                    for (sum, by) in plain.iter_mut().zip(of) {
                        *sum += by / k as f64;
                    }
                }
                let got = nth(both, 1);
                assert_close_to_largest(&key, &got, &plain, room);
                let apart = (plain[0] - whole[0]).abs() / whole[0].abs();
                assert!(k == 1 || apart > 1e-3, "{key}, {k}: {apart}");
            }
        }
    }
}

#[test]
fn parts_have_every_row_once_and_the_length_of_their_shares() {
    let shares = [
        vec![1.0],
        vec![1.0, 2.0, 3.0],
        vec![0.5, 0.0, 4.0, 1.0],
        vec![1.0; 16],
    ];
    for n in [1, 2, 7, 30, 100, 99_991] {
        for shares in &shares {
            let parts = deal::deal(n, shares);
            let rows: Vec<usize> = parts.iter().cloned().flatten().collect();
            assert_eq!(rows, (0..n).collect::<Vec<_>>());
            let total: f64 = shares.iter().sum();
            for (part, share) in parts.iter().zip(shares) {
                let want = n as f64 * share / total;
                assert!((part.len() as f64 - want).abs() <= 1.0);
            }
        }
    }
}

/// Message after message, machine after machine.
#[test]
fn star_and_ring_send_what_is_counted() {
    let (p, size) = (1_000_000, 4);
    let told = at(lesson_15(), "exchange").as_array().unwrap();
    assert_eq!(told.len(), 4);
    for row in told {
        let k = row[0].as_u64().unwrap() as usize;
        // A star: to each, and from each.
        let through_the_middle: usize = (0..k).map(|_| 2 * p * size).sum();
        let want = [2 * k, through_the_middle, through_the_middle, 2 * k];
        let want = want.map(|count| count as f64);
        assert_eq!(nth(row, 1), want);
        // A ring: at each turn every machine hands a piece on.
        let (mut messages, mut turns) = (0, 0);
        let mut sent = vec![0; k];
        let mut received = vec![0; k];
        for _phase in 0..2 {
            for _turn in 1..k {
                turns += 1;
                for machine in 0..k {
                    messages += 1;
                    sent[machine] += p / k * size;
                    received[(machine + 1) % k] += p / k * size;
                }
            }
        }
        let bytes: usize = sent.iter().sum();
        let both = sent.iter().zip(&received).map(|(s, r)| s + r);
        let want = [messages, bytes, both.max().unwrap(), turns];
        let want = want.map(|count| count as f64);
        assert_eq!(nth(row, 2), want);
    }
}

/// Where descents with local steps come to rest is met as predicted: by
/// tensors here, by matrices there. The larger h, the higher; and the higher,
/// the less the parts are alike.
#[test]
fn local_steps_rest_where_theory_says() {
    let points = data::noisy_line().unwrap();
    let best = Line::least_squares(&points);
    let excess = |w: &[f64]| -> f64 {
        let away = [w[0] - best[0], w[1] - best[1]];
        let mean = |of: &dyn Fn(f64) -> f64| -> f64 {
            points.x.iter().map(|x| of(*x)).sum::<f64>() / 100.0
        };
        mean(&|x| (away[0] * x + away[1]).powi(2))
    };
    for precision in PRECISIONS {
        let room = if precision == "f64" { 1e-11 } else { 1e-5 };
        let mut heights = Vec::new();
        for key in ["local.shuffled", "local.sorted"] {
            let told = at(results(MANY, precision), key).as_array().unwrap();
            let mut last = -1.0;
            for row in told {
                let [predicted, met] = [2, 3].map(|i| nth(row, i));
                assert_close_to_largest(key, &met, &predicted, room);
                let height = excess(&predicted);
                assert!(height > last, "{key}: {height} after {last}");
                last = height;
            }
            let first = nth(&told[0], 2);
            assert_close_to_largest(key, &first, &best, 1e-12);
            heights.push(last);
        }
        assert!(heights[1] > 10.0 * heights[0], "{heights:?}");
    }
}

/// Runs of 5,000 updates and more, of which neighbours are alike over some 25:
/// a mean of 200 that scatter by as much as they are is good to 7 %, and this
/// allows four times that.
#[test]
fn noise_keeps_a_descent_as_high_as_predicted() {
    let runs = at(lesson_15(), "batch.runs").as_array().unwrap();
    let mut floors = Vec::new();
    for row in runs {
        let [predicted, measured] = [2, 3].map(|i| nth(row, i)[0]);
        assert!((measured / predicted - 1.0).abs() < 0.28, "{row}");
        floors.push(predicted);
    }
    let [one, four, scaled, sixteen, ..] = floors[..] else {
        panic!("{floors:?}")
    };
    // Parts differ a little, and so does what a rate adds to its own law.
    assert!((one / four / 4.0 - 1.0).abs() < 0.15);
    assert!((scaled / one - 1.0).abs() < 0.15);
    assert!((one / sixteen / 16.0 - 1.0).abs() < 0.3);
}

/// burn's own bfloat16, for float32 and without one between.
#[test]
fn a_number_of_two_bytes_is_that_of_burn() {
    let device = device::open(Backend::Flex, Precision::F64).unwrap();
    let wide = data::long_line(4000, 3).x;
    let mut values: Vec<f64> = wide
        .iter()
        .enumerate()
        .map(|(i, v)| (v - 0.5) * 10_f64.powi(i as i32 % 60 - 30))
        .map(|v| f64::from(v as f32))
        .collect();
    // Halfway between two of them: to the even one. And what stays.
    values.extend([1.0 + 1.0 / 256.0, 1.0 + 3.0 / 256.0, 0.0, -2.5, 255.5]);
    let theirs = tensor(&values, (&device, DType::F32)).cast(DType::BF16);
    let theirs = to_host(theirs).unwrap();
    for (value, theirs) in values.iter().zip(theirs) {
        let ours = bfloat::round(*value);
        assert_eq!(ours.to_bits(), theirs.to_bits(), "{value:e}");
        assert_eq!(bfloat::round(ours).to_bits(), ours.to_bits());
    }
    // From float64 there is one rounding, to the nearest of two neighbours.
    for value in wide.iter().map(|v| v * 1e3 - 400.0) {
        let ours = bfloat::round(value);
        let step = 2.0_f64.powi(value.abs().log2().floor() as i32 - 7);
        assert_eq!((ours / step).fract(), 0.0, "{value}");
        assert!((ours - value).abs() <= step / 2.0, "{value}");
    }
}

#[test]
fn several_workers_lose_digits_in_two_bytes_and_one_does_not() {
    let whole = numbers(lesson_15(), "bfloat.whole");
    let rounded = numbers(lesson_15(), "bfloat.rounded");
    assert!(whole.iter().all(|apart| *apart < 1e-9), "{whole:?}");
    assert!(rounded[0] < 1e-9, "{rounded:?}");
    // At most 2⁻⁸ of gradients of about 1; and more than rounding to float64.
    assert!(
        rounded[1..]
            .iter()
            .all(|apart| (1e-8..4e-3).contains(apart))
    );
}

#[test]
fn the_slowest_worker_decides() {
    let told = |key: &str| numbers(lesson_15(), &format!("straggler.{key}"))[0];
    // Rows in quarters of n: as long as the slow one takes for its own.
    assert_eq!(told("equal"), 0.25 / 0.25);
    assert!((told("by_speed") - 1.0 / 3.25).abs() < 1e-15);
    assert!((told("without") - 1.0 / 3.0).abs() < 1e-15);
}

/// By trying every number of rows, and every number of workers.
#[test]
fn what_pays_on_paper_pays() {
    let update = |n: f64, k: f64| n * 1e-6 / k + 2.0 * k * 103.2e-6;
    let pays = numbers(lesson_15(), "cost.pays");
    for (k, told) in [2.0, 4.0, 16.0].into_iter().zip(pays) {
        let first = (1..100_000).find(|n| {
            let n = f64::from(*n);
            update(n, k) < update(n, k - 1.0)
        });
        assert!((f64::from(first.unwrap()) - told).abs() <= 1.0, "{told}");
    }
    let hidden = numbers(lesson_15(), "cost.hidden");
    for (k, n) in [2.0, 4.0, 16.0].into_iter().zip(hidden) {
        let share = 2.0 * k * 103.2e-6 / update(n, k);
        assert!((share - 0.1).abs() < 1e-12, "{share}");
    }
    for row in at(lesson_15(), "cost.paper").as_array().unwrap() {
        let [n, best] = [0, 2].map(|i| nth(row, i)[0]);
        let time = |k: &u32| update(n, f64::from(*k));
        let tried = (1..200).min_by(|u, v| time(u).total_cmp(&time(v)));
        assert!((f64::from(tried.unwrap()) - best).abs() < 1.0, "{best}");
    }
}

#[test]
fn as_many_workers_end_at_the_same_parameters() {
    let all = numbers(lesson_15(), "measured.ends");
    let each: Vec<&[f64]> = all.chunks(16).collect();
    for end in &each[1..] {
        assert_close_to_largest("ends", end, each[0], 1e-13);
    }
    let all = numbers(lesson_15(), "timeline.ends");
    assert_close_to_largest("timeline", &all[16..], &all[..16], 1e-13);
}

/// The same parts on other workers: the same bits. 160 updates by the
/// definition: the same but for rounding.
#[test]
fn a_run_that_loses_workers_ends_where_the_undisturbed_one_does() {
    let points = data::quadratic();
    let rows = rows(&points, |x| vec![x * x, x, 1.0]);
    let mut want = vec![0.0; 3];
    for _ in 0..160 {
        let by = gradient(&rows, 0..100, &want);
        want.iter_mut().zip(by).for_each(|(w, g)| *w -= 0.005 * g);
    }
    for flags in [
        &[][..],
        &["--workers", "7", "--lose", "6"],
        &["--every", "150"],
        &["--every", "136", "--lose", "2"],
    ] {
        let flags = [short(MANY), flags].concat();
        let found = crate::programs::document(MANY, &flags);
        let of = |key| numbers(&found["results"], key);
        let undisturbed = of("lost.undisturbed");
        assert_close_to_largest("undisturbed", &undisturbed, &want, 1e-12);
        assert_eq!(of("lost.same"), undisturbed, "{flags:?}");
        let anew = of("lost.anew");
        assert_close_to_largest("anew", &anew, &undisturbed, 1e-13);
    }
}

fn lose_all(folder: &Path) -> crate::programs::Ended {
    let flags = ["--rows", "100", "--no-figures", "--lose", "4"];
    let kept = ["--checkpoint", "a folder"];
    run(MANY, folder, &[&flags[..], &kept].concat())
}

#[test]
fn when_all_are_lost_the_run_names_the_command_that_goes_on() {
    let folder = tempdir().unwrap();
    let ended = lose_all(folder.path());
    assert_eq!(ended.code, Some(1));
    let error = ended.stderr.lines().last().unwrap();
    assert_one_line(&format!("{error}\n"), "lost");
    let goes_on = "from update 130 with: cargo run --release --bin lesson15 -- \
                   --rows 100 --no-figures --lose 4 --checkpoint 'a folder'";
    assert!(error.contains(goes_on), "{error}");
    // What it names goes on, to the same bits.
    let flags = ["--rows", "100", "--no-figures", "--lose", "4", "--json"];
    let kept = ["--checkpoint", "a folder"];
    let ended = run(MANY, folder.path(), &[&flags[..], &kept].concat());
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    let [same, undisturbed] = ["lost.same", "lost.undisturbed"]
        .map(|key| numbers(&document["results"], key));
    assert_eq!(same, undisturbed);
    // Without a folder there is nothing to go on from.
    let flags = ["--rows", "100", "--no-figures", "--lose", "4"];
    let ended = run(MANY, folder.path(), &flags);
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.stderr.contains("--checkpoint DIR"),
        "{}",
        ended.stderr
    );
}

/// Any byte that is another one, and any end that is missing.
#[test]
fn a_damaged_checkpoint_is_named() {
    let folder = tempdir().unwrap();
    lose_all(folder.path());
    let file = folder.path().join("a folder/checkpoint.txt");
    let whole = fs::read(&file).unwrap();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    for bytes in [
        flipped(0),
        flipped(30),
        flipped(whole.len() / 2),
        flipped(whole.len() - 3),
        whole[..whole.len() - 1].to_vec(),
        whole[..whole.len() / 2].to_vec(),
        Vec::new(),
        vec![0xff; 40],
    ] {
        fs::write(&file, &bytes).unwrap();
        let flags = ["--no-figures", "--checkpoint", "a folder"];
        let ended = run(MANY, folder.path(), &flags);
        assert_eq!(ended.code, Some(2), "{}", ended.stderr);
        assert_eq!(ended.stdout, "");
        assert_one_line(&ended.stderr, "damaged");
        assert!(ended.stderr.contains("checkpoint.txt"), "{}", ended.stderr);
    }
}

#[test]
fn workers_that_are_none_are_refused() {
    for (flags, say) in [
        (&["--workers", "0"][..], "1 to 16"),
        (&["--workers", "17"], "1 to 16"),
        (&["--workers", "two"], "--workers"),
        (&["--lose", "5"], "0 to 4"),
        (&["--workers", "2", "--lose", "3"], "0 to 2"),
        (&["--lose", "-1"], "0 to 16"),
        (&["--every", "0"], "1 to 1000000"),
        (&["--rows", "99"], "100 to 10000000"),
        (&["--rows", "1e6"], "--rows"),
    ] {
        let line = refused(MANY, flags);
        assert!(line.contains(say), "{line}");
    }
}

/// The gradient of this file is that of the other tests.
#[test]
fn the_definition_is_that_of_the_line() {
    let points = data::line();
    let rows = rows(&points, |x| vec![x, 1.0]);
    let ours = gradient(&rows, 0..30, &[0.5, -1.0]);
    let theirs = mse_gradient([0.5, -1.0], &points.x, &points.y);
    assert_close_to_largest("gradient", &ours, &theirs, 1e-14);
}
