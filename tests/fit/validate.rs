//! `--validate`: rows of their own say when to stop.

use ::fit::split::{By, Draw};

use super::*;
use crate::common::{assert_close, numbers};

/// Points whose slope the first rows and the others do not agree on.
fn noisy(n: u32) -> Vec<[f64; 2]> {
    let point = |i: u32| {
        let x = f64::from(i * 29 % 31);
        [x, x / 10.0 + f64::from(i * i * 7919 % 101) / 20.0]
    };
    (0..n).map(point).collect()
}

/// The rows of each part, as the program draws them: to learn from, to
/// validate by, held out.
fn parts(rows: usize, validate: usize, held_out: usize) -> [Vec<usize>; 3] {
    let by = By::Chance;
    let (rest, held_out) = match held_out {
        0 => ((0..rows).collect(), Vec::new()),
        n => by.take(rows, n, (42, Draw::HeldOut)).into(),
    };
    let of_rest = by.take(rest.len(), validate, (42, Draw::Validation));
    let [train, validation] =
        of_rest.map(|some| some.iter().map(|i| rest[*i]).collect());
    [train, validation, held_out]
}

/// For one standardised column the slope after t updates is r (1 − (1 − 2 lr)ᵗ),
/// and the intercept stays 0: so which update is best on the validation rows
/// can be computed without a descent.
#[test]
fn it_keeps_the_epoch_that_is_best_on_the_validation_rows() {
    let mut points = noisy(40);
    let [train, validation, _] = parts(40, 12, 0);
    // On the validation rows y rises less: the descent goes too far for them.
    for i in &validation {
        points[*i][1] = 0.7 + points[*i][1] / 2.0;
    }
    let lr: f64 = 0.02;
    let flags = ["--validate", "0.3", "--optimiser", "sgd", "--lr", "0.02"];
    let got = fitted(&table(&points), &flags);

    let column = |rows: &[usize], at: usize| -> Vec<f64> {
        rows.iter().map(|i| points[*i][at]).collect()
    };
    let (x, y) = (column(&train, 0), column(&train, 1));
    let n = x.len() as f64;
    let mean = |v: &[f64]| v.iter().sum::<f64>() / n;
    let deviation = |v: &[f64]| {
        let m = mean(v);
        (v.iter().map(|v| (v - m).powi(2)).sum::<f64>() / n).sqrt()
    };
    let (mx, my, sx, sy) = (mean(&x), mean(&y), deviation(&x), deviation(&y));
    let products = x.iter().zip(&y).map(|(x, y)| (x - mx) * (y - my));
    let r = products.sum::<f64>() / n / (sx * sy);
    let slope = |t: usize| r * (1.0 - (1.0 - 2.0 * lr).powi(t as i32));
    let loss = |t: usize| {
        let (x, y) = (column(&validation, 0), column(&validation, 1));
        let errors = x
            .iter()
            .zip(&y)
            .map(|(x, y)| (my + sy * slope(t) * (x - mx) / sx - y).powi(2));
        errors.sum::<f64>() / x.len() as f64
    };
    let best = (0..1000)
        .min_by(|a, b| loss(*a).total_cmp(&loss(*b)))
        .unwrap();
    assert!((2..500).contains(&best), "{best}");
    assert_eq!(got["validation"]["epoch"], best);
    assert_eq!(got["validation"]["rows"], 12);
    assert_eq!(got["converged"], true);
    assert_eq!(got["stop"], "patience:50");
    let w = numbers(&got, "standardised_parameters");
    assert_close("slope", &w[1..], &[slope(best)], 1e-9);
    let want = [loss(best)];
    assert_close("loss", &numbers(&got, "validation.loss"), &want, 1e-9);
    let losses = numbers(&got, "validation.losses");
    let want: Vec<_> = (0..losses.len()).map(loss).collect();
    assert_close("losses", &losses, &want, 1e-9);
    assert!(got["certainty"].is_null());
}

