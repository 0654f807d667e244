//! `--trace`: a row for every update, in the data's own units.

use std::{fs, path::Path};

use serde_json::Value;

use crate::common::{at, numbers, parse};
use crate::{
    Ended, assert_one_line, common::assert_close, folder_with, points, run,
    table,
};

/// The head of a trace, and its rows without the name of the run.
fn read(path: &Path) -> (String, Vec<Vec<f64>>) {
    let text = fs::read_to_string(path).unwrap();
    let (head, rows) = text.split_once('\n').unwrap();
    let row = |line: &str| {
        let (name, numbers) = line.split_once(',').unwrap();
        assert_eq!(name, "fit");
        numbers.split(',').map(|n| n.parse().unwrap()).collect()
    };
    (head.to_owned(), rows.lines().map(row).collect())
}

fn traced(flags: &[&str]) -> (String, Vec<Vec<f64>>, Value) {
    let (folder, data) = folder_with(&table(&points(20)));
    let trace = ["--trace", "t.csv", "--json", "--no-figures"];
    let flags = [&[data.as_str()], &trace[..], flags].concat();
    let Ended(code, stdout, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(0), "{stderr}");
    let (head, rows) = read(&folder.path().join("t.csv"));
    (head, rows, parse(&stdout))
}

#[test]
fn the_descent_of_a_line_is_traced_in_the_datas_own_units() {
    // All rows at once, and batches of three.
    for (flags, per_epoch) in [
        (&["--optimiser", "sgd"][..], 1),
        (&["--batch-size", "3", "--epochs", "4"], 7),
    ] {
        let (head, rows, document) = traced(flags);
        assert_eq!(head, "run,update,intercept,x,loss,gradient_length");
        let updates = numbers(&document, "updates")[0] as usize;
        assert_eq!(rows.len(), updates + 1);
        assert_eq!(updates % per_epoch, 0);
        let points = points(20);
        let n = points.len() as f64;
        // Standardised, as the gradient is.
        let mean = |i: usize| points.iter().map(|p| p[i]).sum::<f64>() / n;
        let deviation = |i: usize| {
            let squares = points.iter().map(|p| (p[i] - mean(i)).powi(2));
            (squares.sum::<f64>() / n).sqrt()
        };
        for (update, row) in rows.iter().enumerate() {
            assert_eq!(row[0], update as f64);
            let [intercept, slope] = [row[1], row[2]];
            let error = |p: &[f64; 2]| intercept + slope * p[0] - p[1];
            let squares = points.iter().map(|p| error(p).powi(2));
            let mse = squares.sum::<f64>() / n;
            let (sx, sy) = (deviation(0), deviation(1));
            let by_slope = points
                .iter()
                .map(|p| 2.0 * error(p) / sy * (p[0] - mean(0)) / sx / n);
            let by_intercept = points.iter().map(|p| 2.0 * error(p) / sy / n);
            let length = by_slope.sum::<f64>().hypot(by_intercept.sum::<f64>());
            assert_close("loss", &[row[3]], &[mse], 1e-12);
            // Near the minimum the gradient is a difference of numbers of
            // size 1.
            assert!((row[4] - length).abs() < 1e-13, "{} {length}", row[4]);
        }
        // It began at the mean of y, and at full batch ended at the model.
        assert_close("start", &rows[0][1..3], &[mean(1), 0.0], 1e-15);
        if per_epoch == 1 {
            let model = ["intercept", "x"]
                .map(|name| numbers(at(&document, "parameters"), name)[0]);
            assert_close("end", &rows[updates][1..3], &model, 1e-12);
        }
    }
}

#[test]
fn of_a_network_the_loss_is_traced_alone() {
    let flags = ["--model", "mlp:3", "--epochs", "5", "--stop", "patience:9"];
    let (head, rows, _) = traced(&flags);
    assert_eq!(head, "run,update,loss,gradient_length");
    assert_eq!(rows.len(), 6);
}

#[test]
fn a_descent_that_diverges_is_traced_and_told_as_far_as_it_went() {
    let (folder, data) = folder_with(&table(&points(20)));
    let diverging = ["--optimiser", "sgd", "--lr", "1e20", "--trace", "t.csv"];
    let flags = [&[data.as_str()], &diverging[..]].concat();
    let Ended(code, story, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(1), "{stderr}");
    assert_one_line(&stderr);
    let update = stderr.split_once("at update ").unwrap().1;
    let update: usize = update.split_once(';').unwrap().0.parse().unwrap();
    let (_, rows) = read(&folder.path().join("t.csv"));
    assert_eq!(rows.len(), update);
    assert!(rows.windows(2).all(|pair| pair[0][3] < pair[1][3]));
    for part in ["after     0 updates: MSE", "diverged.svg", "Wrote t.csv"] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    assert!(folder.path().join("target/fit/diverged.svg").exists());
    assert!(!folder.path().join("target/fit/model.json").exists());

    let flags = [&flags[..], &["--json", "--no-figures"]].concat();
    let Ended(code, stdout, again) = run(folder.path(), &flags);
    assert_eq!((code, again), (Some(1), stderr));
    let document = parse(&stdout);
    let at_update = at(&document, "diverged_at_update").as_u64();
    assert_eq!(at_update, Some(update as u64));
    assert_eq!(at(&document, "converged"), false);
    let losses = numbers(&document, "losses");
    let traced: Vec<f64> =
        rows.iter().flat_map(|row| [row[0], row[3]]).collect();
    assert_close("losses", &losses, &traced, 1e-15);
}

#[test]
fn a_table_of_data_is_never_overwritten() {
    let (folder, data) = folder_with(&table(&points(20)));
    let before = fs::read(&data).unwrap();
    let Ended(code, _, stderr) = run(folder.path(), &[&data, "--trace", &data]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("another kind"), "{stderr}");
    assert_eq!(fs::read(&data).unwrap(), before);
}
