//! The parameters are those that others find, in whatever units.

use std::{io::Write as _, process::Stdio};

use ::fit::split::{By, Draw};
use serde_json::Value;
use tempfile::tempdir;

use crate::{
    NIST, PEERS, command,
    common::{assert_close, numbers, parse},
    file, fitted, folder_with, nist, penguins, points, story_of, table,
};

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

/// NIST certifies the standard errors, too, to fifteen digits. Student's
/// 0.975 quantiles are those of printed tables.
#[test]
fn standard_errors_are_nists_and_intervals_students() {
    for (name, flags, quantile) in [
        ("norris", &[][..], 2.032_244_509), // 36 − 2 degrees of freedom
        ("pontius", &["--model", "quadratic"], 2.026_192_463),
        ("longley", &LONGLEY, 2.262_157_163),
    ] {
        let got = nist(name, flags);
        let sure = got["certainty"].as_object().unwrap().values();
        let params = numbers(&got, "parameters");
        let want = numbers(&NIST, &format!("{name}.standard_errors"));
        assert_eq!((sure.len(), params.len()), (want.len(), want.len()));
        for ((sure, param), want) in sure.zip(params).zip(want) {
            let error = numbers(sure, "standard_error")[0];
            assert_close(name, &[error], &[want], 1e-9);
            let [low, high] = numbers(sure, "interval")[..] else {
                panic!("{sure}")
            };
            let width = quantile * error;
            let ends = [param - width, param + width];
            assert_close(name, &[low, high], &ends, 1e-8);
            assert_close(name, &numbers(sure, "t"), &[param / error], 1e-12);
        }
    }
}

#[test]
fn nothing_is_sure_where_errors_are_not_squared_or_are_rounding() {
    let noisy = table(&points(20));
    assert!(fitted(&noisy, &[])["certainty"].is_object());
    for flags in [&["--loss", "mae"][..], &["--model", "mlp:4"]] {
        assert!(fitted(&noisy, flags)["certainty"].is_null(), "{flags:?}");
    }
    let exact = "x,y\n1,2\n2,4\n3,6\n4,8\n";
    assert!(fitted(exact, &[])["certainty"].is_null());
    let as_many = "x,y\n1,2\n2,5\n";
    assert!(fitted(as_many, &[])["certainty"].is_null());
    // Two steps of a descent are no least squares.
    let two = ["--optimiser", "sgd", "--lr", "0.01", "--epochs", "2"];
    assert!(fitted(&noisy, &two)["certainty"].is_null());
}

#[test]
fn standard_errors_belong_to_least_squares_alone() {
    let noisy = table(&points(20));
    let (folder, data) = folder_with(&noisy);
    let said = |flags: &[&str]| {
        let flags = [&[data.as_str(), "--no-figures"], flags].concat();
        story_of(folder.path(), &flags)
    };
    assert!(said(&[]).contains("standard error"));
    // It says converged, where it was told to.
    let early = ["--stop", "gradient:0.5", "--lr", "0.05"];
    let told = said(&early);
    assert!(told.contains("Converged"), "{told}");
    assert!(told.contains("has not arrived at least squares"), "{told}");
    assert!(fitted(&noisy, &early)["certainty"].is_null());
    assert!(said(&["--loss", "mae"]).contains("belong to least squares"));
}

/// In other units a standard error is the same, in those units; also where its
/// square would leave float64.
#[test]
fn standard_errors_scale_with_the_units() {
    let slope = |x: f64, y: f64| {
        let rows: Vec<_> =
            points(20).iter().map(|p| [p[0] * x, p[1] * y]).collect();
        let got = fitted(&table(&rows), &[]);
        numbers(&got, "certainty.x.standard_error")[0]
    };
    let plain = slope(1.0, 1.0);
    for [x, y] in [[1e3, 1e-3], [1e-130, 1e130], [1e130, 1e-130]] {
        assert_close("slope", &[slope(x, y) * (x / y)], &[plain], 1e-9);
    }
}

/// Around a centre the table speaks of the equation's parameters: those of the
/// same points moved to 0.
#[test]
fn standard_errors_are_those_of_the_printed_equation() {
    let t_of_x = |offset: f64| {
        let rows: Vec<_> = (0..30_u32)
            .map(|i| {
                let x = f64::from(i) / 3.0 - 5.0;
                [offset + x, x * x / 10.0 + f64::from(i * 7 % 5) / 50.0]
            })
            .collect();
        let (folder, data) = folder_with(&table(&rows));
        let flags = [&data, "--no-figures", "--model", "quadratic"];
        let story = story_of(folder.path(), &flags);
        let table = story.split("95 % interval").nth(1).expect(&story);
        let (_, row) = table.split_once("x").expect(table);
        let row = row.trim_start_matches(" - 1000000000)");
        row.split(' ').nth(2).expect(row).parse::<f64>().expect(row)
    };
    assert_close("t", &[t_of_x(1e9)], &[t_of_x(0.0)], 1e-3);
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
    let story = story_of(folder.path(), &flags);
    assert!(
        story.contains("In own units intercept differs by"),
        "{story}"
    );
}

#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_descent_of_filip_ends_at_nists_values() {
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

/// What is held out must not reach the parameters, not even by the scales.
#[test]
fn nothing_is_learned_from_rows_held_out() {
    let points = points(50);
    let [_, held_out] = By::Chance.take(50, 10, (42, Draw::HeldOut));
    let mut other = points.clone();
    for i in held_out {
        other[i] = [-1e3, 1e6];
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
        let story = story_of(folder.path(), &[&[&data[..]], flags].concat());
        assert!(!story.contains("digits are lost"), "{story}");
        assert!(!story.contains("NaN") && !story.contains("inf"), "{story}");
    }
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
    let story = story_of(years.path(), &[&data, "--holdout", "0.2"]);
    assert!(story.contains("has no header: the columns are"), "{story}");
    assert!(story.contains("On the row held out:"), "{story}");
    // --no-figures draws none, and saves the model all the same.
    assert_eq!(got["figures"], Value::Array(vec![]));
    assert!(folder.path().join("target/fit/model.json").exists());
}
