//! A saved model predicts, and what is none is refused.

use std::{fmt::Write as _, fs};

use serde_json::{Map, Value, json};

use crate::{
    Ended, assert_one_line,
    common::{assert_close, numbers, parse},
    folder_with, points, run, table,
};

#[test]
fn a_network_learns_a_curve_that_no_line_can() {
    let mut text = String::from("x,y\n");
    for i in 0..100 {
        let x = f64::from(i) / 10.0;
        writeln!(text, "{x},{}", (x).sin()).unwrap();
    }
    let (folder, data) = folder_with(&text);
    let flags = [&data, "--json", "--model", "mlp:16,16", "--out", "here"];
    let Ended(code, stdout, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(0), "{stderr}");
    let got = parse(&stdout);
    assert!(got["r2"].as_f64().unwrap() > 0.95, "{}", got["r2"]);
    assert_eq!(got["parameters"], Value::Object(Map::new()));
    // The saved model predicts with the errors that the loss was made of.
    let flags = ["predict", "here/model.json", &data];
    let Ended(code, stdout, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(0), "{stderr}");
    let mut squares = Vec::new();
    for row in stdout.lines().skip(1) {
        let (x, y) = row.split_once(',').unwrap();
        let error = y.parse::<f64>().unwrap() - x.parse::<f64>().unwrap().sin();
        squares.push(error * error);
    }
    let loss = squares.iter().sum::<f64>() / squares.len() as f64;
    assert_close("loss", &[loss], &numbers(&got, "loss"), 1e-9);
}

#[test]
fn predictions_are_the_equation_for_new_rows() {
    let (folder, data) = folder_with("a,b,y\n1,5,9\n2,3,8\n4,4,1\n0,0,7\n");
    let flags = [&data, "--x", "b", "--x", "a", "--y", "y", "--json"];
    let Ended(_, stdout, _) = run(folder.path(), &flags);
    let w = numbers(&parse(&stdout), "parameters");
    fs::write(folder.path().join("new.csv"), "a,other,b\n10,x,20\n3,,NA\n")
        .unwrap();
    let model = "target/fit/model.json";
    let flags = ["predict", model, "new.csv", "--missing", "drop"];
    let Ended(code, stdout, _) = run(folder.path(), &flags);
    assert_eq!(code, Some(0));
    let lines: Vec<_> = stdout.lines().collect();
    assert_eq!((lines[0], lines.len()), ("b,a,y_predicted", 2));
    let row: Vec<f64> =
        lines[1].split(',').map(|v| v.parse().unwrap()).collect();
    let want = w[0] + 20.0 * w[1] + 10.0 * w[2];
    assert_eq!(row[..2], [20.0, 10.0]);
    assert_close("prediction", &row[2..], &[want], 1e-12);
    // A column x may have the name that the prediction would get.
    let text = "y_predicted,y\n1,5\n2,3\n4,4\n";
    fs::write(folder.path().join("again.csv"), text).unwrap();
    run(folder.path(), &["again.csv", "--out", "again"]);
    let again = ["predict", "again/model.json", "again.csv"];
    let again = run(folder.path(), &again).1;
    assert!(again.starts_with("y_predicted,y_predicted_\n"), "{again}");
    // The row that was left out is named.
    assert!(run(folder.path(), &flags).2.contains("left out: line 3"));
    // Without --missing it stays, with an empty prediction: row by row.
    let Ended(code, stdout, _) = run(folder.path(), &flags[..3]);
    let rows: Vec<_> = stdout.lines().collect();
    assert_eq!((code, rows[1], rows[2]), (Some(0), lines[1], ",3,"));
    // With --missing error the gap is refused, and nothing is printed.
    let refused = [&flags[..3], &["--missing", "error"]].concat();
    let Ended(code, stdout, stderr) = run(folder.path(), &refused);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("line 3, column b"), "{stderr}");
}

#[test]
fn a_blank_line_in_a_single_column_is_named() {
    let (folder, data) = folder_with(&table(&points(20)));
    run(folder.path(), &[&data]);
    let model = "target/fit/model.json";
    fs::write(folder.path().join("one.csv"), "x\n1\n\n3\nNA\n4\n").unwrap();
    let Ended(code, stdout, stderr) =
        run(folder.path(), &["predict", model, "one.csv"]);
    assert_eq!((code, stdout.lines().count()), (Some(0), 5));
    assert!(stderr.contains("no row begins in line 3"), "{stderr}");
}

