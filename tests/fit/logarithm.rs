//! `--log`: exponentials, powers and logarithms.

use std::fs;

use ::fit::split::{By, Draw};
use serde_json::Value;

use crate::{
    Ended, VARIATIONS, assert_is_numpys,
    common::{assert_close, numbers, parse},
    equation::{evaluate, line},
    fitted, folder_with, penguins,
    refused::refused,
    run, story_of, table,
};

/// The equation in a story, in one line.
fn equation(text: &str, flags: &[&str]) -> String {
    let (folder, data) = folder_with(text);
    let flags = [&[data.as_str(), "--no-figures"], flags].concat();
    let story = story_of(folder.path(), &flags);
    let from = story.find(" y = ").expect(&story) + 1;
    let to = story[from..]
        .find(" MSE ")
        .or(story[from..].find(" Huber loss "))
        .expect(&story);
    story[from..from + to].to_owned()
}

#[test]
fn trends_that_are_exact_are_found_and_printed() {
    let of = |trend: fn(f64) -> f64| line(12, |i| [1.0 + i, trend(1.0 + i)]);
    for (trend, flags, want) in [
        (
            of(|x| 3.0 * (0.5 * x).exp()),
            &["--log", "y"][..],
            "y = 3 · exp(0.5 · x)",
        ),
        (of(|x| 3.0 * x.sqrt()), &["--log", "xy"], "y = 3 · x^0.5"),
        (
            of(|x| 1.0 + 2.0 * x.ln()),
            &["--log", "x"],
            "y = 1 + 2 · ln(x)",
        ),
        (
            of(|x| 2.0 * (-0.25 * x).exp()),
            &["--log", "y"],
            "y = 2 · exp(-0.25 · x)",
        ),
        (of(|x| 5.0 / x), &["--log", "xy"], "y = 5 · x^-1"),
        (
            of(|x| (0.5 * x).exp()),
            &["--log", "y", "--no-intercept"],
            "y = exp(0.5 · x)",
        ),
        (
            of(|x| x.powi(3)),
            &["--log", "xy", "--no-intercept"],
            "y = x^3",
        ),
        (
            of(|x| 4.0 * (x - x * x / 8.0).exp()),
            &["--log", "y", "--model", "quadratic"],
            "y = 4 · exp(1 · x - 0.125 · x^2)",
        ),
        (
            of(|x| 4.0 * x * (x.ln().powi(2) / 4.0).exp()),
            &["--log", "xy", "--model", "quadratic"],
            "y = 4 · exp(1 · ln(x) + 0.25 · ln(x)^2)",
        ),
    ] {
        assert_eq!(equation(&trend, flags), want);
    }
    let mut two = String::from("u,v,y\n");
    for i in 1..20 {
        let (u, v) = (f64::from(i), f64::from(1 + i * i % 7));
        two += &format!("{u},{v},{}\n", 2.0 * u.sqrt() / v);
    }
    let flags = ["--log", "xy", "--x", "u", "--x", "v", "--y", "y"];
    assert_eq!(equation(&two, &flags), "y = 2 · u^0.5 · v^-1");
}

/// y = 3 exp(0.5 x), rounded to four digits after the point.
#[test]
fn an_exponential_trend_is_read_off_rounded_numbers() {
    let text = line(8, |x| [x, (3.0 * (0.5 * x).exp() * 1e4).round() / 1e4]);
    let got = fitted(&text, &["--log", "y"]);
    assert_eq!(
        (&got["log"], &got["converged"]),
        (&"y".into(), &true.into())
    );
    let [b, a] = numbers(&got, "parameters")[..] else {
        panic!("two parameters")
    };
    // Rounding moves no ln(y) by more than 5e-5/3.
    assert!((b - 3.0_f64.ln()).abs() < 4e-5 && (a - 0.5).abs() < 1e-5);
}

