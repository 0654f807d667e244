//! `fit`: what it finds is what NumPy, SciPy and NIST find, what it says is
//! right, and what it cannot fit it refuses.

mod common;

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

use common::{assert_close, is_words, numbers, parse, take_apart};
use serde_json::{Map, Value, json};
use tempfile::{TempDir, tempdir};

static NIST: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("oracles/nist.json")));
static PEERS: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("oracles/regression.json")));

/// A run that ended: its code, standard output and standard error.
struct Ended(Option<i32>, String, String);

fn command(folder: &Path, flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fit"));
    command.args(flags).current_dir(folder).stdin(Stdio::null());
    command.env_remove("CARGO").env_remove("CARGO_MANIFEST_DIR");
    command
}

fn run(folder: &Path, flags: &[&str]) -> Ended {
    let output = command(folder, flags).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended(
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// A file of the repository.
fn file(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join(name).to_str().unwrap().to_owned()
}

/// The document of a run that succeeds.
fn document(data: &str, flags: &[&str]) -> Value {
    let folder = tempdir().unwrap();
    let flags = [&[data, "--json", "--no-figures"], flags].concat();
    let Ended(code, stdout, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(0), "{flags:?}: {stderr}");
    parse(&stdout)
}

fn penguins(flags: &[&str]) -> Value {
    let flags = [&["--missing", "drop"], flags].concat();
    document(&file("data/penguins.csv"), &flags)
}

/// A folder with data.csv in it.
fn folder_with(text: &str) -> (TempDir, String) {
    let folder = tempdir().unwrap();
    let data = folder.path().join("data.csv");
    fs::write(&data, text).unwrap();
    (folder, data.to_str().unwrap().to_owned())
}

/// The document of a run on this text.
fn fitted(text: &str, flags: &[&str]) -> Value {
    let (_folder, data) = folder_with(text);
    document(&data, flags)
}

const LONGLEY: [&str; 14] = [
    "--x",
    "deflator",
    "--x",
    "product",
    "--x",
    "unemployed",
    "--x",
    "forces",
    "--x",
    "population",
    "--x",
    "year",
    "--y",
    "employment",
];

fn nist(name: &str, flags: &[&str]) -> Value {
    document(&file(&format!("tests/data/nist_{name}.csv")), flags)
}

/// NIST asks for the number of correct digits, −log₁₀ of the relative error.
#[test]
fn nists_certified_values_to_nine_digits_and_more() {
    for (name, flags) in [
        ("norris", &[][..]),
        ("pontius", &["--model", "quadratic"]),
        ("longley", &LONGLEY),
    ] {
        let got = nist(name, flags);
        assert_eq!(got["converged"], true, "{name}");
        for key in ["parameters", "residual_standard_deviation", "r2"] {
            let want = numbers(&NIST, &format!("{name}.{key}"));
            let what = format!("{name} {key}");
            assert_close(&what, &numbers(&got, key), &want, 1e-9);
        }
    }
}

#[test]
fn on_nists_hard_ones_it_says_which_digits_are_lost() {
    for name in ["wampler1", "wampler2"] {
        let got = nist(name, &["--model", "poly:5"]);
        assert_eq!(got["converged"], true);
        // The standardised parameters are right. In own units B0 = 1 is a
        // difference of numbers near a million: six digits less.
        let distance = &got["least_squares"]["relative_distance"];
        assert!(distance.as_f64().unwrap() < 1e-8, "{name}: {distance}");
        let want = numbers(&NIST, &format!("{name}.parameters"));
        assert_close(name, &numbers(&got, "parameters"), &want, 1e-5);
    }
    let folder = tempdir().unwrap();
    let data = file("tests/data/nist_wampler1.csv");
    let flags = [&data, "--model", "poly:5"];
    let Ended(_, story, _) = run(folder.path(), &flags);
    assert!(
        story.contains("In own units intercept differs by"),
        "{story}"
    );
}

#[test]
fn a_descent_that_is_not_done_says_so_and_how_far_it_is() {
    let folder = tempdir().unwrap();
    let data = file("tests/data/nist_filip.csv");
    let flags = ["--model", "poly:10", "--optimiser", "momentum"];
    let flags_of_filip = [&flags[..], &["--epochs", "500"]].concat();
    let Ended(code, story, _) = run(
        folder.path(),
        &[&[data.as_str()], &flags_of_filip[..]].concat(),
    );
    assert_eq!(code, Some(0));
    for part in ["NOT CONVERGED after 500 updates", "needs about", "--epochs"] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    // At a learning rate of one's own that formula says nothing.
    let data = file("data/penguins.csv");
    let flags = ["--missing", "drop", "--x", "5", "--y", "6", "--lr", "1e-4"];
    let Ended(_, story, _) =
        run(folder.path(), &[&[data.as_str()], &flags[..]].concat());
    let advice = "is the best learning rate, not 0.0001: try\n--lr auto";
    assert!(story.contains("NOT CONVERGED") && story.contains(advice));
    assert!(!story.contains("needs about"), "{story}");
    // Neither does it for batches, and a range test has been made already.
    let flags = ["--missing", "drop", "--x", "5", "--y", "6"];
    let more = ["--batch-size", "10", "--epochs", "5", "--optimiser", "sgd"];
    let Ended(_, story, _) = run(
        folder.path(),
        &[&[data.as_str()], &flags[..], &more].concat(),
    );
    assert!(story.contains("by a range test"), "{story}");
    assert!(story.contains("NOT CONVERGED"), "{story}");
    assert!(!story.contains("--lr auto"), "{story}");
    let got = nist("filip", &flags_of_filip);
    assert_eq!(got["converged"], false);
    // The closed form beside it is NIST's, and the distance is large.
    let best = numbers(&got, "least_squares.parameters");
    assert_close("filip", &best, &numbers(&NIST, "filip.parameters"), 1e-9);
    let distance = &got["least_squares"]["relative_distance"];
    assert!(distance.as_f64().unwrap() > 1e-6, "{distance}");
}

#[test]
#[ignore = "34000 updates: ten seconds; .ci/run runs it"]
fn even_filip_ends_at_nists_values_if_it_may_run_on() {
    let flags = ["--model", "poly:10", "--optimiser", "momentum"];
    let got = nist("filip", &[&flags[..], &["--epochs", "50000"]].concat());
    assert_eq!(got["converged"], true);
    let want = numbers(&NIST, "filip.parameters");
    assert_close("filip", &numbers(&got, "parameters"), &want, 1e-9);
}

#[test]
fn least_squares_are_numpys() {
    let mass = ["--y", "body_mass_g", "--x", "flipper_length_mm"];
    let species = ["--x", "chinstrap", "--x", "gentoo"];
    let bills = ["--x", "bill_length_mm", "--x", "bill_depth_mm"];
    for (of, flags) in [
        ("mass_by_flipper", mass.to_vec()),
        ("quadratic", [&mass[..], &["--model", "quadratic"]].concat()),
        ("mass_by_three", [mass, bills].concat()),
        ("mass_by_flipper_and_species", [mass, species].concat()),
        ("depth_by_length", vec![]), // the first two columns of numbers
        (
            "depth_by_length_and_species",
            [
                &["--x", "bill_length_mm", "--y", "bill_depth_mm"],
                &species[..],
            ]
            .concat(),
        ),
    ] {
        let got = penguins(&flags);
        assert_eq!(got["converged"], true, "{of}");
        assert_eq!((&got["rows"], &got["dropped"]), (&342.into(), &2.into()));
        let distance = &got["least_squares"]["relative_distance"];
        assert!(distance.as_f64().unwrap() < 1e-8, "{of}: {distance}");
        // NumPy fits the quadratic in own units, and loses some digits there.
        for key in ["parameters", "loss", "r2", "residual_standard_deviation"] {
            let want = numbers(&PEERS, &format!("{of}.{key}"));
            let what = format!("{of} {key}");
            assert_close(&what, &numbers(&got, key), &want, 1e-8);
        }
    }
}

#[test]
fn other_losses_end_where_other_methods_do() {
    let mass = ["--y", "body_mass_g", "--x", "flipper_length_mm"];
    let with =
        |loss: &'static str| penguins(&[&mass[..], &["--loss", loss]].concat());
    // L-BFGS stops at a gradient of 1e-8.
    for (loss, of) in [
        ("huber", "mass_by_flipper_huber"),
        ("huber:200", "mass_by_flipper_huber_200"),
    ] {
        let got = with(loss);
        assert_eq!(
            (&got["converged"], &got["loss_function"]),
            (&true.into(), &loss.into())
        );
        for key in ["parameters", "loss"] {
            let want = numbers(&PEERS, &format!("{of}.{key}"));
            assert_close(of, &numbers(&got, key), &want, 1e-6);
        }
        assert!(got["least_squares"].is_null());
    }
    // The root has the same minimum, and its own units.
    let got = with("rmse");
    let want = numbers(&PEERS, "mass_by_flipper.parameters");
    assert_close("rmse", &numbers(&got, "parameters"), &want, 1e-7);
    let mse = numbers(&PEERS, "mass_by_flipper.loss")[0];
    assert_close("rmse", &numbers(&got, "loss"), &[mse.sqrt()], 1e-9);
    // With a small δ, Huber's loss is δ times the absolute error, less δ/2: its
    // gradient is as small as δ, and a descent must not stop at the start.
    let got = with("huber:0.01");
    let mae = numbers(&PEERS, "mass_by_flipper_mae.loss")[0];
    assert_close("δ", &numbers(&got, "loss"), &[0.01 * (mae - 0.005)], 1e-3);
    // A corner has no gradient to follow: the loss is near the lowest.
    let got = with("mae");
    let want = numbers(&PEERS, "mass_by_flipper_mae.loss");
    assert_close("mae", &numbers(&got, "loss"), &want, 1e-4);
}

#[test]
fn a_range_test_does_not_end_on_one_odd_row() {
    // With seed 11 the first row that a batch of one draws pulls away from the
    // others, and the loss rises a little at once. Adam's steps are as long as
    // the learning rate: 1e-6 would not get anywhere.
    let flags = ["--y", "body_mass_g", "--x", "flipper_length_mm"];
    let more = ["--batch-size", "1", "--epochs", "5", "--seed", "11"];
    let got = penguins(&[&flags[..], &more].concat());
    assert!(got["learning_rate"].as_f64().unwrap() > 1e-4);
    let best = numbers(&PEERS, "mass_by_flipper.loss")[0];
    assert_close("loss", &numbers(&got, "loss"), &[best], 5e-2);
}

#[test]
fn every_optimiser_finds_the_line() {
    let want = numbers(&PEERS, "mass_by_flipper.loss")[0];
    for (optimiser, room) in [
        ("sgd", 1e-12),
        ("momentum", 1e-12),
        ("nesterov", 1e-12),
        ("lbfgs", 1e-12),
        ("adagrad", 1e-9),
        ("adam", 1e-9),
        ("rmsprop", 1e-2), // it never rests at a constant learning rate
    ] {
        let flags = ["--y", "body_mass_g", "--x", "flipper_length_mm"];
        let more = ["--optimiser", optimiser, "--epochs", "1500"];
        let got = penguins(&[flags, more].concat());
        assert_eq!(got["optimiser"], optimiser);
        assert_close(optimiser, &numbers(&got, "loss"), &[want], room);
    }
    for size in ["1", "50"] {
        let flags = ["--y", "body_mass_g", "--x", "flipper_length_mm"];
        let more = ["--batch-size", size, "--optimiser", "sgd"];
        let got = penguins(&[&flags[..], &more, &["--epochs", "20"]].concat());
        assert_close(size, &numbers(&got, "loss"), &[want], 2e-2);
        let per_epoch = 342_u64.div_ceil(size.parse().unwrap());
        assert_eq!(got["updates"].as_u64().unwrap() % per_epoch, 0);
    }
}

/// y = 2 − 3x + noise of a kind, at n points.
fn points(n: u32) -> Vec<[f64; 2]> {
    let point = |i: u32| {
        let x = f64::from(i * i % 17) / 4.0;
        [x, 2.0 - 3.0 * x + f64::from(i * 7 % 5) / 8.0]
    };
    (0..n).map(point).collect()
}

fn table(points: &[[f64; 2]]) -> String {
    points.iter().fold("x,y\n".into(), |mut text, [x, y]| {
        writeln!(text, "{x},{y}").unwrap();
        text
    })
}

/// If x becomes c x + d and y becomes k y, the parameters follow.
#[test]
fn parameters_follow_the_units() {
    let points = points(40);
    let of = |c: f64, d: f64, k: f64| {
        let moved: Vec<_> =
            points.iter().map(|[x, y]| [c * x + d, k * y]).collect();
        numbers(&fitted(&table(&moved), &[]), "parameters")
    };
    let plain = of(1.0, 0.0, 1.0);
    for (c, d, k) in [
        (1000.0, 0.0, 1.0),
        (1e-6, 0.0, 1.0),
        (1.0, 1e5, 1.0),
        (-2.0, 7.0, 1.0),
        (1.0, 0.0, 1e9),
        (1e-100, 0.0, 1e100),
    ] {
        let slope = plain[1] * k / c;
        let intercept = plain[0] * k - slope * d;
        let what = format!("{c} {d} {k}");
        // A shift by 1e5 rounds x itself to ten digits or so.
        assert_close(&what, &of(c, d, k), &[intercept, slope], 1e-9);
    }
}

/// b is a, but for a ten-thousandth: momentum may need a million updates.
#[test]
fn columns_that_are_nearly_one_are_fitted_by_lbfgs() {
    let noise = |i: u32| f64::from(i * i * 37 % 101) / 101.0 - 0.5;
    let rows = (1..=60_u32).fold("a,b,y\n".to_owned(), |mut text, i| {
        let a = f64::from(i) / 20.0 - 1.5;
        let (b, y) = (a + 1e-4 * noise(i), 2.0 * a + noise(i + 7));
        writeln!(text, "{a},{b},{y}").unwrap();
        text
    });
    let (folder, data) = folder_with(&rows);
    let flags = [data.as_str(), "--x", "a", "--x", "b", "--y", "y"];
    let Ended(_, story, _) = run(folder.path(), &flags);
    for part in ["Converged", "Momentum may need", "so L-BFGS."] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    let got = document(&data, &flags[1..]);
    assert_eq!(got["converged"], true);
    // A gradient of 1e-8 over the smallest curvature, 1.2e-9, is 8: beside
    // parameters 275 long.
    let distance = numbers(&got, "least_squares.relative_distance")[0];
    assert!(distance < 0.03, "{distance}");
    // By momentum it does not arrive, but it is no worse than the mean.
    let more = ["--optimiser", "momentum", "--epochs", "300"];
    let got = document(&data, &[&flags[1..], &more].concat());
    assert_eq!(got["converged"], false);
    assert!(numbers(&got, "r2")[0] > -1e-12, "{}", got["r2"]);
}

/// At these rates the loss only rises: what is kept is the start.
#[test]
fn a_descent_that_only_rises_has_not_converged() {
    let mass = ["--x", "5", "--y", "6"];
    for flags in [
        &["--model", "mlp:16,16", "--lr", "1000"][..],
        &["--lr", "1.02", "--stop", "patience:20"],
        &["--lr", "1", "--stop", "patience:20"],
        &["--lr", "1.02", "--stop", "patience:20", "--epochs", "10"],
    ] {
        let got = penguins(&[&mass[..], flags].concat());
        assert_eq!(got["converged"], false, "{flags:?}");
    }
    let folder = tempdir().unwrap();
    let data = file("data/penguins.csv");
    let flags = [&data, "--missing", "drop", "--x", "5", "--y", "6"];
    let more = ["--lr", "1.02", "--stop", "patience:20", "--epochs", "20"];
    let Ended(_, story, _) = run(folder.path(), &[&flags[..], &more].concat());
    assert!(!story.contains("still falling"), "{story}");
    for part in ["NOT CONVERGED after 20 updates", "try a smaller --lr"] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    // Standardised, the start is the mean of y: its R² is 0.
    let got = penguins(&[&mass[..], &more].concat());
    assert!(numbers(&got, "r2")[0].abs() < 1e-12, "{}", got["r2"]);
}

#[test]
fn line_searches_that_end_are_named() {
    let folder = tempdir().unwrap();
    let data = file("data/penguins.csv");
    let flags = [&data, "--missing", "drop", "--x", "5", "--y", "6"];
    let flags = [&flags[..], &["--loss", "mae"]].concat();
    let Ended(_, story, _) = run(folder.path(), &flags);
    assert!(story.contains("the line searches find no lower"), "{story}");
    assert!(!story.contains("in 50 epochs"), "{story}");
}

#[test]
fn a_network_has_no_residual_deviation() {
    let flags = ["--x", "5", "--y", "6", "--model", "mlp:4"];
    let got = penguins(&[&flags[..], &["--epochs", "5"]].concat());
    assert!(got["residual_standard_deviation"].is_null());
}

#[test]
fn the_document_has_these_keys() {
    let got = penguins(&["--model", "quadratic", "--holdout", "0.25"]);
    let keys: Vec<_> = got.as_object().unwrap().keys().collect();
    let want = "model x y parameters loss loss_function r2 \
        residual_standard_deviation converged updates rows dropped \
        standardised_parameters scales least_squares held_out \
        condition_number optimiser learning_rate momentum batch_size stop \
        gradient backend precision seed seconds saved figures";
    assert_eq!(keys, want.split_whitespace().collect::<Vec<_>>());
    let names = ["intercept", "bill_length_mm", "bill_length_mm^2"];
    for key in ["parameters", "standardised_parameters"] {
        let keys: Vec<_> = got[key].as_object().unwrap().keys().collect();
        assert_eq!(keys, names);
    }
    assert_eq!(got["model"], "quadratic");
    assert_eq!(got["y"], "bill_depth_mm");
    assert_eq!(got["held_out"]["rows"], 86); // 85.5, rounded
    assert_eq!(got["rows"], 342);
    assert!(got["seconds"].as_f64().unwrap() > 0.0);
    assert!(common::nulls(&got).iter().all(|key| key == ".momentum"));
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    let data = file("data/penguins.csv");
    for flags in [
        &["--json"][..],
        &["--json", "--model", "mlp:4", "--epochs", "20"],
        &["--batch-size", "50", "--epochs", "3", "--holdout", "0.2"],
    ] {
        let folder = tempdir().unwrap();
        let flags = [&[&data, "--missing", "drop"], flags].concat();
        let once = || {
            let Ended(code, stdout, stderr) = run(folder.path(), &flags);
            assert_eq!(code, Some(0), "{stderr}");
            let model = folder.path().join("target/fit/model.json");
            let fit = folder.path().join("target/fit/fit.svg");
            let stdout = match serde_json::from_str::<Map<_, _>>(&stdout) {
                Ok(mut document) => {
                    document.remove("seconds");
                    Value::Object(document).to_string()
                }
                Err(_) => stdout,
            };
            [
                stdout,
                fs::read_to_string(model).unwrap(),
                fs::read_to_string(fit).unwrap(),
            ]
        };
        assert_eq!(once(), once());
    }
}

/// What is held out must not reach the parameters, not even by the scales.
#[test]
fn nothing_is_learned_from_rows_held_out() {
    let points = points(50);
    let index: Vec<f64> = (0..50).map(f64::from).collect();
    let [_, held_out] = fit::split::split(&[index], 10, 42);
    let mut other = points.clone();
    for i in &held_out[0] {
        other[*i as usize] = [-1e3, 1e6];
    }
    let of = |points: &[[f64; 2]], seed| {
        fitted(&table(points), &["--holdout", "0.2", "--seed", seed])
    };
    let (got, moved) = (of(&points, "42"), of(&other, "42"));
    for key in ["parameters", "scales", "loss", "r2"] {
        assert_eq!(got[key], moved[key], "{key}");
    }
    assert_ne!(got["held_out"], moved["held_out"]);
    assert_ne!(got["parameters"], of(&points, "43")["parameters"]);
}

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
    // Without --missing the gap is refused, and nothing is printed.
    let Ended(code, stdout, stderr) = run(folder.path(), &flags[..3]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("line 3, column b"), "{stderr}");
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
    let new = "x\n1\n# far away\n1e300\n";
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
fn parameters_that_are_zero_are_no_lost_digits() {
    let rows = (1..=20).map(f64::from);
    let rows = rows.fold("a,b,y\n".to_owned(), |text, a| {
        text + &format!("{a},{},{}\n", a.cos(), 2.0 * a)
    });
    let cubes = points(20).into_iter().map(|[x, _]| [x, 0.1 * x.powi(3)]);
    let cubes = table(&cubes.collect::<Vec<_>>());
    for (text, flags) in [
        ("x,y\n-1,1\n0,-2\n1,1\n", &[][..]), // uncorrelated
        (&rows, &["--x", "a", "--x", "b", "--y", "y"]),
        (&cubes, &["--model", "poly:3"]),
    ] {
        let got = fitted(text, flags);
        for key in ["relative_distance", "largest_relative_difference"] {
            let apart = got["least_squares"][key].as_f64();
            assert!(apart.is_some_and(|d| d < 1e-9), "{text} {key} {apart:?}");
        }
        let (folder, data) = folder_with(text);
        let story = run(folder.path(), &[&[&data[..]], flags].concat()).1;
        assert!(!story.contains("digits are lost"), "{story}");
        assert!(!story.contains("NaN") && !story.contains("inf"), "{story}");
    }
}

fn assert_one_line(stderr: &str) {
    assert!(stderr.starts_with("error: "), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}

/// Refused with exit code 2 and one line, and nothing is written.
fn refused(text: &str, flags: &[&str]) -> String {
    let (folder, data) = folder_with(text);
    let flags = [&[data.as_str()], flags].concat();
    let Ended(code, stdout, stderr) = run(folder.path(), &flags);
    assert_eq!((code, stdout.as_str()), (Some(2), ""), "{flags:?} {stderr}");
    assert_one_line(&stderr);
    let left: Vec<PathBuf> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(left, [folder.path().join("data.csv")], "{flags:?}");
    stderr
}

#[test]
fn what_cannot_be_fitted_is_refused_in_one_line() {
    let table = "a,b,c\n1,2,2\n2,1,4\n3,5,6\n5,4,10\n";
    let with = ["--x", "a", "--y", "b"];
    for (flags, say) in [
        (&["--model", "cubic"][..], "use line, quadratic, poly:3"),
        (&["--model", "poly:0"], "1 to 20"),
        (
            &["--model", "poly:4"],
            "5 parameters and needs at least 5 rows",
        ),
        (&["--model", "mlp:"], "as in mlp:16,16"),
        (
            &["--x", "a", "--x", "b", "--model", "line"],
            "--model linear",
        ),
        (&["--x", "a", "--x", "a"], "twice"),
        (&["--x", "a", "--y", "a"], "column `a` is asked for twice"),
        (&["--x", "aa", "--y", "b"], "aa"),
        (&["--x", "9", "--y", "b"], "they are numbered from 1 to 3"),
        (
            &["--x", "a", "--x", "c", "--y", "b"],
            "data.csv: column c follows from",
        ),
        (&["--loss", "l1"], "use mse, rmse, mae, huber"),
        (&["--loss", "huber:0"], "above 0"),
        (&["--loss", "huber:x"], "not a number"),
        (&["--loss", "huber:1e-9"], "less than a millionth"),
        (&["--optimiser", "newton"], "sgd, momentum"),
        (&["--lr", "0"], "above 0"),
        (&["--lr", "fast"], "--lr"),
        (&["--batch-size", "5"], "more than the 4 rows"),
        (&["--batch-size", "0"], "--batch-size"),
        (
            &["--batch-size", "2", "--optimiser", "lbfgs"],
            "lbfgs needs all",
        ),
        (
            &["--batch-size", "4", "--holdout", "0.3"],
            "more than the 3 rows",
        ),
        (&["--epochs", "0"], "--epochs"),
        (&["--stop", "never"], "gradient:1e-10 or patience:50"),
        (&["--stop", "gradient:-1"], "above 0"),
        (&["--stop", "patience:0"], "--stop"),
        (&["--holdout", "1"], "between 0 and 1"),
        (&["--holdout", "NaN"], "between 0 and 1"),
        (&["--holdout", "0.9"], "4 of them held out"),
        (&["--missing", "maybe"], "drop or error"),
        (&["--backend", "cuda"], "flex, ndarray or wgpu"),
        (&["--precision", "f16"], "f32 or f64"),
        (&["--live"], "--live"),
    ] {
        let all = match flags.contains(&"--x") {
            true => flags.to_vec(),
            false => [flags, &with].concat(),
        };
        let line = refused(table, &all);
        assert!(line.contains(say), "{flags:?}: {line}");
    }
    for (table, flags, say) in [
        ("", &[][..], "data.csv: there is no data in it"),
        (
            "a,b\n",
            &[],
            "data.csv, line 1: there is a header, and no data",
        ),
        ("a,b\n1,2\n", &[], "two rows"),
        (
            "a,b\n1,2\n1,3\n1,4\n",
            &[],
            "data.csv: column a is always 1",
        ),
        (
            "a,b\n1,7\n2,7\n3,7\n",
            &[],
            "data.csv: column b is always 7",
        ),
        (
            "a,b\n1,2\n2,x\n3,4\n",
            &["--x", "a", "--y", "b"],
            "data.csv, line 3, column b: `x`",
        ),
        (
            "a,b\n1,2\n2,3\n1,4\n2,1\n",
            &["--model", "quadratic"],
            "data.csv: column a takes too few different values",
        ),
        (
            "a,b\n1e308,2\n1e308,3\n-1,4\n",
            &[],
            "data.csv: the numbers of column a are too large",
        ),
        ("intercept,b\n1,2\n2,3\n", &[], "cannot be called intercept"),
    ] {
        let line = refused(table, flags);
        assert!(line.contains(say), "{table:?}: {line}");
    }
    let (folder, _) = folder_with("");
    for (flags, say) in [
        (&["nowhere.csv"][..], "nowhere.csv"),
        (&["."], ".: this is a folder"),
        (&[], "FILE"),
        (&["predict"], "MODEL"),
        (&["predict", "-", "new.csv"], "the model must be a file"),
    ] {
        let Ended(code, stdout, stderr) = run(folder.path(), flags);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{flags:?}");
        assert_one_line(&stderr);
        assert!(stderr.contains(say), "{flags:?}: {stderr}");
    }
}

#[test]
fn a_descent_that_diverges_says_where_and_leaves_nothing() {
    let (folder, data) = folder_with(&table(&points(20)));
    for (flags, update) in
        [(&["--lr", "1e300"][..], 1), (&["--lr", "1e200"], 1)]
    {
        let flags = [&[data.as_str()], flags].concat();
        let Ended(code, _, stderr) = run(folder.path(), &flags);
        assert_eq!(code, Some(1), "{stderr}");
        assert_one_line(&stderr);
        let say = format!("at update {update}; ");
        assert!(stderr.contains(&say), "{stderr}");
        let left = fs::read_dir(folder.path().join("target/fit")).unwrap();
        assert_eq!(left.count(), 0);
    }
    // Too large, though not yet infinite.
    let flags = [data.as_str(), "--lr", "1.01", "--epochs", "50"];
    let Ended(code, story, _) = run(folder.path(), &flags);
    assert_eq!(code, Some(0));
    assert!(story.contains("learning rate 1.01 is too large"), "{story}");
}

#[test]
fn exact_fits_small_tables_and_odd_names_work() {
    // As many rows as parameters: no degree of freedom is left.
    let got = fitted("x,y\n1,2\n3,8\n", &[]);
    assert_close("line", &numbers(&got, "parameters"), &[-1.0, 3.0], 1e-12);
    assert!(got["residual_standard_deviation"].is_null());
    // A perfect fit by a loss that has no gradient there.
    let exact: Vec<_> = points(9).iter().map(|[x, _]| [*x, 4.0 - x]).collect();
    for loss in ["mse", "rmse", "mae", "huber"] {
        let got = fitted(&table(&exact), &["--loss", loss]);
        let params = numbers(&got, "parameters");
        assert_close(loss, &params, &[4.0, -1.0], 1e-5);
    }
    let got =
        fitted("\"a.b, c\";ÿ\n1;2\n2;4,5\n".replace(',', ".").as_str(), &[]);
    let keys: Vec<_> = got["parameters"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["intercept", "a.b. c"]);
    // Standard input, without a header.
    let folder = tempdir().unwrap();
    let mut child = command(folder.path(), &["-", "--json", "--no-figures"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"1\t2\n2\t4\n3\t6\n")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let got = parse(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(got["rows"], 3);
    let (years, data) = folder_with("2000,2001\n2002,2004\n2003,2001\n");
    let Ended(_, story, _) = run(years.path(), &[&data, "--holdout", "0.2"]);
    assert!(story.contains("has no header: the columns are"), "{story}");
    assert!(story.contains("On the row held out:"), "{story}");
    // --no-figures draws none, and saves the model all the same.
    assert_eq!(got["figures"], Value::Array(vec![]));
    assert!(folder.path().join("target/fit/model.json").exists());
}

#[test]
fn float32_keeps_its_digits() {
    let flags = ["--y", "body_mass_g", "--x", "flipper_length_mm"];
    let got = penguins(&[&flags[..], &["--precision", "f32"]].concat());
    assert_eq!(
        (&got["precision"], &got["converged"]),
        (&"f32".into(), &true.into())
    );
    let want = numbers(&PEERS, "mass_by_flipper.parameters");
    assert_close("f32", &numbers(&got, "parameters"), &want, 1e-5);
}

/// Outside cargo a backend that was not built is named with the command that
/// builds it.
#[cfg(not(feature = "ndarray"))]
#[test]
fn a_backend_that_is_not_built_is_named_with_its_command() {
    let line = refused("x,y\n1,2\n2,3\n", &["--backend", "ndarray"]);
    let say = "cargo run --features ndarray --bin fit -- ";
    assert!(line.contains(say), "{line}");
}

/// What the book shows of `fit` is what it prints and draws today. If it is
/// not: `cargo run --bin book -- --update`, and read the difference.
#[test]
fn what_the_book_shows_is_fresh() {
    let output = PathBuf::from(file("docs/src/output"));
    let read = |path: PathBuf| fs::read_to_string(&path).unwrap();
    for line in include_str!("../docs/fits.txt").lines() {
        let (name, flags) = line.split_once(": ").unwrap();
        let folder = tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        fs::copy(file("data/penguins.csv"), data.join("penguins.csv")).unwrap();
        let mut flags: Vec<_> = flags.split_whitespace().collect();
        flags.extend(["--precision", "f64", "--seed", "42"]);
        let Ended(code, story, stderr) = run(folder.path(), &flags);
        assert_eq!(code, Some(0), "{stderr}");
        let words = |story: &str| -> Vec<String> {
            let lines = story.lines().filter(|line| is_words(line));
            lines.map(|line| take_apart(line).0).collect()
        };
        let committed = output.join(name);
        let old = read(committed.join("story.txt"));
        assert_eq!(words(&story), words(&old), "{name}");
        for figure in ["fit", "residuals", "loss"] {
            let figure = format!("{figure}.svg");
            let fresh = read(folder.path().join("target/fit").join(&figure));
            let old = read(committed.join(&figure));
            let [fresh, old] = [fresh, old].map(|svg| take_apart(&svg));
            assert_eq!(fresh.0, old.0, "{name} {figure}");
            for (got, want) in fresh.1.iter().zip(&old.1) {
                // Tenths of a pixel.
                let room = 1e-3 * want.abs() + 2.0;
                assert!((got - want).abs() <= room, "{name} {figure}");
            }
        }
        flags.push("--json");
        let fresh = parse(&run(folder.path(), &flags).1);
        let old = parse(&read(committed.join("results.json")));
        let without = |document: &Value| -> Vec<String> {
            let keys = document.as_object().unwrap().keys();
            keys.filter(|key| *key != "seconds").cloned().collect()
        };
        assert_eq!(without(&fresh), without(&old), "{name}");
        for key in [
            "parameters",
            "standardised_parameters",
            "scales",
            "condition_number",
            "learning_rate",
            "loss",
            "r2",
            "residual_standard_deviation",
            "rows",
            "dropped",
            "updates",
        ] {
            let [fresh, old] =
                [&fresh, &old].map(|document| numbers(document, key));
            for (got, want) in fresh.iter().zip(&old) {
                // Rounding may move the end of a descent by some updates.
                let room = match key {
                    "updates" => 0.02 * want,
                    _ => 1e-6 * want.abs() + 1e-9,
                };
                let near = (got - want).abs() <= room;
                assert!(near, "{name} {key}: {got}, committed {want}");
            }
        }
    }
    let folder = tempdir().unwrap();
    let help = run(folder.path(), &["--help"]).1;
    let old = read(output.join("help/fit.txt"));
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(words(&help), words(&old));
}

/// On another backend, in float32: sums in another order.
fn same_on(backend: &str) {
    let mass = ["--y", "body_mass_g", "--x", "flipper_length_mm"];
    for flags in [
        &[][..],
        &["--model", "quadratic"],
        &[
            "--x",
            "bill_length_mm",
            "--optimiser",
            "adam",
            "--epochs",
            "50",
        ],
        &["--loss", "huber"],
        &["--model", "mlp:4", "--epochs", "20"],
    ] {
        let all = [&mass, flags, &["--precision", "f32"]].concat();
        let want = penguins(&all);
        let got = penguins(&[&all[..], &["--backend", backend]].concat());
        assert_eq!(got["backend"], backend);
        for key in ["standardised_parameters", "loss", "r2", "learning_rate"] {
            let what = format!("{backend} {flags:?} {key}");
            let [got, want] = [&got, &want].map(|d| numbers(d, key));
            for (got, want) in got.iter().zip(&want) {
                let room = 1e-3 * want.abs() + 1e-5;
                assert!((got - want).abs() < room, "{what}: {got}, {want}");
            }
        }
    }
}

#[test]
#[ignore = "needs --features ndarray; .ci/run runs it"]
fn ndarray_gives_the_numbers_of_flex() {
    same_on("ndarray");
}

#[test]
#[ignore = "needs --features wgpu and a Vulkan driver; .ci/run runs it"]
fn wgpu_gives_the_numbers_of_flex() {
    same_on("wgpu");
}
