//! Cross-validation: what folds lose, and the penalty that they choose.

use super::*;
use crate::common::{assert_close, numbers};

/// 30 points around a wave: no polynomial is right.
fn wave() -> Vec<[f64; 2]> {
    let point = |i: u32| {
        let x = f64::from(i) / 4.0;
        [x, x.sin() + f64::from(i * i * 37 % 11) / 20.0]
    };
    (0..30).map(point).collect()
}

/// Of a line, the error at a point that was left out follows from the error at
/// the same point with all: eᵢ / (1 − hᵢ), where hᵢ is 1/n + (xᵢ − mean)² over
/// the sum of such squares (Allen's PRESS, 1974). With as many folds as rows it
/// does not matter how they were dealt.
#[test]
fn one_row_at_a_time_gives_the_press_statistic() {
    let points = points(25);
    let n = points.len() as f64;
    let folds = points.len().to_string();
    let got = fitted(&table(&points), &["--folds", &folds]);
    let w = numbers(&got, "parameters");
    let mean = points.iter().map(|p| p[0]).sum::<f64>() / n;
    let spread = points.iter().map(|p| (p[0] - mean).powi(2)).sum::<f64>();
    let press = points.iter().map(|[x, y]| {
        let h = 1.0 / n + (x - mean).powi(2) / spread;
        ((w[0] + w[1] * x - y) / (1.0 - h)).powi(2)
    });
    let want = press.clone().sum::<f64>() / n;
    assert_close("mean", &numbers(&got, "folds.mean"), &[want], 1e-9);
    let mut losses = numbers(&got, "folds.losses");
    let mut want: Vec<f64> = press.collect();
    losses.sort_by(f64::total_cmp);
    want.sort_by(f64::total_cmp);
    // Squares of errors near 0 keep fewer digits.
    let largest = want[want.len() - 1];
    for (got, want) in losses.iter().zip(&want) {
        assert!((got - want).abs() < 1e-9 * largest, "{got} {want}");
    }
}

#[test]
fn every_row_is_judged_once_and_the_mean_has_its_error() {
    let got = fitted(&table(&points(23)), &["--folds", "4"]);
    let mut rows = numbers(&got, "folds.rows");
    rows.sort_by(f64::total_cmp);
    assert_eq!(rows, [5.0, 6.0, 6.0, 6.0]);
    let losses = numbers(&got, "folds.losses");
    let mean = losses.iter().sum::<f64>() / 4.0;
    let squares = losses.iter().map(|l| (l - mean).powi(2)).sum::<f64>();
    let error = (squares / 3.0).sqrt() / 2.0;
    assert_close("mean", &numbers(&got, "folds.mean"), &[mean], 1e-12);
    let got = numbers(&got, "folds.standard_error");
    assert_close("standard error", &got, &[error], 1e-12);
}

/// A row moved far away must not move the model that judges it, not even by the
/// scales: the loss of its fold alone grows by what that row loses.
#[test]
fn nothing_is_learned_from_a_fold_that_is_judged() {
    let points = wave();
    let folds = ::fit::split::By::Chance.folds(30, 5, 42);
    let turn = (1..=5).find(|k| folds.rows(*k)[1].contains(&7)).unwrap();
    let mut moved = points.clone();
    moved[7][1] += 1e3;
    let flags = ["--folds", "5", "--l2", "0.1"];
    let [got, other] = [&points, &moved]
        .map(|points| numbers(&fitted(&table(points), &flags), "folds.losses"));
    // The model of that fold is found by hand: ridge on standardised columns.
    let [learned, judged] = folds.rows(turn);
    let pick = |at: usize| -> Vec<f64> {
        learned.iter().map(|i| points[*i][at]).collect()
    };
    let (x, y) = (pick(0), pick(1));
    let n = x.len() as f64;
    let mean = |v: &[f64]| v.iter().sum::<f64>() / n;
    let (mx, my) = (mean(&x), mean(&y));
    let products = x.iter().zip(&y).map(|(x, y)| (x - mx) * (y - my));
    let spread = x.iter().map(|x| (x - mx).powi(2)).sum::<f64>();
    let slope = products.sum::<f64>() / spread / 1.1;
    let loss = |points: &[[f64; 2]]| {
        let errors = judged.iter().map(|i| {
            let [x, y] = points[*i];
            (my + slope * (x - mx) - y).powi(2)
        });
        errors.sum::<f64>() / judged.len() as f64
    };
    let at = turn - 1;
    assert_close("fold", &[got[at]], &[loss(&points)], 1e-9);
    assert_close("moved", &[other[at]], &[loss(&moved)], 1e-9);
}

