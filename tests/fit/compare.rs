//! `--compare`: validation chooses, test tells.

use ::fit::split::{By, Draw};

use super::*;
use crate::common::{assert_close, numbers};

/// 60 points of a parabola with noise.
fn parabola() -> Vec<[f64; 2]> {
    let point = |i: u32| {
        let x = f64::from(i * 7 % 60) / 10.0 - 3.0;
        [x, x * x - x + f64::from(i * i * 37 % 101) / 50.0]
    };
    (0..60).map(point).collect()
}

/// The rows to learn from, to validate by and held out, a fifth each of these
/// two, as the program draws them.
fn parts(points: &[[f64; 2]]) -> [Vec<[f64; 2]>; 3] {
    let n = points.len() / 5;
    let [rest, test] = By::Chance.take(points.len(), n, (42, Draw::HeldOut));
    let [learn, validate] =
        By::Chance.take(rest.len(), n, (42, Draw::Validation));
    let of_rest = |rows: Vec<usize>| -> Vec<_> {
        rows.iter().map(|i| points[rest[*i]]).collect()
    };
    let test = test.iter().map(|i| points[*i]).collect();
    [of_rest(learn), of_rest(validate), test]
}

fn loss(w: &[f64], points: &[[f64; 2]]) -> f64 {
    let errors = points.iter().map(|[x, y]| {
        let terms = (0..).zip(w).map(|(k, w)| w * x.powi(k));
        (terms.sum::<f64>() - y).powi(2)
    });
    errors.sum::<f64>() / points.len() as f64
}

fn names(compared: &Value) -> Vec<&str> {
    let all = compared.as_array().unwrap().iter();
    all.map(|one| one["model"].as_str().unwrap()).collect()
}

