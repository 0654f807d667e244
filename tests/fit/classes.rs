//! Classifiers: parameters are scikit-learn's, probabilities keep their
//! identities, and what separates is said to.

use ::fit::split::{By, Draw};
use std::{collections::BTreeMap, fs};

use serde_json::Map;

use super::*;
use crate::common::{assert_close, numbers};

pub static SCIKIT: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("../oracles/classes.json")));

pub const BILLS: [&str; 6] = [
    "--x",
    "bill_length_mm",
    "--x",
    "flipper_length_mm",
    "--y",
    "species",
];

pub const IRIS: [&str; 10] = [
    "--x",
    "sepal_length",
    "--x",
    "sepal_width",
    "--x",
    "petal_length",
    "--x",
    "petal_width",
    "--y",
    "species",
];

pub fn verdicts(document: &Value) -> Vec<String> {
    serde_json::from_value(document["verdicts"].clone()).unwrap()
}

/// Iris without one of its species.
pub fn iris_without(species: &str) -> String {
    let text = fs::read_to_string(file("tests/data/iris.csv")).unwrap();
    let rows = text.lines().filter(|row| !row.ends_with(species));
    rows.map(|row| format!("{row}\n")).collect()
}

/// A prediction: the header, and the rows as text.
pub fn predicted(
    folder: &Path,
    data: &str,
    flags: &[&str],
) -> (Vec<String>, Vec<Vec<String>>) {
    let flags = [&["predict", "target/fit/model.json", data], flags].concat();
    let Ended(code, stdout, stderr) = run(folder, &flags);
    assert_eq!(code, Some(0), "{stderr}");
    let split =
        |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
    let mut rows = stdout.lines().map(split);
    (rows.next().unwrap(), rows.collect())
}

/// Four digits and more of every difference between classes.
#[test]
fn coefficients_are_those_of_scikit_learn() {
    let (_folder, iris) = folder_with(&iris_without("setosa"));
    let wine = file("tests/data/wine.csv");
    let wine_flags = ["--x", "alcohol", "--x", "malic_acid", "--y", "cultivar"];
    let sex = ["--x", "body_mass_g", "--x", "bill_depth_mm", "--y", "sex"];
    for (of, got) in [
        ("penguins", penguins(&BILLS)),
        ("penguins_one", penguins(&["--x", "5", "--y", "species"])),
        ("penguins_sex", penguins(&sex)),
        (
            "wine",
            document(&wine, &[&wine_flags[..], &["--classes"]].concat()),
        ),
        ("iris", document(&iris, &IRIS)),
    ] {
        let want = &SCIKIT[of];
        assert_eq!(got["classes"], want["classes"], "{of}");
        assert_eq!(got["reference"], want["classes"][0], "{of}");
        assert_eq!(
            (&got["converged"], &got["separated"]),
            (&true.into(), &false.into()),
            "{of}"
        );
        let params = numbers(&got, "parameters");
        assert_close(of, &params, &numbers(want, "parameters"), 1e-5);
        let learned = &got["learned"];
        assert_close(
            of,
            &numbers(learned, "loss"),
            &numbers(want, "loss"),
            1e-9,
        );
        assert_eq!(learned["confusion"], want["confusion"], "{of}");
        assert_close(
            of,
            &numbers(learned, "accuracy"),
            &numbers(want, "accuracy"),
            1e-12,
        );
        // Newton's step says how far it is, and it is not far.
        assert!(numbers(&got, "distance_by_newton")[0] < 1e-5, "{of}");
    }
}