#[test]
fn the_penalty_that_loses_least_is_taken_and_the_grid_is_told() {
    let text = table(&wave());
    let flags = ["--model", "poly:5", "--l2", "auto"];
    let got = fitted(&text, &flags);
    let tried = got["l2"]["tried"].as_array().unwrap();
    let number = |row: &Value, key: &str| row[key].as_f64().unwrap();
    let least = tried
        .iter()
        .min_by(|a, b| number(a, "mean").total_cmp(&number(b, "mean")))
        .unwrap();
    let lambda = number(least, "lambda");
    assert_eq!(got["l2"]["lambda"], lambda);
    assert_eq!(got["folds"]["mean"], least["mean"]);
    assert_eq!(numbers(&got, "folds.losses").len(), 5);
    // The same λ by hand gives the same model, and each fold loses the same: a
    // descent ends where the closed form is.
    let by_hand = ["--model", "poly:5", "--l2", &lambda.to_string()];
    let by_hand = [&by_hand[..], &["--folds", "5"]].concat();
    let want = fitted(&text, &by_hand);
    assert_eq!(got["parameters"], want["parameters"]);
    let [got, want] =
        [&got, &want].map(|document| numbers(document, "folds.losses"));
    assert_close("folds", &got, &want, 1e-6);
    let (folder, data) = folder_with(&text);
    let story = story_of(
        folder.path(),
        &[&[&data, "--no-figures"], &flags[..]].concat(),
    );
    for part in [
        "15 penalties, fitted in closed form",
        "the least",
        "too good",
    ] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
}

#[test]
fn a_penalty_at_the_edge_of_the_grid_is_named() {
    let said = |text: &str| {
        let (folder, data) = folder_with(text);
        story_of(folder.path(), &[&data, "--no-figures", "--l2", "auto"])
    };
    // A line without noise needs none.
    let exact: Vec<_> = points(20).iter().map(|[x, _]| [*x, 2.0 * x]).collect();
    let story = said(&table(&exact));
    assert!(story.contains("is the smallest that was tried"), "{story}");
    // Where a row has its like next to it with the other sign, x says nothing,
    // and every slope that is learned from other rows is wrong.
    let even: Vec<_> = (0..40_i32)
        .map(|i| {
            let x = f64::from(i) - 19.5;
            [x, x * x * f64::from(i % 2 * 2 - 1)]
        })
        .collect();
    let story = said(&table(&even));
    assert!(story.contains("is the largest that was tried"), "{story}");
}

#[test]
fn folds_that_cannot_be_are_refused() {
    let refused = |text: &str, flags: &[&str]| {
        let (folder, data) = folder_with(text);
        let flags = [&[data.as_str()], flags].concat();
        let Ended(code, stdout, stderr) = run(folder.path(), &flags);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
        assert_one_line(&stderr);
        assert!(!folder.path().join("target").exists(), "{flags:?}");
        stderr
    };
    let ten = table(&points(10));
    for (flags, say) in [
        (["--folds", "1"], "one fold has no others"),
        (["--folds", "x"], "--folds"),
        (["--folds", "11"], "needs at least 11 rows to learn from"),
        (["--l2", "0"], "above 0"),
        (["--l2", "-1"], "above 0"),
        (["--l2", "1e10"], "at most 1e9"),
        (["--l2", "NaN"], "--l2"),
    ] {
        let line = refused(&ten, &flags);
        assert!(line.contains(say), "{flags:?}: {line}");
    }
    // In one fold lies all that differs.
    let one = "x,y\n1,1\n0,2\n0,3\n0,5\n0,4\n";
    let line = refused(one, &["--folds", "5"]);
    assert!(line.contains("without fold"), "{line}");
    assert!(line.contains("column x is always 0"), "{line}");
}

#[test]
fn of_many_folds_the_first_are_told_and_all_are_in_the_document() {
    let text = table(&points(25));
    let (folder, data) = folder_with(&text);
    let flags = [&data, "--no-figures", "--folds", "25"];
    let story = story_of(folder.path(), &flags);
    assert!(story.contains("(15 more are in --json)"), "{story}");
    let got = fitted(&text, &["--folds", "25"]);
    assert_eq!(numbers(&got, "folds.losses").len(), 25);
}