/// Each model is the least squares of the rows to learn from alone, is judged
/// by the validation rows, and the chosen one alone by those held out.
#[test]
fn models_learn_from_the_same_rows_and_are_chosen_by_others() {
    let points = parabola();
    let [learn, validate, test] = parts(&points);
    let text = table(&points);
    let got = fitted(&text, &["--compare", "line,poly:9,quadratic"]);
    let compared = &got["compared"];
    let mut all = Vec::new();
    for model in ["line", "poly:9", "quadratic"] {
        let alone = fitted(&table(&learn), &["--model", model]);
        let w = numbers(&alone, "parameters");
        all.push((loss(&w, &validate), loss(&w, &learn), model, w));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let want: Vec<_> = all.iter().map(|one| one.2).collect();
    assert_eq!(names(compared), want);
    for (one, (unseen, learned, model, _)) in
        compared.as_array().unwrap().iter().zip(&all)
    {
        // In own units a power of nine loses digits.
        assert_close(model, &numbers(one, "loss"), &[*unseen], 1e-6);
        assert_close(model, &numbers(one, "learned_loss"), &[*learned], 1e-6);
        assert_eq!(one["converged"], true, "{model}");
    }
    assert_ne!(got["model"], "line");
    assert_eq!(got["model"], all[0].2);
    let w = numbers(&got, "parameters");
    assert_close("parameters", &w, &all[0].3, 1e-7);
    let want = [loss(&w, &test)];
    assert_close("test", &numbers(&got, "held_out.loss"), &want, 1e-6);
    assert_eq!(got["validation"]["rows"], 12);
}

#[test]
fn the_rows_held_out_choose_nothing() {
    let points = parabola();
    let rows = By::Chance.take(60, 12, (42, Draw::HeldOut));
    let mut moved = points.clone();
    rows[1].iter().for_each(|i| moved[*i] = [2.0, -500.0]);
    let flags = ["--compare", "line,quadratic,mlp:4", "--epochs", "200"];
    let [got, other] =
        [&points, &moved].map(|points| fitted(&table(points), &flags));
    for key in ["compared", "model", "validation", "loss", "scales"] {
        assert_eq!(got[key], other[key], "{key}");
    }
    assert_ne!(got["held_out"], other["held_out"]);
}

/// By folds each model loses what it loses when it is alone.
#[test]
fn folds_choose_as_they_would_alone() {
    let text = table(&parabola());
    let folds = ["--folds", "4", "--holdout", "0.2"];
    let flags = [&["--compare", "line,quadratic"], &folds[..]].concat();
    let got = fitted(&text, &flags);
    assert_eq!(names(&got["compared"]), ["quadratic", "line"]);
    for one in got["compared"].as_array().unwrap() {
        let model = one["model"].as_str().unwrap();
        let alone = fitted(&text, &[&["--model", model], &folds[..]].concat());
        assert_eq!(one["loss"], alone["folds"]["mean"]);
        assert_eq!(one["standard_error"], alone["folds"]["standard_error"]);
        if model == "quadratic" {
            assert_eq!(got["parameters"], alone["parameters"]);
            assert_eq!(got["held_out"], alone["held_out"]);
            assert_eq!(got["folds"], alone["folds"]);
        }
    }
    assert!(got["validation"].is_null());
    let story = {
        let (folder, data) = folder_with(&text);
        let flags = [&[data.as_str(), "--no-figures"], &flags[..]].concat();
        story_of(folder.path(), &flags)
    };
    assert!(story.contains("the folds choose among them"), "{story}");
    // The mean of folds of a line is within a deviation of noise alone.
    let noise: Vec<_> =
        parabola().iter().map(|[x, y]| [*x, y - x * x]).collect();
    let (folder, data) = folder_with(&table(&noise));
    let flags = ["--compare", "poly:3,line", "--folds", "5"];
    let flags = [&[data.as_str(), "--no-figures"], &flags[..]].concat();
    let story = story_of(folder.path(), &flags);
    let smaller = story.contains("line, with 2 parameters, is within one");
    assert!(smaller || story.contains("line loses least"), "{story}");
}

#[test]
fn the_chosen_model_is_told_and_saved_and_the_parts_are_said() {
    let (folder, data) = folder_with(&table(&parabola()));
    let flags = [&data, "--compare", "line,mlp:4,4,quadratic"];
    let story =
        story_of(folder.path(), &[&flags[..], &["--lr", "0.9"]].concat());
    for part in [
        "Unless you say otherwise: --validate 0.2 --holdout 0.2.",
        "All models learn from the same 36 rows; the 12 rows to validate by",
        "mlp:4,4",
        "loses least",
        "On the 12 rows held out:",
    ] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    let saved = folder.path().join("target/fit/model.json");
    let saved = parse(&fs::read_to_string(saved).unwrap());
    let chosen = saved["model"].as_str().unwrap();
    assert!(story.contains(&format!("Model {chosen},")), "{story}");
    // What diverges is named and comes last; the others are compared.
    let text = table(&parabola());
    let flags = ["--compare", "line,poly:6", "--lr", "0.5"];
    let sgd = ["--optimiser", "sgd"];
    let got = fitted(&text, &[&flags[..], &sgd].concat());
    assert_eq!(names(&got["compared"]), ["line", "poly:6"]);
    let failed = got["compared"][1]["failed"].as_str().unwrap();
    assert!(failed.contains("diverged"), "{failed}");
    assert!(got["compared"][1]["loss"].is_null());
}

#[test]
fn models_that_cannot_be_compared_are_refused() {
    let (folder, data) = folder_with(&table(&parabola()[..9]));
    for (flags, say) in [
        (&["--compare", "line"][..], "name several models"),
        (&["--compare", "line,line"], "twice"),
        (&["--compare", "line,cubic"], "`cubic`: use line"),
        (&["--compare", "line,mlp:16,"], "``"),
        (&["--compare", "line,poly:7"], "--compare poly:7: "),
        (&["--compare", "line,linear", "--model", "line"], "--model"),
        (
            &["--compare", "line,linear", "--l2", "auto"],
            "--l2 a number",
        ),
    ] {
        let flags = [&[data.as_str()], flags].concat();
        let Ended(code, stdout, stderr) = run(folder.path(), &flags);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{flags:?}");
        assert_one_line(&stderr);
        assert!(stderr.contains(say), "{flags:?}: {stderr}");
        assert!(!folder.path().join("target").exists(), "{flags:?}");
    }
}
