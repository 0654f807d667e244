//! `--no-intercept`: the model without its constant.

use std::fs;

use serde_json::json;

use crate::{
    Ended, assert_is_numpys, assert_one_line,
    common::{assert_close, numbers, parse},
    fitted, folder_with, penguins, points,
    refused::refused,
    run, story_of, table,
};

/// Without its intercept, whatever else.
fn through_zero(text: &str, flags: &[&str]) -> serde_json::Value {
    fitted(text, &[&["--no-intercept"], flags].concat())
}

/// NIST's Statistical Reference Datasets NoInt1 and NoInt2, with their
/// certified values to fifteen digits: the slope, its standard error, the
/// residual standard deviation, R². NIST's R² compares with 0.
#[test]
fn nists_lines_without_an_intercept() {
    let first: Vec<_> = (60..=70)
        .map(|x| [f64::from(x), f64::from(x + 70)])
        .collect();
    let second = [[4.0, 3.0], [5.0, 4.0], [6.0, 4.0]];
    for (points, certified) in [
        (
            &first[..],
            [
                2.07438016528926,
                0.0165289256198347,
                3.56753034006338,
                0.999365492298663,
            ],
        ),
        (
            &second[..],
            [
                0.727272727272727,
                0.0420827318078432,
                0.369274472937998,
                0.993348115299335,
            ],
        ),
    ] {
        let got = through_zero(&table(points), &[]);
        assert_eq!(got["converged"], true);
        assert_eq!(got["intercept"], false);
        let found = [
            numbers(&got, "parameters")[..].to_vec(),
            numbers(&got, "certainty.x.standard_error"),
            numbers(&got, "residual_standard_deviation"),
            numbers(&got, "r2"),
        ];
        assert_close("NoInt", &found.concat(), &certified, 1e-13);
    }
}

#[test]
fn models_without_a_constant_are_numpys() {
    let mass = ["--x", "flipper_length_mm", "--y", "body_mass_g"];
    for (of, more) in [
        ("line", &[][..]),
        ("quadratic", &["--model", "quadratic"]),
        ("cubic", &["--model", "poly:3"]),
        ("linear", &["--x", "bill_length_mm", "--x", "gentoo"]),
    ] {
        let flags = [&mass[..], more, &["--no-intercept"]].concat();
        let got = penguins(&flags);
        assert_eq!(got["converged"], true, "{of}");
        // The columns of the cubic are alike: NumPy loses digits, too.
        assert_is_numpys(&got, &format!("no_intercept.{of}"), 1e-7);
    }
}

/// The gradient of the standardised line is 2 w − 2 r: one update at 1/2.
#[test]
fn one_update_finds_the_slope_of_a_line_through_zero() {
    let got = through_zero(&table(&points(20)), &[]);
    assert_eq!(got["updates"], 1);
    assert_close("lr", &numbers(&got, "learning_rate"), &[0.5], 1e-12);
    let condition = numbers(&got, "condition_number");
    assert_close("condition", &condition, &[1.0, 1.0], 1e-12);
}

/// A row at (0, 0) is met whatever the slope: it changes no parameter. Units
/// change them as they must.
#[test]
fn a_row_at_zero_changes_nothing_and_units_follow() {
    let plain = points(30);
    let with_zero = [&plain[..], &[[0.0, 0.0]]].concat();
    let params = |points: &[[f64; 2]], flags: &[&str]| {
        numbers(&through_zero(&table(points), flags), "parameters")
    };
    for flags in [&[][..], &["--model", "quadratic"], &["--loss", "huber:1"]] {
        let want = params(&plain, flags);
        // L-BFGS stops Huber's descent at 1e-8.
        assert_close("zero", &params(&with_zero, flags), &want, 1e-6);
        assert_eq!(want.len(), 1 + usize::from(flags.contains(&"quadratic")));
    }
    let [slope] = params(&plain, &[])[..] else {
        panic!("one parameter")
    };
    let other: Vec<_> = plain.iter().map(|[x, y]| [x * 1e3, y * 7.0]).collect();
    assert_close("units", &params(&other, &[]), &[slope * 7e-3], 1e-12);
}