#[test]
fn a_column_whose_name_is_a_number_is_found_by_name_alone() {
    let (folder, data) = folder_with("id,3,y\na,1,2\nb,2,4\nc,3,7\n");
    run(folder.path(), &[&data, "--x", "3", "--y", "y"]);
    let predict = |text: &str| {
        fs::write(folder.path().join("new.csv"), text).unwrap();
        let flags = ["predict", "target/fit/model.json", "new.csv"];
        run(folder.path(), &flags)
    };
    assert_eq!(predict("3,b\n5,1\n").0, Some(0));
    // The third column of this table is another.
    let Ended(code, stdout, stderr) = predict("a,b,c\n1,2,3\n");
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert_one_line(&stderr);
    assert!(stderr.contains("no column called 3"), "{stderr}");
}

#[test]
fn the_model_is_there_though_nobody_reads_the_story() {
    let (folder, data) = folder_with(&table(&points(20)));
    let mut fit = crate::command(folder.path(), &[&data, "--out", "out"]);
    let mut fit = fit
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(fit.stdout.take()); // the reader leaves before the first line
    assert!(fit.wait().unwrap().success());
    let model = folder.path().join("out/model.json").display().to_string();
    let flags = ["predict", model.as_str(), data.as_str()];
    assert_eq!(run(folder.path(), &flags).0, Some(0));
}

#[test]
fn as_many_predictions_as_rows_whatever_the_model() {
    for model in ["line", "mlp:4"] {
        let (folder, data) = folder_with(&table(&points(20)));
        run(folder.path(), &[&data, "--model", model]);
        let text = "id,x\n1,3\n2,\n3,5\n4,NA\n5,2\n";
        fs::write(folder.path().join("new.csv"), text).unwrap();
        let flags = ["predict", "target/fit/model.json", "new.csv"];
        let Ended(code, stdout, stderr) = run(folder.path(), &flags);
        assert_eq!((code, stderr.as_str()), (Some(0), ""));
        let empty: Vec<bool> =
            stdout.lines().skip(1).map(|row| row == ",").collect();
        assert_eq!(empty, [false, true, false, true, false], "{stdout}");
    }
}

#[test]
fn a_file_that_is_no_model_is_refused() {
    let (folder, data) = folder_with("x,y\n1,2\n2,5\n3,1\n");
    run(folder.path(), &[&data]);
    let path = folder.path().join("target/fit/model.json");
    let good = fs::read_to_string(&path).unwrap();
    let predict = |text: &str| {
        fs::write(&path, text).unwrap();
        run(folder.path(), &["predict", "target/fit/model.json", &data])
    };
    assert_eq!(predict(&good).0, Some(0));
    for (from, to) in [
        ("{", ""),
        ("\"x\":[\"x\"]", "\"x\":[]"),
        ("\"x\":[\"x\"]", "\"x\":[\"x\",\"y\"]"),
        ("\"powers\":[]", "\"powers\":[{\"mean\":0,\"deviation\":1}]"),
        ("\"deviation\":", "\"deviation\":-"),
        ("\"deviation\":", "\"deviation\":1e-999,\"d\":"),
        ("\"weights\":[[", "\"weights\":[[1,"),
        ("\"biases\":[", "\"biases\":[1,"),
        (
            "\"layers\":[{",
            "\"layers\":[{\"weights\":[[1]],\"biases\":[]},{",
        ),
        ("\"model\":", "\"mobel\":"),
        ("\"y\"", "\"y\",\"z\":1,\"y\""),
    ] {
        let Ended(code, stdout, stderr) = predict(&good.replacen(from, to, 1));
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{to}: {stderr}");
        assert_one_line(&stderr);
        assert!(stderr.contains("model.json is no model of fit"), "{stderr}");
    }
    let nowhere = run(folder.path(), &["predict", "nowhere.json", &data]);
    assert_eq!(nowhere.0, Some(2));
    assert!(nowhere.2.contains("nowhere.json"), "{}", nowhere.2);
}