#[test]
fn least_squares_of_logarithms_are_numpys() {
    let mass = ["--x", "flipper_length_mm", "--y", "body_mass_g"];
    for (of, more) in [
        ("x", &["--log", "x"][..]),
        ("y", &["--log", "y"]),
        ("xy", &["--log", "xy"]),
        ("two", &["--log", "xy", "--x", "bill_length_mm"]),
    ] {
        let got = penguins(&[&mass[..], more].concat());
        assert_eq!(got["converged"], true, "{of}");
        assert_is_numpys(&got, &format!("log.{of}"), 1e-8);
        if of == "x" {
            assert_eq!(got["in_own_units"], Value::Null);
            continue;
        }
        let own = ["own_rmse", "own_r2"]
            .map(|key| numbers(&VARIATIONS, &format!("log.{of}.{key}"))[0]);
        let own_units = &got["in_own_units"];
        let found = ["rmse", "r2"].map(|key| own_units[key].as_f64().unwrap());
        assert_close(of, &found, &own, 1e-8);
    }
}

/// Predictions are in the units of y: those of the equation.
#[test]
fn a_saved_model_predicts_in_own_units() {
    let text = line(30, |i| {
        let x = 1.0 + i / 3.0;
        [x, 2.0 * x.powf(1.5) * (1.0 + 0.2 * (i * 7.0).sin())]
    });
    for flags in [
        &["--log", "xy"][..],
        &["--log", "y", "--model", "quadratic"],
        &["--log", "xy", "--loss", "huber"],
        &["--log", "y", "--model", "mlp:4", "--epochs", "50"],
    ] {
        let (folder, data) = folder_with(&text);
        let all = [&[&data[..], "--json", "--holdout", "0.2"], flags].concat();
        let Ended(code, document, stderr) = run(folder.path(), &all);
        assert_eq!(code, Some(0), "{stderr}");
        let got = parse(&document);
        let predict = ["predict", "target/fit/model.json", &data];
        let Ended(code, stdout, stderr) = run(folder.path(), &predict);
        assert_eq!(code, Some(0), "{stderr}");
        let predicted: Vec<f64> = stdout
            .lines()
            .skip(1)
            .map(|row| row.split_once(',').unwrap().1.parse().unwrap())
            .collect();
        let rows: Vec<[f64; 2]> = text
            .lines()
            .skip(1)
            .map(|row| {
                let (x, y) = row.split_once(',').unwrap();
                [x.parse().unwrap(), y.parse().unwrap()]
            })
            .collect();
        // Of the rows held out: errors in the units of y, from the table.
        let [learned, held_out] = By::Chance.take(30, 6, (42, Draw::HeldOut));
        for (at, key) in [(learned, ""), (held_out, "held_out")] {
            let squares = |of: &dyn Fn(usize) -> f64| {
                at.iter().map(|i| of(*i).powi(2)).sum::<f64>()
            };
            let n = at.len() as f64;
            let mean = at.iter().map(|i| rows[*i][1]).sum::<f64>() / n;
            let wrong = squares(&|i| predicted[i] - rows[i][1]);
            let spread = squares(&|i| rows[i][1] - mean);
            let want = [(wrong / n).sqrt(), 1.0 - wrong / spread];
            let own = match key {
                "" => &got["in_own_units"],
                key => &got["in_own_units"][key],
            };
            let own = ["rmse", "r2"].map(|key| own[key].as_f64().unwrap());
            assert_close(key, &own, &want, 1e-9);
        }
        let Some([b, a]) =
            numbers(&got, "parameters").first_chunk::<2>().copied()
        else {
            continue; // a network
        };
        let of_x = numbers(&got, "parameters");
        for ([x, _], predicted) in rows.iter().zip(&predicted) {
            let u = if flags.contains(&"xy") { x.ln() } else { *x };
            let square = of_x.get(2).map_or(0.0, |c| c * u * u);
            let want = (b + a * u + square).exp();
            assert_close("prediction", &[*predicted], &[want], 1e-9);
        }
    }
}