/// At the lowest loss Σ (p − [k = y]) x is 0 for every class and column: no
/// oracle is needed. p are those that predict prints.
#[test]
fn at_the_optimum_what_is_said_and_what_is_right_balance() {
    let (folder, data) = (tempdir().unwrap(), file("data/penguins.csv"));
    let flags = [&[data.as_str(), "--missing", "drop"], &BILLS[..]].concat();
    assert_eq!(run(folder.path(), &flags).0, Some(0));
    let (header, rows) = predicted(folder.path(), &data, &[]);
    let names = ["Adelie", "Chinstrap", "Gentoo"];
    let p_names = names.map(|name| format!("p_{name}"));
    assert_eq!(header[2], "species_predicted");
    assert_eq!(header[3..], p_names);
    // Rows in order and count: the file's own species beside them.
    let text = fs::read_to_string(&data).unwrap();
    let species: Vec<&str> = text
        .lines()
        .skip(1)
        .map(|row| row.split(',').next().unwrap())
        .collect();
    assert_eq!(rows.len(), species.len());
    let mut sums = [[0.0; 3]; 3];
    let (mut known, mut right, mut log_p) = (0.0, 0, 0.0);
    for (row, species) in rows.iter().zip(&species) {
        if row[2].is_empty() {
            assert!(row[0].is_empty() && row[3..].iter().all(String::is_empty));
            continue;
        }
        let number = |text: &String| text.parse::<f64>().unwrap();
        let x = [1.0, number(&row[0]), number(&row[1])];
        let p: Vec<f64> = row[3..].iter().map(number).collect();
        assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{row:?}");
        let most = p.iter().copied().fold(0.0, f64::max);
        let named = names.iter().position(|name| *name == row[2]).unwrap();
        assert_eq!(p[named], most, "{row:?}");
        let class = names.iter().position(|name| name == species).unwrap();
        for (k, sums) in sums.iter_mut().enumerate() {
            let error = p[k] - f64::from(u8::from(k == class));
            sums.iter_mut()
                .zip(x)
                .for_each(|(sum, x)| *sum += error * x);
        }
        known += 1.0;
        right += u32::from(named == class);
        log_p -= p[class].ln();
    }
    // The gradient is at most 1e-8 for standardised columns; in millimetres,
    // from an origin ten deviations away, it is some hundred times as long.
    for sum in sums.iter().flatten() {
        assert!((sum / known).abs() < 1e-5, "{sums:?}");
    }
    // And they are the numbers of the document.
    let got = penguins(&BILLS);
    assert_eq!(got["rows"], known as u64);
    let learned = &got["learned"];
    assert_close("loss", &numbers(learned, "loss"), &[log_p / known], 1e-9);
    let accuracy = f64::from(right) / known;
    assert_close("a", &numbers(learned, "accuracy"), &[accuracy], 1e-12);
}

#[test]
fn the_balance_and_the_naive_answer_are_those_of_the_file() {
    let text = fs::read_to_string(file("data/penguins.csv")).unwrap();
    let mut counts = BTreeMap::new();
    for row in text.lines().skip(1) {
        let fields: Vec<_> = row.split(',').collect();
        if fields[2] != "NA" && fields[4] != "NA" {
            *counts.entry(fields[0]).or_insert(0) += 1;
        }
    }
    let got = penguins(&BILLS);
    let balance = got["learned"]["balance"].as_object().unwrap();
    assert_eq!(balance.len(), counts.len());
    for (class, count) in &counts {
        assert_eq!(balance[*class], *count, "{class}");
    }
    let all: i32 = counts.values().sum();
    let most = counts.values().max().unwrap();
    let naive = f64::from(*most) / f64::from(all);
    let got_naive = numbers(&got, "learned.baseline_accuracy");
    assert_close("naive", &got_naive, &[naive], 1e-12);
    assert_eq!(got["baseline"]["class"], "Adelie");
    let folder = tempdir().unwrap();
    let data = file("data/penguins.csv");
    let flags = [&[data.as_str(), "--missing", "drop"], &BILLS[..]].concat();
    let story = story_of(folder.path(), &flags);
    let naive = story.find("Whoever always says Adelie").unwrap();
    assert!(naive < story.find("The descent").unwrap(), "{story}");
    let right = format!("right for {most} of the {all} rows");
    assert!(story.contains(&right), "{story}");
}

