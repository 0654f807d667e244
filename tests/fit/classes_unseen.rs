//! Classes on rows that were not learned from: penalties, folds, validation and
//! the choice among models are as they are for numbers.

use std::fs;

use ::fit::split::{By, Draw, Folds};

use super::{
    classes::{BILLS, IRIS, SCIKIT, predicted, ring, verdicts},
    *,
};
use crate::common::{assert_close, numbers};

const WINE: [&str; 7] = [
    "--x",
    "alcohol",
    "--x",
    "malic_acid",
    "--y",
    "cultivar",
    "--classes",
];

const FOUR: [&str; 10] = [
    "--x",
    "bill_length_mm",
    "--x",
    "flipper_length_mm",
    "--x",
    "bill_depth_mm",
    "--x",
    "body_mass_g",
    "--y",
    "species",
];

fn wine(flags: &[&str]) -> Value {
    let flags = [&WINE[..], flags].concat();
    document(&file("tests/data/wine.csv"), &flags)
}

/// Of scikit-learn C = 1/(2 n λ), of two classes C = 1/(n λ).
#[test]
fn penalised_coefficients_are_those_of_scikit_learn() {
    let sex = ["--x", "body_mass_g", "--x", "bill_depth_mm", "--y", "sex"];
    for (of, got) in [
        (
            "penguins",
            penguins(&[&BILLS[..], &["--l2", "0.01"]].concat()),
        ),
        (
            "penguins_four",
            penguins(&[&FOUR[..], &["--l2", "0.001"]].concat()),
        ),
        (
            "penguins_sex",
            penguins(&[&sex[..], &["--l2", "0.03"]].concat()),
        ),
        ("wine", wine(&["--l2", "1"])),
    ] {
        let want = &SCIKIT["penalty"][of];
        assert_eq!(got["classes"], want["classes"], "{of}");
        // Also where they separate: large parameters cost.
        assert_eq!(got["converged"], true, "{of}");
        assert_eq!(got["separated"], false, "{of}");
        // A gradient of 1e-8 over the least curvature, which is 2 λ or more.
        let params = numbers(&got, "parameters");
        assert_close(of, &params, &numbers(want, "parameters"), 1e-4);
        let learned = &got["learned"];
        let want_loss = numbers(want, "loss");
        assert_close(of, &numbers(learned, "loss"), &want_loss, 1e-6);
        assert_eq!(learned["confusion"], want["confusion"], "{of}");
        assert!(numbers(&got, "distance_by_newton")[0] < 1e-4, "{of}");
    }
}

/// At the lowest sum of both the parameters of each class are minus the
/// gradient of the loss over 2 λ, and those of all classes sum to 0: no oracle
/// is needed. The probabilities are those that predict prints.
#[test]
fn at_the_optimum_the_penalty_balances_the_loss() {
    let (folder, data) = folder_with(&super::classes::iris_without("nothing"));
    let flags = [&[data.as_str(), "--l2", "0.02"], &IRIS[..]].concat();
    assert_eq!(run(folder.path(), &flags).0, Some(0));
    let (_, rows) = predicted(folder.path(), &data, &[]);
    let text = fs::read_to_string(&data).unwrap();
    let species = text.lines().skip(1).map(|row| row.rsplit(',').next());
    let names = ["setosa", "versicolor", "virginica"];
    let model = folder.path().join("target/fit/model.json");
    let model = parse(&fs::read_to_string(model).unwrap());
    let layer = &model["layers"][0];
    let mut sums = [[0.0; 3]; 4];
    let scales = numbers(&model["scales"], "x");
    for (row, species) in rows.iter().zip(species) {
        let number = |text: &String| text.parse::<f64>().unwrap();
        let class = names.iter().position(|name| Some(*name) == species);
        for (j, sums) in sums.iter_mut().enumerate() {
            let (mean, deviation) = (scales[2 * j], scales[2 * j + 1]);
            let x = (number(&row[j]) - mean) / deviation;
            for (k, sum) in sums.iter_mut().enumerate() {
                let right = f64::from(u8::from(class == Some(k)));
                *sum += (number(&row[5 + k]) - right) * x / 150.0;
            }
        }
    }
    for (j, sums) in sums.iter().enumerate() {
        let w: Vec<f64> =
            serde_json::from_value(layer["weights"][j].clone()).unwrap();
        assert!(w.iter().sum::<f64>().abs() < 1e-9, "{w:?}");
        // The gradient is at most 1e-8 long.
        for (w, slope) in w.iter().zip(sums) {
            assert!((slope + 2.0 * 0.02 * w).abs() < 1e-8, "{w} {slope}");
        }
    }
}