#[test]
fn a_model_that_contradicts_itself_is_refused() {
    let (folder, data) = folder_with("x,y\n1,2\n2,5\n3,1\n");
    run(folder.path(), &[&data]);
    let path = folder.path().join("target/fit/model.json");
    let good = parse(&fs::read_to_string(&path).unwrap());
    for (place, value, say) in [
        ("/model", json!("foo"), "its model is \"foo\"; use line"),
        (
            "/model",
            json!("quadratic"),
            "not have the powers of quadratic",
        ),
        (
            "/model",
            json!("mlp:3"),
            "its layers are not those of mlp:3",
        ),
        ("/parameters/x", json!(-0.51), "by its parameters -0.51"),
        ("/parameters/x", json!("-0.5"), "by its parameters \"-0.5\""),
        ("/parameters", json!({ "x": -0.5 }), "are not those of line"),
        (
            "/layers/0/weights/0/0",
            json!(1e308),
            "by its layers intercept",
        ),
        ("/scales/x/0/mean", json!(7), "by its layers intercept"),
    ] {
        let mut edited = good.clone();
        *edited.pointer_mut(place).unwrap() = value;
        fs::write(&path, edited.to_string()).unwrap();
        let flags = ["predict", "target/fit/model.json", &data];
        let Ended(code, stdout, stderr) = run(folder.path(), &flags);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{place}");
        assert_one_line(&stderr);
        assert!(stderr.contains(say), "{stderr}");
    }
}

#[test]
fn a_prediction_that_leaves_float64_is_refused_with_its_line() {
    let curve: Vec<_> = points(9).iter().map(|[x, _]| [*x, x * x]).collect();
    let (folder, data) = folder_with(&table(&curve));
    let predict = || {
        let flags = ["predict", "target/fit/model.json", "new.csv"];
        let Ended(code, stdout, stderr) = run(folder.path(), &flags);
        assert_eq!((code, stdout.as_str()), (Some(2), ""));
        assert_one_line(&stderr);
        stderr
    };
    run(folder.path(), &[&data, "--model", "poly:3"]);
    let new = "x\n1\n\n1e300\n";
    fs::write(folder.path().join("new.csv"), new).unwrap();
    let line = predict();
    assert!(line.contains("new.csv, line 4: what"), "{line}");
    // Weights that are too large themselves.
    run(folder.path(), &[&data, "--model", "mlp:2", "--epochs", "2"]);
    let path = folder.path().join("target/fit/model.json");
    let mut model = parse(&fs::read_to_string(&path).unwrap());
    model["layers"][0]["weights"] = json!([[1e308, 1e308]]);
    model["layers"][0]["biases"] = json!([1e308, 1e308]);
    model["layers"][1]["weights"] = json!([[1e308], [1e308]]);
    fs::write(&path, model.to_string()).unwrap();
    fs::write(folder.path().join("new.csv"), "x\n9\n").unwrap();
    let line = predict();
    assert!(line.contains("new.csv, line 2: what target/fit/model.json"));
}

#[test]
fn all_columns_are_kept_where_they_are_asked_for() {
    let learn = "km;price\n1,5;4\n2,5;6\n4;9\n";
    let ask = "Nr;Ort;km;price_predicted\n7;\"Bad; Au\";3,5;?\n8;Bonn;;x\n";
    let (folder, data) = folder_with(learn);
    run(folder.path(), &[&data, "--no-figures"]);
    fs::write(folder.path().join("ask.csv"), ask).unwrap();
    let flags = ["predict", "target/fit/model.json", "ask.csv", "--keep"];
    let Ended(code, table, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(0), "{stderr}");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "Nr,Ort,km,price_predicted,price_predicted_");
    assert!(lines[1].starts_with("7,Bad; Au,\"3,5\",?,"), "{}", lines[1]);
    // The least squares of three points by hand.
    let mean = 8.0 / 3.0;
    let x = [1.5, 2.5, 4.0].map(|x| x - mean);
    let up = x[0] * 4.0 + x[1] * 6.0 + x[2] * 9.0;
    let slope = up / x.map(|x| x * x).iter().sum::<f64>();
    let want = 19.0 / 3.0 + slope * (3.5 - mean);
    let got: f64 = lines[1].rsplit(',').next().unwrap().parse().unwrap();
    assert_close("prediction", &[got], &[want], 1e-12);
    assert_eq!(lines[2], "8,Bonn,,x,");
    assert_eq!(lines.len(), 3);
}