/// Held out is held out: confusion and accuracy are those of predictions for
/// these rows, and their classes move nothing that was learned.
#[test]
fn rows_held_out_are_judged_and_not_learned() {
    let text = iris_without("nothing");
    let (folder, data) = folder_with(&text);
    let flags = [&["--holdout", "0.3"], &IRIS[..]].concat();
    let flags = [&[data.as_str()], &flags[..]].concat();
    let Ended(code, stdout, stderr) =
        run(folder.path(), &[&flags[..], &["--json"]].concat());
    assert_eq!(code, Some(0), "{stderr}");
    let got = parse(&stdout);
    let [_, held_out] = By::Chance.take(150, 45, (42, Draw::HeldOut));
    let (_, rows) = predicted(folder.path(), &data, &[]);
    let species: Vec<&str> = text
        .lines()
        .skip(1)
        .map(|row| row.rsplit(',').next().unwrap())
        .collect();
    let classes = ["setosa", "versicolor", "virginica"];
    let mut confusion = [[0; 3]; 3];
    for i in &held_out {
        let at = |name: &str| classes.iter().position(|c| *c == name).unwrap();
        let i = *i;
        confusion[at(species[i])][at(&rows[i][4])] += 1;
    }
    let there: [[i32; 3]; 3] =
        serde_json::from_value(got["held_out"]["confusion"].clone()).unwrap();
    assert_eq!(there, confusion);
    assert_eq!(got["held_out"]["rows"], 45);
    assert_eq!(got["learned"]["rows"], 105);
    // Other classes for the rows held out: the parameters stay.
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for i in &held_out {
        let line = &mut lines[*i + 1];
        let (x, _) = line.rsplit_once(',').unwrap();
        *line = format!("{x},setosa");
    }
    let moved = fitted(&(lines.join("\n") + "\n"), &flags[1..]);
    assert_eq!(got["parameters"], moved["parameters"]);
    assert_ne!(got["held_out"], moved["held_out"]);
}

/// In other units a classifier says the same, with other parameters.
#[test]
fn probabilities_do_not_depend_on_units_and_parameters_follow_them() {
    let rows: Vec<(f64, &str)> = (0..60_u32)
        .map(|i| {
            let x = f64::from(i * i % 61) / 10.0;
            let noise = f64::from(i * 7 % 11) / 2.0;
            (x, if x + noise > 6.0 { "yes" } else { "no" })
        })
        .collect();
    let text = |c: f64, d: f64| {
        rows.iter().fold("x,y\n".to_owned(), |mut text, (x, y)| {
            writeln!(text, "{},{y}", c * x + d).unwrap();
            text
        })
    };
    let flags = ["--x", "x", "--y", "y"];
    let plain = fitted(&text(1.0, 0.0), &flags);
    let [b, a] = numbers(&plain, "parameters")[..] else {
        panic!("{plain}")
    };
    for (c, d) in [(1000.0, 0.0), (-2.0, 5.0), (1e-9, 1e-7)] {
        let got = fitted(&text(c, d), &flags);
        let want = [b - a / c * d, a / c];
        assert_close("moved", &numbers(&got, "parameters"), &want, 1e-5);
        for key in ["loss", "accuracy"] {
            let key = format!("learned.{key}");
            let want = numbers(&plain, &key);
            assert_close(&key, &numbers(&got, &key), &want, 1e-9);
        }
    }
    // Labels may be numbers, too, if one says so: 0 for no, 1 for yes.
    let labels = text(1.0, 0.0).replace("no", "0").replace("yes", "1.0");
    let got = fitted(&labels, &["--x", "x", "--y", "y", "--classes"]);
    let want = numbers(&plain, "parameters");
    assert_eq!(numbers(&got, "parameters"), want);
    assert_eq!(got["reference"], "0");
}