/// The printed equation is the model, in ln(y) as elsewhere in y.
#[test]
fn equations_of_logarithms_can_be_trusted() {
    let wave = |i: f64| (i * 7.0).sin() / 10.0;
    let far = line(30, |i| [1.7e12 + i, (5.0 + i / 3.0).exp()]);
    let years = line(30, |i| [1990.0 + i, (0.5 * i + wave(i)).exp()]);
    let plain = line(30, |i| [1.0 + i, (1.0 + i).powf(1.5) * (3.0 + wave(i))]);
    for (text, flags, has) in [
        (&far, &["--log", "y"][..], "(x - 1700000000000)"),
        // exp(-995) is 0 in float64.
        (&years, &["--log", "y"], "exp("),
        (&years, &["--log", "y", "--model", "poly:3"], "exp("),
        (&plain, &["--log", "y", "--model", "poly:4"], "· exp("),
        (&plain, &["--log", "xy"], "· x^1."),
        (&plain, &["--log", "xy", "--model", "poly:3"], "ln(x)^3"),
        (&plain, &["--log", "x", "--model", "poly:3"], "ln(x)^3"),
    ] {
        let got = fitted(text, flags);
        let printed = equation(text, flags);
        assert!(printed.contains(has), "{printed}");
        let log = got["log"].as_str().unwrap();
        let residual = numbers(&got, "residual_standard_deviation")[0];
        let key = if log.contains('y') { "ln(y)" } else { "y" };
        let deviation = got["scales"][key]["deviation"].as_f64().unwrap();
        let room = (residual / 1e3).max(1e-7 * deviation);
        // The model by its standardised parameters.
        let w = numbers(&got, "standardised_parameters");
        let (folder, data) = folder_with(text);
        run(
            folder.path(),
            &[&[&data[..], "--no-figures"], flags].concat(),
        );
        let predict = ["predict", "target/fit/model.json", &data];
        let stdout = run(folder.path(), &predict).1;
        assert!(w.len() > 1);
        for row in stdout.lines().skip(1) {
            let (x, want) = row.split_once(',').unwrap();
            let (x, want): (f64, f64) =
                (x.parse().unwrap(), want.parse().unwrap());
            let (got, want) = match log {
                "x" => (value(&printed, x), want),
                _ => (value(&printed, x).ln(), want.ln()),
            };
            let apart = (got - want).abs();
            assert!(apart <= room, "{printed}: {got}, not {want} ± {room:e}");
        }
    }
}

/// What an equation of one x gives: a sum, C · exp(sum), or C · x^p.
fn value(equation: &str, x: f64) -> f64 {
    let (x, equation) = match equation.contains("ln(x)") {
        true => (x.ln(), equation.replace("ln(x)", "x")),
        false => (x, equation.to_owned()),
    };
    let sum =
        |sum: &str| evaluate(&format!("y = {sum}"), &["x"], &[vec![x]])[0];
    let right = equation.strip_prefix("y = ").unwrap();
    if let Some((factor, rest)) = right.split_once("exp(") {
        let factor = factor.trim_end_matches(" · ");
        let factor = if factor.is_empty() { "1" } else { factor };
        let inside = rest.strip_suffix(')').unwrap();
        return factor.parse::<f64>().unwrap() * sum(inside).exp();
    }
    if let Some((factor, power)) = right.split_once(" · x^")
        && !right.contains('+')
    {
        let power: f64 = power.parse().unwrap();
        return factor.parse::<f64>().unwrap() * x.powf(power);
    }
    sum(right)
}

/// y twice as large: ln y moves by ln 2, and nothing else does.
#[test]
fn units_of_y_move_the_intercept_alone() {
    let of = |k: f64| {
        let text = line(20, |i| {
            [1.0 + i, k * (i / 5.0 + (i * 7.0).sin() / 9.0).exp()]
        });
        fitted(&text, &["--log", "y"])
    };
    let (plain, twice) = (of(1.0), of(2.0));
    let [b, a] = numbers(&plain, "parameters")[..] else {
        panic!("two parameters")
    };
    let want = [b + 2.0_f64.ln(), a];
    assert_close("ln 2", &numbers(&twice, "parameters"), &want, 1e-12);
    let own = |got: &Value| got["in_own_units"]["rmse"].as_f64().unwrap();
    assert_close("rmse", &[own(&twice)], &[2.0 * own(&plain)], 1e-12);
}