/// Neither the rows held out nor those to validate by reach the scales, and of
/// the first not even the epoch hears.
#[test]
fn validation_chooses_and_the_test_rows_only_tell() {
    let points = noisy(60);
    let [train, validation, held_out] = parts(60, 12, 12);
    assert_eq!(
        (train.len(), validation.len(), held_out.len()),
        (36, 12, 12)
    );
    let mut all = [train, validation.clone(), held_out.clone()].concat();
    all.sort_unstable();
    assert_eq!(all, (0..60).collect::<Vec<_>>());
    let flags = ["--validate", "0.2", "--holdout", "0.2", "--model", "mlp:8"];
    let fit = |points: &[[f64; 2]]| fitted(&table(points), &flags);
    let got = fit(&points);
    let moved = |rows: &[usize]| {
        let mut points = points.clone();
        rows.iter().for_each(|i| points[*i] = [-50.0, 90.0]);
        fit(&points)
    };
    let test = moved(&held_out);
    for key in ["scales", "validation", "loss", "gradient", "updates"] {
        assert_eq!(got[key], test[key], "{key}");
    }
    assert_ne!(got["held_out"], test["held_out"]);
    let other = moved(&validation);
    assert_eq!(got["scales"], other["scales"]);
    assert_ne!(got["validation"], other["validation"]);
    assert_eq!(got["rows"], 60);
    assert_eq!(got["held_out"]["rows"], 12);
}

/// A descent that ends at the epoch that was chosen gives the same model.
#[test]
fn the_model_is_the_one_of_that_epoch() {
    let (folder, data) = folder_with(&table(&noisy(60)));
    let flags = [&data, "--validate", "0.2", "--model", "mlp:8", "--json"];
    let model = |more: &[&str]| {
        let flags = [&flags[..], more].concat();
        let Ended(code, stdout, stderr) = run(folder.path(), &flags);
        assert_eq!(code, Some(0), "{stderr}");
        let saved = folder.path().join("target/fit/model.json");
        (parse(&stdout), fs::read_to_string(saved).unwrap())
    };
    let (got, saved) = model(&[]);
    let losses = numbers(&got, "validation.losses");
    let epoch = got["validation"]["epoch"].as_u64().unwrap() as usize;
    assert!(epoch > 0 && epoch + 1 < losses.len(), "{epoch}");
    assert!(losses.iter().all(|loss| *loss >= losses[epoch] * 0.999_999));
    let (early, same) = model(&["--epochs", &epoch.to_string()]);
    assert_eq!(early["validation"]["epoch"], epoch);
    assert_eq!(saved, same);
    // It ran out of epochs, and says so.
    assert_eq!(early["converged"], false);
}

#[test]
fn the_story_says_which_epoch_and_what_chose_it() {
    let (folder, data) = folder_with(&table(&noisy(60)));
    let flags = [&data, "--validate", "0.2", "--holdout", "0.2"];
    let story = story_of(folder.path(), &flags);
    for part in [
        "36 to learn from, 12 to validate by, 12 held out at random.",
        "the loss on the validation rows fell by less than 0.01 %",
        "kept",
        "the end",
        "The validation rows chose the epoch",
        "On the rows that chose the epoch:",
        "On the 12 rows held out:",
    ] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    // A polynomial whose bowl is long does not stop at a first overshoot.
    let flags = ["--model", "poly:8", "--validate", "0.2"];
    let got = fitted(&table(&noisy(60)), &flags);
    assert_eq!(got["optimiser"], "adam");
    assert!(got["validation"]["epoch"].as_u64().unwrap() > 0);
    // A gradient may end it; the parameters are of another epoch.
    let flags = [&data, "--validate", "0.2", "--stop", "gradient:1e-3"];
    let story = story_of(folder.path(), &flags);
    for part in ["Ended after", "lowest loss on the validation rows"] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    let Ended(code, _, stderr) =
        run(folder.path(), &[&data, "--validate", "0.2", "--folds", "3"]);
    assert_eq!(code, Some(2));
    assert_one_line(&stderr);
    let Ended(code, _, stderr) =
        run(folder.path(), &[&data, "--validate", "1"]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("between 0 and 1"), "{stderr}");
}
