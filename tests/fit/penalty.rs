//! `--l2`: ridge regression by descent, weight decay of networks.

use super::*;
use crate::common::{assert_close, numbers};

/// For one standardised column x the correlation r with y is the slope of least
/// squares; a penalty makes it r/(1 + λ), and leaves the mean of y alone.
#[test]
fn one_slope_shrinks_by_one_plus_lambda() {
    let text = table(&points(40));
    let plain = numbers(&fitted(&text, &[]), "standardised_parameters")[1];
    for lambda in [1e-6, 0.01, 0.5, 1.0, 30.0, 1e9] {
        let got = fitted(&text, &["--l2", &lambda.to_string()]);
        assert_eq!(got["converged"], true, "{lambda}");
        let want = plain / (1.0 + lambda);
        let got = numbers(&got, "standardised_parameters");
        assert_close("slope", &got[1..], &[want], 1e-9);
        assert!(got[0].abs() < 1e-12, "intercept {}", got[0]);
    }
}

/// The residuals stay orthogonal to what is free, and a gradient of the squares
/// is held by that of the penalty: (1/n) Σ uⱼ e = −λ wⱼ.
#[test]
fn the_gradient_of_the_errors_is_held_by_the_penalty() {
    let lambda = 0.3;
    let xs: Vec<_> = (0..30_u32).map(|i| f64::from(i * i % 31)).collect();
    let y = |x: f64| 0.1 * x * x - x + (x * 1.7).sin();
    let text = table(&xs.iter().map(|x| [*x, y(*x)]).collect::<Vec<_>>());
    let flags = ["--model", "poly:3", "--l2", "0.3"];
    let got = fitted(&text, &flags);
    assert_eq!(got["converged"], true);
    let w = numbers(&got, "standardised_parameters");
    let standardised = |values: Vec<f64>| {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares = values.iter().map(|v| (v - mean).powi(2));
        let deviation = (squares.sum::<f64>() / n).sqrt();
        let standard = values.iter().map(|v| (v - mean) / deviation);
        standard.collect::<Vec<f64>>()
    };
    let u = standardised(xs.clone());
    let power = |k| standardised(u.iter().map(|u| u.powi(k)).collect());
    let columns = [u.clone(), power(2), power(3)];
    let v = standardised(xs.iter().map(|x| y(*x)).collect());
    let error = |i: usize| {
        let terms = columns.iter().zip(&w[1..]).map(|(c, w)| c[i] * w);
        w[0] + terms.sum::<f64>() - v[i]
    };
    let errors: Vec<f64> = (0..v.len()).map(error).collect();
    let n = v.len() as f64;
    for (column, w) in columns.iter().zip(&w[1..]) {
        let products = column.iter().zip(&errors).map(|(u, e)| u * e);
        let pull = products.sum::<f64>() / n + lambda * w;
        assert!(pull.abs() < 1e-11, "{pull}");
    }
    assert!((errors.iter().sum::<f64>() / n).abs() < 1e-11);
}

/// scikit-learn's Ridge on standardised columns, with alpha = n λ.
#[test]
fn parameters_are_those_of_scikit_learns_ridge() {
    let ridge = UNSEEN["ridge"].as_object().unwrap();
    assert!(ridge.len() > 3);
    for (lambda, want) in ridge {
        let mut flags = vec!["--y", "body_mass_g", "--l2", lambda];
        for x in ["flipper_length_mm", "bill_length_mm", "bill_depth_mm"] {
            flags.extend(["--x", x]);
        }
        let got = penguins(&flags);
        assert_eq!(got["converged"], true, "{lambda}");
        for key in ["parameters", "loss"] {
            let (got, want) = (numbers(&got, key), numbers(want, key));
            assert_close(&format!("{lambda} {key}"), &got, &want, 1e-9);
        }
        let distance = &got["l2"]["closed_form"]["relative_distance"];
        assert!(distance.as_f64().unwrap() < 1e-10, "{distance}");
        assert!(got["least_squares"].is_null() && got["certainty"].is_null());
    }
}