#[test]
fn the_story_says_what_was_minimised_and_what_a_prediction_is() {
    let text = line(40, |i| {
        [i, 3.0 * (0.1 * i + (i * i * 7.0 % 13.0) / 20.0).exp()]
    });
    let (folder, data) = folder_with(&text);
    let flags = [&data, "--log", "y", "--holdout", "0.2"];
    let story = story_of(folder.path(), &flags);
    for part in [
        "one of the natural logarithm of y: y is to grow or to fall by one",
        "MSE of ln(y)",
        "R² of ln(y)",
        "in own units: RMSE",
        "the squared errors of ln(y), which are relative errors of y",
        "less than the mean: if the errors of ln(y) are normal",
        "The intercept is that of ln(y): the factor",
    ] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    let got = fitted(&text, &flags[1..]);
    let sigma = numbers(&got, "residual_standard_deviation")[0];
    let told = story.split("exp(σ²/2) = ").nth(1).unwrap();
    let told: f64 = told.split(' ').next().unwrap().parse().unwrap();
    assert_close("mean", &[told], &[(sigma * sigma / 2.0).exp()], 1e-6);
    let factor = story.split("of the factor is ").nth(1).unwrap();
    let ends: Vec<f64> = factor
        .split(' ')
        .step_by(2)
        .take(2)
        .map(|end| end.trim_end_matches('.').parse().unwrap())
        .collect();
    let want = numbers(&got, "certainty.intercept.interval");
    let want: Vec<f64> = want.iter().map(|end| end.exp()).collect();
    assert_close("factor", &ends, &want, 1e-6);
    let svg =
        fs::read_to_string(folder.path().join("target/fit/residuals.svg"));
    assert!(svg.unwrap().contains("ln(y), measured"));
    // Of x alone y stays what it is.
    let plain = story_of(folder.path(), &[&data, "--log", "y"]);
    assert!(plain.contains("the squared errors"), "{plain}");
    let shifted = text.replace("\n0,", "\n0.5,");
    fs::write(folder.path().join("data.csv"), shifted).unwrap();
    let of_x = story_of(folder.path(), &[&data, "--log", "x"]);
    assert!(!of_x.contains("relative errors"), "{of_x}");
}

#[test]
fn what_has_no_logarithm_is_refused_with_its_line() {
    let text = "x,y,w\n1,2,1\n0,3,1\n3,-4,0\n4,7,2\n";
    for (flags, say) in [
        (
            &["--log", "x"][..],
            "data.csv, line 3, column x: 0 has no log",
        ),
        (&["--log", "y"], "line 4, column y: -4 has no logarithm"),
        (&["--log", "xy"], "line 3, column x: 0 has no logarithm"),
        (&["--log", "z"], "use x, y or xy"),
        (&["--log", "yx"], "use x, y or xy"),
    ] {
        let line = refused(text, &[&["--x", "x", "--y", "y"], flags].concat());
        assert!(line.contains(say), "{flags:?}: {line}");
    }
    // Where the rows before are left out, the line is still that of the file.
    let line = refused(
        "x,y\n1,NA\n2,3\n# a note\n3,0\n4,7\n",
        &["--log", "y", "--missing", "drop"],
    );
    assert!(line.contains("data.csv, line 5, column y: 0 has"), "{line}");
    // A row that does not count may be anything.
    let got = fitted(text, &["--log", "y", "--weights", "w"]);
    assert_eq!(got["rows"], 3);
    // A column of ones has the logarithm 0 everywhere.
    let line = refused("x,y\n1,2\n1,3\n1,5\n", &["--log", "x"]);
    assert!(line.contains("column ln(x) is always 0"), "{line}");

    let (folder, data) =
        folder_with(&table(&[[1.0, 2.0], [2.0, 5.0], [4.0, 6.0]]));
    run(folder.path(), &[&data, "--log", "x"]);
    let predict = |new: &str| {
        fs::write(folder.path().join("new.csv"), new).unwrap();
        let flags = ["predict", "target/fit/model.json", "new.csv"];
        run(folder.path(), &flags)
    };
    let Ended(code, stdout, stderr) = predict("x\n1\nNA\n0\n");
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    let say = "new.csv, line 4, column x: 0 has no logarithm";
    assert!(stderr.contains(say), "{stderr}");
    let Ended(code, stdout, _) = predict("x\n1\nNA\n");
    assert_eq!((code, stdout.lines().count()), (Some(0), 3));
    let path = folder.path().join("target/fit/model.json");
    let model = fs::read_to_string(&path).unwrap();
    fs::write(&path, model.replace("\"log\":\"x\"", "\"log\":\"z\"")).unwrap();
    let Ended(code, _, stderr) = predict("x\n1\n");
    assert_eq!(code, Some(2));
    assert!(stderr.contains("use x, y or xy"), "{stderr}");
}
