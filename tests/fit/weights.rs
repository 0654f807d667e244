//! `--weights`: rows that do not count alike.

use std::{fmt::Write as _, io::Write as _, process::Stdio};

use ::fit::split::{By, Draw};
use tempfile::tempdir;

use crate::{
    PEERS, assert_is_numpys, assert_one_line, command,
    common::{assert_close, numbers},
    fitted, folder_with, penguins, points,
    refused::refused,
    story_of,
};

/// The points with a third column.
fn weighted(points: &[[f64; 2]], weights: &[f64]) -> String {
    let rows = points.iter().zip(weights);
    rows.fold("x,y,w\n".into(), |mut text, ([x, y], w)| {
        writeln!(text, "{x},{y},{w}").unwrap();
        text
    })
}

/// Each point as often as its weight says.
fn repeated(points: &[[f64; 2]], weights: &[f64]) -> String {
    let rows = points.iter().zip(weights);
    rows.fold("x,y\n".into(), |mut text, ([x, y], w)| {
        text += &format!("{x},{y}\n").repeat(*w as usize);
        text
    })
}

fn ones_to_four(n: u32) -> Vec<f64> {
    (0..n).map(|i| f64::from(1 + i * 5 % 4)).collect()
}

#[test]
fn weighted_least_squares_are_numpys() {
    let mass = ["--x", "flipper_length_mm", "--y", "body_mass_g"];
    let weights = ["--weights", "bill_depth_mm"];
    for (of, more) in [
        ("line", &[][..]),
        ("no_intercept", &["--no-intercept"]),
        ("quadratic", &["--model", "quadratic"]),
        ("linear", &["--x", "bill_length_mm", "--x", "gentoo"]),
    ] {
        let got = penguins(&[&mass[..], &weights, more].concat());
        assert_eq!(got["converged"], true, "{of}");
        assert_eq!(got["weights"], "bill_depth_mm");
        let distance = numbers(&got, "least_squares.relative_distance")[0];
        assert!(distance < 1e-8, "{of}: {distance}");
        assert_is_numpys(&got, &format!("weights.{of}"), 1e-8);
    }
}

/// A column of zeros and ones chooses rows: NumPy's line through the Gentoos.
#[test]
fn ones_choose_rows() {
    let mass = ["--x", "flipper_length_mm", "--y", "body_mass_g"];
    let got = penguins(&[&mass[..], &["--weights", "gentoo"]].concat());
    assert_eq!(got["rows"], 123);
    for key in ["parameters", "loss", "r2", "residual_standard_deviation"] {
        let want = numbers(&PEERS, &format!("mass_by_flipper_Gentoo.{key}"));
        assert_close(key, &numbers(&got, key), &want, 1e-10);
    }
}

/// Means, deviations, losses and parameters cannot tell a row of weight 3 from
/// three rows; standard errors can.
#[test]
fn a_weight_of_three_is_three_rows() {
    let (points, weights) = (points(25), ones_to_four(25));
    let [heavy, often] = [weighted, repeated].map(|as_| as_(&points, &weights));
    for (flags, room) in [
        (&["--loss", "mse"][..], 1e-11),
        (&["--model", "quadratic", "--no-intercept"], 1e-9),
        (&["--loss", "rmse"], 1e-7), // L-BFGS stops at 1e-8
        (&["--loss", "huber:0.2"], 1e-6),
        // A corner has no gradient: it stops near the lowest loss.
        (&["--loss", "mae"], 1e-2),
        (&["--model", "mlp:4", "--epochs", "20"], 1e-6),
    ] {
        let of = |text: &str, more: &[&str]| {
            fitted(text, &[flags, more, &["--x", "x", "--y", "y"]].concat())
        };
        let (got, want) = (of(&heavy, &["--weights", "w"]), of(&often, &[]));
        for key in ["parameters", "scales", "loss", "r2", "learning_rate"] {
            let what = format!("{flags:?} {key}");
            let [got, want] = [&got, &want].map(|found| numbers(found, key));
            assert_close(&what, &got, &want, room);
        }
        assert_eq!(got["rows"], 25);
    }
}