/// A ring around a disc, of so many rows: no straight border parts them, a
/// network can.
pub fn ring(rows: u32) -> String {
    (0..rows).fold("a,b,y\n".to_owned(), |mut text, i| {
        let angle = f64::from(i) * 2.4;
        let (radius, y) = match i % 2 {
            0 => (0.2 + f64::from(i % 7) / 10.0, "disc"),
            _ => (1.6 + f64::from(i % 5) / 10.0, "ring"),
        };
        let (a, b) = (radius * angle.cos(), radius * angle.sin());
        writeln!(text, "{a},{b},{y}").unwrap();
        text
    })
}

#[test]
fn a_network_finds_a_border_that_is_not_straight() {
    let text = ring(120);
    let flags = ["--x", "a", "--x", "b", "--y", "y"];
    let line = fitted(&text, &flags);
    assert!(numbers(&line, "learned.accuracy")[0] < 0.7, "{line}");
    let (folder, data) = folder_with(&text);
    let flags = [&flags[..], &["--model", "mlp:16", "--json"]].concat();
    let flags = [&[data.as_str()], &flags[..]].concat();
    let Ended(code, stdout, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(0), "{stderr}");
    let got = parse(&stdout);
    assert_eq!(numbers(&got, "learned.accuracy"), [1.0]);
    assert_eq!(got["parameters"], Value::Object(Map::new()));
    assert_eq!(got["optimiser"], "adam");
    let (_, rows) = predicted(folder.path(), &data, &[]);
    let named = rows.iter().zip(text.lines().skip(1));
    for (row, line) in named {
        assert!(line.ends_with(&row[2]), "{row:?}: {line}");
    }
}

#[test]
fn every_optimiser_and_batches_find_about_the_same() {
    let want = numbers(&SCIKIT["penguins"], "loss")[0];
    for (flags, room) in [
        (&["--optimiser", "momentum", "--epochs", "400"][..], 0.05),
        (&["--optimiser", "adam", "--epochs", "400"], 0.05),
        (&["--batch-size", "50", "--epochs", "30"], 0.1),
        (&["--precision", "f32"], 1e-2),
    ] {
        let got = penguins(&[&BILLS[..], flags].concat());
        let loss = numbers(&got, "learned.loss")[0];
        // None is below the lowest, but for rounding.
        assert!(loss > want * (1.0 - 1e-5), "{flags:?}: {loss}");
        assert!(loss < want * (1.0 + room), "{flags:?}: {loss}, {want}");
        assert_eq!(got["separated"], false, "{flags:?}");
    }
}

#[test]
fn the_document_of_classes_has_no_gap_and_is_the_same_each_time() {
    let flags = [&BILLS[..], &["--holdout", "0.25"]].concat();
    let [one, two] =
        [penguins(&flags), penguins(&flags)].map(|mut document| {
            document.as_object_mut().unwrap().remove("seconds");
            document
        });
    assert_eq!(one, two);
    let gaps = common::nulls(&one);
    // What was not asked for, and a velocity that L-BFGS has not.
    let absent = [".l2", ".folds", ".compared", ".validation", ".momentum"];
    assert!(
        gaps.iter().all(|key| absent.contains(&&key[..])),
        "{gaps:?}"
    );
}

#[test]
fn every_update_of_a_classifier_is_in_the_trace() {
    let (folder, data) = folder_with(&iris_without("setosa"));
    let flags = [&[data.as_str(), "--trace", "trace.csv"], &IRIS[..]].concat();
    assert_eq!(run(folder.path(), &flags).0, Some(0));
    let trace = folder.path().join("trace.csv");
    let trace = fs::read_to_string(trace).unwrap();
    let header: Vec<_> = trace.lines().next().unwrap().split(',').collect();
    assert!(header.contains(&"virginica: intercept"), "{header:?}");
    // At the start all is 0, and the loss is that of a coin.
    let first: Vec<f64> = trace
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .filter_map(|field| field.parse().ok())
        .collect();
    let loss = first[first.len() - 2];
    assert!((loss - 2.0_f64.ln()).abs() < 1e-12, "{first:?}");
}