/// One fold for each row, of every fourth wine, or for each year: how they were
/// dealt does not matter.
#[test]
fn folds_lose_what_scikit_learn_loses() {
    let by_year = ["--group", "year", "--folds", "3", "--l2", "0.01"];
    let by_year = penguins(&[&BILLS[..], &by_year].concat());
    let text = fs::read_to_string(file("tests/data/wine.csv")).unwrap();
    let mut lines = text.lines();
    let header = lines.next();
    let lines = header.into_iter().chain(lines.step_by(4));
    let some = lines.fold(String::new(), |all, line| all + line + "\n");
    let one_by_one = fitted(
        &some,
        &[&WINE[..], &["--folds", "45", "--l2", "0.05"]].concat(),
    );
    for (of, got, room) in [
        ("penguins_by_year", by_year, 1e-6),
        ("wine_one_by_one", one_by_one, 1e-5),
    ] {
        let want = &SCIKIT["folds"][of];
        let both = |key: &str| {
            let got = numbers(&got, &format!("folds.{key}"));
            let mut all = [got, numbers(want, key)];
            all.iter_mut().for_each(|of| of.sort_by(f64::total_cmp));
            all
        };
        for key in ["losses", "rows", "right", "mean", "accuracy"] {
            let [got, want] = both(key);
            assert_eq!(got.len(), want.len(), "{of} {key}");
            for (got, want) in got.iter().zip(&want) {
                let room = room * want.abs().max(1e-3);
                assert!((got - want).abs() <= room, "{of} {key}: {got} {want}");
            }
        }
        let error = numbers(&got, "folds.standard_error");
        assert_close(of, &error, &numbers(want, "error"), 1e-4);
    }
}

/// The losses of the folds are those of models fitted by hand to the other
/// rows; each fold has its share of every class.
#[test]
fn a_fold_is_judged_by_a_model_of_the_others() {
    let text = super::classes::iris_without("nothing");
    let lines: Vec<&str> = text.lines().collect();
    let classes: Vec<f64> = (0..150).map(|i| f64::from(i / 50)).collect();
    let folds = Folds::stratified(&classes, 4, 42);
    let flags = [&IRIS[..], &["--l2", "0.01"]].concat();
    let got = fitted(&text, &[&flags[..], &["--folds", "4"]].concat());
    let losses = numbers(&got, "folds.losses");
    let mut all = Vec::new();
    for turn in 1..=4 {
        let [learn, judge] = folds.rows(turn);
        let of = |class: f64| {
            judge.iter().filter(|row| classes[**row] == class).count()
        };
        assert!(
            [0.0, 1.0, 2.0]
                .map(of)
                .iter()
                .all(|n| (12..=13).contains(n))
        );
        let rows = learn.iter().map(|row| lines[row + 1]);
        let rows: Vec<_> = [lines[0]].into_iter().chain(rows).collect();
        let (folder, data) = folder_with(&(rows.join("\n") + "\n"));
        let flags = [&[data.as_str()], &flags[..]].concat();
        assert_eq!(run(folder.path(), &flags).0, Some(0));
        let (_folder, every) = folder_with(&text);
        let (_, named) = predicted(folder.path(), &every, &[]);
        let log_p = judge.iter().map(|row| {
            let p = &named[*row][5 + classes[*row] as usize];
            p.parse::<f64>().unwrap().ln()
        });
        let want = -log_p.sum::<f64>() / judge.len() as f64;
        assert_close("fold", &[losses[turn - 1]], &[want], 1e-6);
        all.extend(judge);
    }
    all.sort_unstable();
    assert_eq!(all, (0..150).collect::<Vec<_>>());
    let (folder, data) = folder_with(&text);
    let flags = [&[&data, "--no-figures", "--folds", "4"], &flags[..]].concat();
    let story = story_of(folder.path(), &flags);
    for part in [
        "each fold has its share of every class (stratified folds)",
        "fold rows cross-entropy accuracy",
        "Named right, each by a model that had not seen it: ",
        "the squares of the parameters of all classes but their intercepts",
        "In scikit-learn's LogisticRegression, on standardised columns, that \
         is C = 1/(2 n λ) = 0.3333333.",
    ] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
}

