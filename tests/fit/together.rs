//! Flags of different kinds in one run: they do together what each does alone,
//! or are refused.

use std::fs;

use super::*;
use crate::{
    common::{assert_close, numbers},
    refused::refused,
};

/// Points with y above 0, each with a weight 1 to 4 and a group of its own.
fn weighted(n: u32) -> Vec<([f64; 2], usize)> {
    let point = |i: u32| {
        let x = f64::from(i * 29 % 31) / 4.0 + 0.5;
        let noise = f64::from(i * i * 7919 % 101) / 60.0;
        ([x, 1.0 + x / 2.0 + noise], 1 + (i * 5 % 4) as usize)
    };
    (0..n).map(point).collect()
}

/// They as rows that count by their weights, and as rows that are there so
/// often. Groups have names, which are no numbers.
fn both(points: &[([f64; 2], usize)]) -> [String; 2] {
    let (mut heavy, mut often) = (String::new(), String::new());
    for (i, ([x, y], weight)) in points.iter().enumerate() {
        writeln!(heavy, "{x},{y},p{i},{weight}").unwrap();
        often += &format!("{x},{y},p{i}\n").repeat(*weight);
    }
    [format!("x,y,g,w\n{heavy}"), format!("x,y,g\n{often}")]
}

const COLUMNS: [&str; 6] = ["--x", "x", "--y", "y", "--group", "g"];

/// What a run finds with weights, and with each row so often instead.
fn with_weights_and_often(flags: &[&str]) -> [Value; 2] {
    let [heavy, often] = both(&weighted(24));
    let flags = [&COLUMNS[..], flags].concat();
    let weights = [&flags[..], &["--weights", "w"]].concat();
    [fitted(&heavy, &weights), fitted(&often, &flags)]
}

fn assert_alike(what: &str, [got, want]: &[Value; 2], key: &str, room: f64) {
    let [got, want] = [got, want].map(|found| numbers(found, key));
    assert!(!want.is_empty(), "{what} {key}");
    assert_close(&format!("{what} {key}"), &got, &want, room);
}

/// Each group is a fold: a row of weight 3 is judged, and learned from, as three
/// rows are that stay together.
#[test]
fn folds_cannot_tell_a_weight_of_three_from_three_rows() {
    for (flags, room) in [
        (&["--folds", "24"][..], 1e-9),
        (&["--folds", "24", "--l2", "0.2"], 1e-9),
        (&["--folds", "24", "--no-intercept", "--l2", "0.2"], 1e-9),
        (&["--folds", "24", "--log", "y"], 1e-9),
        // L-BFGS stops at 1e-8.
        (&["--folds", "24", "--loss", "huber:0.3"], 1e-4),
    ] {
        let both = with_weights_and_often(flags);
        let [mut got, mut want] =
            [0, 1].map(|at| numbers(&both[at], "folds.losses"));
        assert_eq!(got.len(), 24);
        got.sort_by(f64::total_cmp);
        want.sort_by(f64::total_cmp);
        let largest = want[23]; // near 0 a square keeps fewer digits
        for (got, want) in got.iter().zip(&want) {
            let apart = (got - want).abs();
            assert!(apart <= room * largest, "{flags:?} {got} {want}");
        }
        assert_alike(&flags.join(" "), &both, "parameters", room);
    }
}

/// So do λ and the grid among which it is chosen, where the folds are the same.
#[test]
fn a_penalty_cannot_tell_a_weight_of_three_from_three_rows() {
    let (points, n) = (weighted(24), "24");
    let [heavy, often] = both(&points);
    let flags = ["--x", "x", "--y", "y", "--model", "poly:3"];
    for more in [&["--l2", "0.3"][..], &["--l2", "0.3", "--no-intercept"]] {
        let flags = [&flags[..], more].concat();
        let weights = [&flags[..], &["--weights", "w"]].concat();
        let both = [fitted(&heavy, &weights), fitted(&often, &flags)];
        for (key, room) in [("parameters", 1e-7), ("loss", 1e-9)] {
            assert_alike(&more.join(" "), &both, key, room);
        }
        for found in &both {
            let distance =
                numbers(found, "l2.closed_form.relative_distance")[0];
            assert!(distance < 1e-8, "{more:?} {distance}");
        }
    }
    let both = with_weights_and_often(&["--l2", "auto", "--folds", n]);
    assert_eq!(both[0]["l2"]["lambda"], both[1]["l2"]["lambda"]);
    assert_alike("auto", &both, "folds.mean", 1e-9);
    assert_alike("auto", &both, "parameters", 1e-9);
}