/// A column of ones is the intercept: its parameter is the mean of y, and its
/// standard error s/√n.
#[test]
fn a_constant_column_may_be_the_intercept() {
    let got = through_zero("one,y\n1,2\n1,4\n1,9\n", &[]);
    assert_close("mean", &numbers(&got, "parameters"), &[5.0], 1e-15);
    let error = (13.0_f64 / 3.0).sqrt(); // 9 + 1 + 16 = 26 = 2 s²
    let sure = numbers(&got, "certainty.one.standard_error");
    assert_close("error", &sure, &[error], 1e-14);
    let line = refused("x,y\n0,1\n0,2\n0,3\n", &["--no-intercept"]);
    assert!(line.contains("column x is always 0"), "{line}");
}

#[test]
fn a_network_keeps_its_biases() {
    let flags = ["--no-intercept", "--model", "mlp:4"];
    let line = refused(&table(&points(20)), &flags);
    assert!(
        line.contains("--no-intercept: mlp:4 has a constant"),
        "{line}"
    );
    let flags = ["--no-intercept", "--model", "quadratic"];
    let line = refused("x,y\n2,1\n2,3\n2,2\n", &flags);
    assert!(line.contains("needs at least 2, well apart"), "{line}");
}

#[test]
fn the_story_and_the_saved_model_have_no_intercept() {
    let (folder, data) = folder_with("x,y\n1,2\n2,5\n4,7\n");
    let flags = [&data, "--no-intercept", "--out", "out"];
    let story = story_of(folder.path(), &flags);
    let (_, equation) = story.split_once(" y = ").unwrap();
    // (2 + 10 + 28)/21
    assert!(equation.starts_with("1.904762 · x MSE"), "{equation}");
    for part in [
        "divided by its root mean square",
        "1 parameter.",
        "R², against 0",
        "R² compares the model with 0",
    ] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    assert!(!story.contains("intercept  "), "{story}");
    let predict = || {
        let new = folder.path().join("new.csv");
        fs::write(&new, "x\n0\n21\n").unwrap();
        run(folder.path(), &["predict", "out/model.json", "new.csv"])
    };
    let Ended(code, stdout, stderr) = predict();
    assert_eq!(code, Some(0), "{stderr}");
    let at: Vec<f64> = stdout
        .lines()
        .skip(1)
        .map(|row| row.split_once(',').unwrap().1.parse().unwrap())
        .collect();
    assert_eq!(at[0], 0.0);
    assert_close("at 21", &at[1..], &[40.0], 1e-12);

    let path = folder.path().join("out/model.json");
    let good = parse(&fs::read_to_string(&path).unwrap());
    for (place, value, say) in [
        ("/scales/intercept", json!(true), "its layers are not"),
        ("/layers/0/biases", json!([0.0]), "its layers are not"),
        ("/scales/x/0/mean", json!(1.0), "nothing can be shifted"),
        ("/scales/y/mean", json!(1.0), "nothing can be shifted"),
    ] {
        let mut edited = good.clone();
        *edited.pointer_mut(place).unwrap() = value;
        fs::write(&path, edited.to_string()).unwrap();
        let Ended(code, _, stderr) = predict();
        assert_eq!(code, Some(2), "{place}");
        assert_one_line(&stderr);
        assert!(stderr.contains(say), "{place}: {stderr}");
    }
    // Models saved before there was a choice have an intercept.
    let mut old = good.clone();
    old["scales"]
        .as_object_mut()
        .unwrap()
        .shift_remove("intercept");
    old["layers"][0]["biases"] = json!([1.0]);
    let scale = numbers(&old, "scales.y.deviation")[0];
    let slope = old["parameters"]["x"].clone();
    old["parameters"] = json!({ "intercept": scale, "x": slope });
    fs::write(&path, old.to_string()).unwrap();
    let Ended(code, stdout, stderr) = predict();
    assert_eq!(code, Some(0), "{stderr}");
    let first = stdout.lines().nth(1).unwrap().split_once(',').unwrap().1;
    assert_close("old", &[first.parse().unwrap()], &[scale], 1e-12);
}