#[test]
fn the_penalty_of_classes_that_loses_least_is_taken() {
    let got = wine(&["--l2", "auto"]);
    let tried = got["l2"]["tried"].as_array().unwrap();
    let number = |row: &Value, key: &str| row[key].as_f64().unwrap();
    let least = tried
        .iter()
        .min_by(|a, b| number(a, "mean").total_cmp(&number(b, "mean")))
        .unwrap();
    let lambda = number(least, "lambda");
    assert_eq!(got["l2"]["lambda"], lambda);
    assert_eq!(got["folds"]["mean"], least["mean"]);
    let by_hand = wine(&["--l2", &lambda.to_string(), "--folds", "5"]);
    for key in ["parameters", "folds", "learned"] {
        assert_eq!(got[key], by_hand[key], "{key}");
    }
}

/// Rows of their own choose the epoch, and those held out hear of nothing.
#[test]
fn validation_stops_a_classifier_and_the_test_rows_only_tell() {
    let text = super::classes::iris_without("nothing");
    let [rest, test] = By::Chance.take(150, 30, (42, Draw::HeldOut));
    let of_rest = By::Chance.take(120, 30, (42, Draw::Validation));
    let validation: Vec<usize> = of_rest[1].iter().map(|i| rest[*i]).collect();
    let parts = ["--validate", "0.2", "--holdout", "0.2"];
    let flags = [&IRIS[..], &parts, &["--model", "mlp:8"]].concat();
    // Every row of these is called setosa.
    let moved = |rows: &[usize]| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for row in rows {
            let (x, _) = lines[row + 1].rsplit_once(',').unwrap();
            lines[row + 1] = format!("{x},setosa");
        }
        lines.join("\n") + "\n"
    };
    let (folder, data) = folder_with(&text);
    let of_run = [&[data.as_str(), "--json"], &flags[..]].concat();
    let Ended(code, stdout, stderr) = run(folder.path(), &of_run);
    assert_eq!(code, Some(0), "{stderr}");
    let got = parse(&stdout);
    let losses = numbers(&got, "validation.losses");
    let epoch = got["validation"]["epoch"].as_u64().unwrap() as usize;
    assert!(losses.iter().all(|loss| *loss >= losses[epoch] * 0.999_999));
    // What is said of these rows is so of what is predicted for them.
    let (_, named) = predicted(folder.path(), &data, &[]);
    let species: Vec<_> = text.lines().skip(1).collect();
    for (part, rows) in [("validation", &validation), ("held_out", &test)] {
        let right = rows.iter().filter(|row| {
            species[**row].ends_with(&format!(",{}", named[**row][4]))
        });
        let right = right.count() as f64 / 30.0;
        let accuracy = numbers(&got, &format!("{part}.accuracy"));
        assert_close(part, &accuracy, &[right], 1e-12);
        assert_eq!(got[part]["rows"], 30);
    }
    let other = fitted(&moved(&test), &flags);
    for key in ["scales", "validation", "learned", "updates"] {
        assert_eq!(got[key], other[key], "{key}");
    }
    assert_ne!(got["held_out"], other["held_out"]);
    let other = fitted(&moved(&validation), &flags);
    assert_eq!(got["scales"], other["scales"]);
    assert_ne!(got["validation"], other["validation"]);
    assert_eq!(got["rows"], 150);
    // Where it is stopped nobody knows whether it would end.
    let linear = [&IRIS[..], &parts].concat();
    let got = fitted(&text, &linear);
    assert_eq!(got["separated"], false);
    assert!(got["distance_by_newton"].is_null());
    assert!(verdicts(&got).is_empty(), "{:?}", verdicts(&got));
    let flags = [&[data.as_str(), "--no-figures"], &linear[..]].concat();
    let story = story_of(folder.path(), &flags);
    for part in [
        "class to learn from to validate by held out",
        "epoch learned cross-entropy validation cross-entropy",
        "The validation rows chose the epoch",
        "On the rows that chose the epoch:",
        "On the 30 rows held out:",
    ] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
}