/// Columns that follow from each other share their slope, and more parameters
/// than rows have one best model, too: without a penalty both are refused.
#[test]
fn a_penalty_makes_one_model_the_best_of_many() {
    let rows = points(12);
    let text = rows.iter().fold("a,b,y\n".to_owned(), |text, [x, y]| {
        text + &format!("{x},{},{y}\n", 2.0 * x + 1.0)
    });
    let flags = ["--x", "a", "--x", "b", "--y", "y"];
    let r = numbers(&fitted(&table(&rows), &[]), "standardised_parameters")[1];
    let with = [&flags[..], &["--l2", "0.1"]].concat();
    let got = numbers(&fitted(&text, &with), "standardised_parameters");
    assert_close("shared", &got[1..], &[r / 2.1, r / 2.1], 1e-9);
    let few = table(&points(4));
    let got = fitted(&few, &["--model", "poly:6", "--l2", "0.1"]);
    let distance = numbers(&got, "l2.closed_form.relative_distance")[0];
    assert!(distance < 1e-9, "{distance}");
    assert_eq!(got["verdicts"], Value::Array(Vec::new()));
}

/// Where δ lies beyond all errors Huber's loss is half the squares: so with λ
/// it has the minimum of the squares with 2λ.
#[test]
fn other_losses_take_the_same_penalty() {
    let text = table(&points(40));
    let flags = ["--loss", "huber:1000", "--l2", "0.2"];
    let (got, want) = (fitted(&text, &flags), fitted(&text, &["--l2", "0.4"]));
    assert!(got["l2"]["closed_form"].is_null());
    let [got, want] = [got, want].map(|got| numbers(&got, "parameters"));
    assert_close("huber", &got, &want, 1e-6);
}

/// At a minimum of loss + λ |w|² each hidden rectified unit has as many squares
/// in the weights that lead to it as in the weight that leads on: scaling the
/// one up and the other down does not change the model. That holds if the
/// biases are free, and else it does not.
#[test]
fn a_network_balances_its_weights_and_leaves_its_biases_free() {
    let wave: Vec<_> = (0..60_u32)
        .map(|i| f64::from(i) / 10.0)
        .map(|x| [x, x.sin()])
        .collect();
    let (folder, data) = folder_with(&table(&wave));
    let flags = [&data, "--model", "mlp:4", "--l2", "0.01", "--json"];
    let lbfgs = ["--optimiser", "lbfgs", "--stop", "gradient:1e-6"];
    let Ended(code, stdout, stderr) =
        run(folder.path(), &[&flags[..], &lbfgs].concat());
    assert_eq!(code, Some(0), "{stderr}");
    let got = parse(&stdout);
    let saved = folder.path().join("target/fit/model.json");
    let saved = parse(&fs::read_to_string(saved).unwrap());
    let [first, last] = [0, 1].map(|k| saved["layers"][k].clone());
    let (into, biases) =
        (numbers(&first, "weights"), numbers(&first, "biases"));
    let out = numbers(&last, "weights");
    let gradient = got["gradient"].as_f64().unwrap();
    // A gradient of this length leaves the squares apart by so much.
    let room = 10.0 * gradient.max(1e-12) / 0.01;
    assert!(room < 1e-3, "{gradient}"); // far below the squares themselves
    let mut alive = 0;
    for (unit, out) in out.iter().enumerate() {
        let into = into[unit];
        let apart = (into * into - out * out).abs();
        assert!(apart < room, "{into} {out}: {apart}, gradient {gradient}");
        alive += usize::from(out.abs() > 0.1 && biases[unit].abs() > 0.1);
    }
    assert!(alive > 0, "{out:?} {biases:?}");
}

#[test]
fn the_story_names_the_penalty_and_gives_no_standard_errors() {
    let (folder, data) = folder_with(&table(&points(40)));
    let flags = [data.as_str(), "--no-figures", "--l2", "0.5"];
    let story = story_of(folder.path(), &flags);
    for part in [
        "Penalty: λ = 0.5 times the sum of the squares of all parameters but \
         the intercept, for standardised columns, is added to the MSE",
        "alpha = n λ = 20.",
        "Condition number of the MSE with its penalty: 1.5,",
        "ridge",
        "No standard errors: the penalty pulls",
    ] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    assert!(!story.contains("least squares"), "{story}");
    assert!(!story.contains("residual standard deviation"), "{story}");
}