/// Groups are drawn whatever their size: the same rows stop the descent, and
/// the same are held out. Rounding grows along a descent.
#[test]
fn validation_and_comparison_cannot_tell_a_weight_from_rows() {
    for flags in [
        &["--optimiser", "sgd", "--lr", "0.05", "--epochs", "60"][..],
        &["--model", "mlp:4", "--epochs", "30"],
        &["--log", "xy", "--loss", "rmse", "--lr", "0.02"],
    ] {
        let parts = ["--validate", "0.25", "--holdout", "0.25"];
        let both = with_weights_and_often(&[&parts[..], flags].concat());
        assert_eq!(
            both[0]["validation"]["epoch"],
            both[1]["validation"]["epoch"]
        );
        for key in ["scales", "loss", "validation.loss", "held_out.loss"] {
            assert_alike(&flags.join(" "), &both, key, 1e-6);
        }
        for key in ["validation.r2", "held_out.r2", "validation.losses"] {
            assert_alike(&flags.join(" "), &both, key, 1e-6);
        }
    }
    let models = ["--compare", "line,quadratic,poly:4"];
    let both = with_weights_and_often(&models);
    for (one, other) in [0, 1, 2].map(|at| {
        let [one, other] = [0, 1].map(|of| &both[of]["compared"][at]);
        (one, other)
    }) {
        assert_eq!(one["model"], other["model"]);
        for key in ["learned_loss", "loss"] {
            let [one, other] = [one, other].map(|of| numbers(of, key));
            assert_close(key, &one, &other, 1e-8);
        }
    }
    assert_alike("compare", &both, "held_out.loss", 1e-8);
}

/// A fit of logarithms is the fit of a table of logarithms.
#[test]
fn logarithms_may_be_taken_before() {
    let points: Vec<[f64; 2]> = weighted(40).iter().map(|one| one.0).collect();
    let of = |log: [bool; 2]| {
        let ln = |[x, y]: &[f64; 2]| {
            let ln = |v: f64, log| if log { v.ln() } else { v };
            [ln(*x, log[0]), ln(*y, log[1])]
        };
        table(&points.iter().map(ln).collect::<Vec<_>>())
    };
    for (log, by_hand) in [
        ("x", [true, false]),
        ("y", [false, true]),
        ("xy", [true; 2]),
    ] {
        for (flags, keys) in [
            (&["--folds", "5"][..], &["folds.losses"][..]),
            (&["--l2", "auto"], &["folds.losses", "l2.lambda"]),
            (
                &["--validate", "0.2", "--model", "mlp:4", "--epochs", "30"],
                &["validation.loss", "validation.epoch"],
            ),
            (
                &["--compare", "line,quadratic", "--l2", "0.01"],
                &["validation.loss", "held_out.loss"],
            ),
        ] {
            let logs = [flags, &["--log", log]].concat();
            let both =
                [fitted(&table(&points), &logs), fitted(&of(by_hand), flags)];
            assert_eq!(both[0]["model"], both[1]["model"]);
            for key in keys.iter().chain(&["loss", "r2"]) {
                assert_alike(&format!("{log} {flags:?}"), &both, key, 1e-9);
            }
        }
    }
    let (folder, data) = folder_with(&table(&points));
    for (flags, say) in [
        (&["--folds", "5"][..], "it has not seen the MSE of ln(y) is"),
        (
            &["--compare", "line,quadratic"],
            "Each loss is the MSE of ln(y).",
        ),
    ] {
        let story = story_of(
            folder.path(),
            &[&[&data[..], "--log", "y"], flags].concat(),
        );
        assert!(story.contains(say), "no `{say}`: {story}");
    }
}

/// Of a line through 0 the slope shrinks by 1 + λ, and the error at a point that
/// was left out is eᵢ / (1 − hᵢ) with hᵢ = xᵢ² over the sum of all such.
#[test]
fn without_an_intercept_penalties_and_folds_have_no_constant() {
    let points = points(25);
    let text = table(&points);
    let plain = fitted(&text, &["--no-intercept", "--folds", "25"]);
    let slope = numbers(&plain, "parameters")[0];
    let squares = points.iter().map(|[x, _]| x * x).sum::<f64>();
    let press = points
        .iter()
        .map(|[x, y]| ((slope * x - y) / (1.0 - x * x / squares)).powi(2));
    let want = press.sum::<f64>() / 25.0;
    assert_close("PRESS", &numbers(&plain, "folds.mean"), &[want], 1e-9);
    for lambda in [0.01, 2.0] {
        let flags = ["--no-intercept", "--l2", &lambda.to_string()];
        let got = fitted(&text, &flags);
        assert_eq!(got["converged"], true);
        let got = numbers(&got, "parameters");
        assert_close("slope", &got, &[slope / (1.0 + lambda)], 1e-10);
    }
    let (folder, data) = folder_with(&text);
    let flags = [&data[..], "--no-intercept", "--l2", "0.1"];
    let story = story_of(folder.path(), &flags);
    assert!(
        story.contains("the squares of all parameters, for"),
        "{story}"
    );
    let flags = ["--compare", "line,mlp:4", "--no-intercept"];
    let line = refused(&text, &flags);
    assert!(
        line.contains("mlp:4 has a constant for every unit"),
        "{line}"
    );
}