#[test]
fn only_how_weights_compare_matters_and_zero_is_no_row() {
    let (points, weights) = (points(20), ones_to_four(20));
    let of = |weights: &[f64], n: usize| {
        fitted(&weighted(&points[..n], weights), &["--weights", "w"])
    };
    let want = of(&weights, 20);
    for factor in [1e-200, 0.1, 1e307] {
        let other: Vec<f64> = weights.iter().map(|w| w * factor).collect();
        let got = of(&other, 20);
        for key in ["parameters", "loss", "r2", "certainty"] {
            let [got, want] = [&got, &want].map(|found| numbers(found, key));
            assert_close(key, &got, &want, 1e-10);
        }
    }
    let mut zeros = weights.clone();
    zeros[15..].fill(0.0);
    let (got, want) = (of(&zeros, 20), of(&weights[..15], 15));
    assert_eq!((&got["rows"], &want["rows"]), (&15.into(), &15.into()));
    for key in ["parameters", "loss", "residual_standard_deviation"] {
        assert_eq!(got[key], want[key], "{key}");
    }
    let (folder, data) = folder_with(&weighted(&points, &zeros));
    let story = story_of(folder.path(), &[&data, "--weights", "w"]);
    for part in [
        "counts by its weight, column w",
        "5 rows of weight 0 are left out",
        "variances that are one over the weights",
    ] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
}

/// What is held out counts by its weights, too.
#[test]
fn quality_on_rows_held_out_is_weighted() {
    let (points, weights) = (points(40), ones_to_four(40));
    let text = weighted(&points, &weights);
    let got = fitted(&text, &["--weights", "w", "--holdout", "0.25"]);
    let [_, rows] = By::Chance.take(40, 10, (42, Draw::HeldOut));
    let [b, a] = numbers(&got, "parameters")[..] else {
        panic!("two parameters")
    };
    let sum = |value: &dyn Fn([f64; 2]) -> f64| -> f64 {
        rows.iter().map(|i| weights[*i] * value(points[*i])).sum()
    };
    let all = sum(&|_| 1.0);
    let squares = sum(&|[x, y]| (b + a * x - y).powi(2));
    let mean = sum(&|[_, y]| y) / all;
    let spread = sum(&|[_, y]| (y - mean).powi(2));
    let want = [squares / all, 1.0 - squares / spread];
    let got = numbers(&got, "held_out");
    assert_eq!(got[0], 10.0);
    assert_close("held out", &got[1..], &want, 1e-10);
}

#[test]
fn weights_are_no_x_and_no_y_unless_asked_for() {
    let text = "w,a,b\n1,1,2\n2,2,3\n1,3,5\n";
    let got = fitted(text, &["--weights", "w"]);
    assert_eq!((&got["x"][0], &got["y"]), (&"a".into(), &"b".into()));
    let got = fitted(text, &["--weights", "2"]);
    assert_eq!((&got["x"][0], &got["y"]), (&"w".into(), &"b".into()));
    // A column may be both: Σ w (x − 7/3)² is 10/3, Σ w (x − 7/3) y is 16/3.
    let got = fitted(text, &["--x", "a", "--y", "b", "--weights", "a"]);
    assert_close("both", &numbers(&got, "parameters"), &[0.1, 1.6], 1e-12);
}

#[test]
fn weights_that_cannot_be_used_are_refused_with_their_line() {
    let with = |weights: &str| {
        let weights = weights.split(' ').enumerate();
        let text = weights
            .fold("# note\nx,y,w\n".to_owned(), |text, (i, w)| {
                text + &format!("{i},{},{w}\n", i * i)
            });
        refused(&text, &["--weights", "w"])
    };
    for (weights, say) in [
        (
            "1 -2 3",
            "data.csv, line 4, column w: the weight -2 is below 0",
        ),
        ("1 2 inf", "line 5, column w: `inf` is infinite"),
        ("1 NA 3", "line 4, column w: the value is missing"),
        ("1 NaN 3", "line 4, column w: the value is missing"),
        ("1 two 3", "line 4, column w: `two` is not a number"),
        ("0 0 0", "data.csv: every weight in column w is 0"),
        ("0 1 0", "there are 1"),
    ] {
        let line = with(weights);
        assert!(line.contains(say), "{weights}: {line}");
    }
    let text = "x,y,w\n1,2,1\n2,3,NA\n3,4,-1\n4,7,2\n";
    let flags = ["--weights", "w", "--missing", "drop"];
    let line = refused(text, &flags);
    assert!(line.contains("line 4, column w"), "{line}");
    let line = refused(text, &["--weights", "v"]);
    assert!(line.contains("no column `v`"), "{line}");
    // What was read from a pipe has lines, too.
    let folder = tempdir().unwrap();
    let mut child = command(folder.path(), &["-", "--weights", "w"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let text = b"x,y,w\n1,2,3\n2,3,-1\n";
    child.stdin.take().unwrap().write_all(text).unwrap();
    let output = child.wait_with_output().unwrap();
    let line = String::from_utf8(output.stderr).unwrap();
    assert_one_line(&line);
    let say = "standard input, line 3, column w: the weight -1";
    assert!(line.contains(say), "{line}");
}