#[test]
fn the_best_of_several_classifiers_is_chosen_by_rows_not_learned_from() {
    let text = ring(150);
    let xy = ["--x", "a", "--x", "b", "--y", "y"];
    let flags = [&xy[..], &["--compare", "linear,mlp:8"]].concat();
    let got = fitted(&text, &flags);
    assert_eq!(got["model"], "mlp:8");
    let compared = got["compared"].as_array().unwrap();
    let names: Vec<_> = compared.iter().map(|one| &one["model"]).collect();
    assert_eq!(names, ["mlp:8", "linear"]);
    assert_eq!(compared[0]["loss"], got["validation"]["loss"]);
    assert_eq!(compared[0]["accuracy"], got["validation"]["accuracy"]);
    assert_eq!(compared[0]["learned_loss"], got["learned"]["loss"]);
    assert_eq!(got["learned"]["rows"], 90);
    assert!(numbers(&compared[1], "accuracy")[0] < 0.8, "{compared:?}");
    assert_eq!(got["held_out"]["rows"], 30);
    assert!(numbers(&got, "held_out.accuracy")[0] > 0.9, "{got}");
    let (folder, data) = folder_with(&text);
    let folds = ["--folds", "3", "--epochs", "100"];
    let flags = [&[&data, "--no-figures"], &flags[..], &folds].concat();
    let story = story_of(folder.path(), &flags);
    for part in ["Of the rows that chose are named right: ", "loses least"] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
}

#[test]
fn folds_without_which_a_class_is_unknown_are_refused() {
    let text = (0..30).fold("x,g,y\n".to_owned(), |mut text, i| {
        let (g, y) = match i % 6 {
            0 => ("north", "a"),
            k => (["south", "east"][k % 2], ["b", "c"][i % 2]),
        };
        writeln!(text, "{i},{g},{y}").unwrap();
        text
    });
    let refused = |flags: &[&str]| {
        let (folder, data) = folder_with(&text);
        let xy = ["--x", "x", "--y", "y"];
        let flags = [&[data.as_str()], &xy[..], flags].concat();
        let Ended(code, stdout, stderr) = run(folder.path(), &flags);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
        assert_one_line(&stderr);
        stderr
    };
    // All of a are in the north, and all of b and of c in one place each.
    let line = refused(&["--folds", "3", "--group", "g"]);
    assert!(
        line.contains("without fold 1 of 3: all rows of class"),
        "{line}"
    );
    assert!(line.contains("none is left to learn from: try"), "{line}");
    let line = refused(&["--folds", "31"]);
    assert!(line.contains("at least 31 rows"), "{line}");
    let line = refused(&["--folds", "29", "--ordered"]);
    assert!(line.contains("without fold 1 of 29"), "{line}");
    // By chance every class is in two folds at least.
    let got = fitted(&text, &["--x", "x", "--y", "y", "--folds", "30"]);
    assert_eq!(numbers(&got, "folds.rows"), [1.0; 30]);
}