/// Draws are fitted with the penalty: in closed form, or by a descent on Huber's
/// loss, which is half the squared error where δ is huge.
#[test]
fn rows_drawn_anew_are_fitted_with_the_penalty() {
    let text = table(&points(30));
    let of = |flags: &[&str]| {
        let flags = [flags, &["--bootstrap", "50"]].concat();
        let got = fitted(&text, &flags);
        let by = got["bootstrap"]["by"].as_str().unwrap().to_owned();
        let ends = ["intercept", "x"]
            .map(|name| numbers(&got, &format!("bootstrap.parameters.{name}")));
        (by, ends.concat())
    };
    let (by, got) = of(&["--l2", "0.4"]);
    assert_eq!(by, "closed form");
    let (by, want) = of(&["--l2", "0.2", "--loss", "huber:1e6"]);
    assert_eq!(by, "descent");
    assert_close("intervals", &got, &want, 1e-3);
    // The slope that least squares have lies beyond what the penalty leaves.
    let plain = numbers(&fitted(&text, &[]), "parameters")[1];
    assert!(plain < got[2] && got[2] < got[3], "{plain} {got:?}");
    let (folder, data) = folder_with(&text);
    let flags = [&data[..], "--l2", "0.4", "--bootstrap", "50"];
    let story = story_of(folder.path(), &flags);
    assert!(story.contains("by how much these ends do not"), "{story}");
    assert!(!story.contains("gives intervals without them"), "{story}");
}

/// Groups whose rows count for nothing are none.
#[test]
fn a_group_of_weight_zero_is_no_group() {
    let text = "x,y,g,w\n1,2,a,1\n2,3,b,0\n3,5,a,2\n4,4,c,1\n5,7,d,1\n6,6,c,3\n\
                7,9,d,1\n8,8,b,0\n";
    let flags = ["--x", "x", "--y", "y", "--weights", "w", "--group", "g"];
    let of = |folds| [&flags[..], &["--folds", folds]].concat();
    let got = fitted(text, &of("3"));
    assert_eq!(got["rows"], 6);
    assert_eq!(numbers(&got, "folds.rows"), [2.0; 3]);
    let line = refused(text, &of("4"));
    assert!(line.contains("at least 4 groups"), "{line}");
    assert!(line.contains("there are 3"), "{line}");
}

#[test]
fn classes_take_no_flags_of_numbers() {
    let text = "x,y,w\n1,a,1\n2,b,2\n3,a,1\n4,b,1\n5,a,1\n6,b,1\n";
    let y = ["--x", "x", "--y", "y"];
    for flags in [
        &["--no-intercept"][..],
        &["--weights", "w"],
        &["--log", "x"],
        &["--bootstrap", "50"],
    ] {
        let line = refused(text, &[&y[..], flags].concat());
        let say = format!("{} is for numbers y, and y holds", flags[0]);
        assert!(line.contains(&say), "{line}");
    }
    let (folder, data) = folder_with(text);
    let flags = [&[&data[..]], &y[..]].concat();
    let Ended(code, ..) = run(folder.path(), &flags);
    assert_eq!(code, Some(0));
    let path = folder.path().join("target/fit/model.json");
    let good = parse(&fs::read_to_string(&path).unwrap());
    let mut edited = good.clone();
    edited["log"] = "x".into();
    fs::write(&path, edited.to_string()).unwrap();
    let flags = ["predict", "target/fit/model.json", "data.csv"];
    let Ended(code, _, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(2));
    assert_one_line(&stderr);
    assert!(
        stderr.contains("it has classes, and is a model of"),
        "{stderr}"
    );
}

#[test]
fn draws_go_with_nothing_that_chooses_or_keeps_rows_together() {
    let text = "x,y,g\n1,2,a\n2,3,b\n3,5,a\n4,4,c\n5,7,d\n6,6,c\n";
    let folds = ["--folds", "2"];
    for (flags, say) in [
        (
            &["--compare", "line,quadratic"][..],
            "--compare, which would",
        ),
        (&["--l2", "auto"], "--l2 auto, which would have to choose"),
        (&["--validate", "0.3"], "--validate: a draw has no rows"),
        (
            &[&folds[..], &["--group", "g"]].concat(),
            "--group: it draws",
        ),
        (
            &[&folds[..], &["--ordered"]].concat(),
            "--ordered: it draws",
        ),
    ] {
        let flags = [&["--bootstrap", "50"], flags].concat();
        let line = refused(text, &flags);
        assert!(line.contains(&format!("not go with {say}")), "{line}");
    }
    // Folds by chance judge, and draws tell how sure: neither hears the other.
    let flags = ["--bootstrap", "50", "--folds", "2"];
    let (both, draws) = (fitted(text, &flags), fitted(text, &flags[..2]));
    assert_eq!(both["bootstrap"], draws["bootstrap"]);
}

#[test]
fn categories_and_dates_have_no_logarithm() {
    let text = "d,c,y\n2024-01-01,a,1\n2024-01-02,b,2\n2024-01-04,a,4\n\
                2024-01-05,b,3\n2024-01-09,a,7\n";
    for x in ["d", "c"] {
        let line = refused(text, &["--x", x, "--y", "y", "--log", "x"]);
        let say = format!("column {x} holds no numbers, but dates or");
        assert!(line.contains(&say), "{line}");
        let got = fitted(text, &["--x", x, "--y", "y", "--log", "y"]);
        assert_eq!(got["log"], "y");
    }
}
