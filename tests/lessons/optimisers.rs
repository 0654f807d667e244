//! Lesson 7 against PyTorch: the numbers that it prints with `--json`.
//!
//! Tolerances: see each test. burn keeps the coefficients of its optimisers in
//! float32, so that even in float64 a run with 0.9 or 0.99 differs from
//! PyTorch's after seven digits.

use std::sync::LazyLock;

use crate::common::{assert_close_to_largest, at, numbers};
use crate::programs::{PRECISIONS, document, results};
use serde_json::Value;

static ORACLE: LazyLock<Value> = LazyLock::new(|| {
    crate::common::parse(include_str!("../oracles/optimisers.json"))
});

const NAMES: [&str; 7] = [
    "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "lbfgs",
];

fn one(value: &Value, path: &str) -> f64 {
    let [number] = numbers(value, path)[..] else {
        panic!("{path} is no number")
    };
    number
}

/// How far a path may be from PyTorch's, next to its largest number. Float64
/// with coefficients that are exact in float32: rounding. With others: 1e-7
/// in an update, which grows along the path.
fn room(precision: &str, name: &str) -> f64 {
    match (precision, name) {
        ("f64", "sgd" | "momentum" | "nesterov" | "lbfgs") => 1e-9,
        _ => 1e-4,
    }
}

#[test]
fn momentum_by_hand_is_burns_and_pytorchs() {
    for precision in PRECISIONS {
        let got = at(results(7, precision), "by_hand.momentum");
        // 0.875 is exact in float32: the same operations, but for their order.
        let apart = one(got, "max_difference");
        let room = if precision == "f64" { 1e-10 } else { 1e-5 };
        assert!((0.0..=room).contains(&apart), "{precision}: {apart}");
        let path = numbers(&ORACLE, "by_hand.momentum");
        let end = numbers(got, "end");
        let room = if precision == "f64" { 1e-9 } else { 1e-4 };
        assert_close_to_largest("end", &end, &path[100..], room);
    }
}

#[test]
fn adam_by_hand_is_burns_but_for_its_float32_coefficients() {
    for precision in PRECISIONS {
        let got = at(results(7, precision), "by_hand.adam");
        // 1 − 0.999 in float32 is right to five digits. Most of that cancels.
        let apart = one(got, "max_difference");
        assert!(apart > 0.0 && apart <= 2e-5, "{precision}: {apart}");
        // By hand nothing is in float32 but the tensors.
        let path = numbers(&ORACLE, "by_hand.adam");
        let end = numbers(got, "end");
        let room = if precision == "f64" { 1e-9 } else { 1e-4 };
        assert_close_to_largest("end", &end, &path[100..], room);
    }
    let in_f64 = one(results(7, "f64"), "by_hand.adam.max_difference");
    assert!(in_f64 <= 1e-5, "{in_f64}");
}

#[test]
fn the_race_down_the_bowl_is_pytorchs() {
    for precision in PRECISIONS {
        let got = at(results(7, precision), "optimisers");
        assert!(got.as_object().unwrap().keys().eq(NAMES));
        for name in NAMES {
            let (got, want) = (at(got, name), at(&ORACLE["line"], name));
            for (key, oracle) in [
                ("updates_to_tolerance", "updates"),
                ("gradients_to_tolerance", "gradients"),
            ] {
                let (got, want) = (one(got, key), one(want, oracle));
                // In float32 a loss near the goal may cross it an update
                // sooner or later.
                let room = if precision == "f64" { 0.0 } else { 2.0 };
                assert!((got - want).abs() <= room, "{name} {key}: {got}");
            }
            let (path, want) = (numbers(got, "path"), numbers(want, "path"));
            let both = path.len().min(want.len());
            let room = room(precision, name);
            assert_close_to_largest(name, &path[..both], &want[..both], room);
        }
    }
}

#[test]
fn the_race_through_the_valley_is_pytorchs() {
    for precision in PRECISIONS {
        let got = at(results(7, precision), "rosenbrock");
        assert!(got.as_object().unwrap().keys().eq(NAMES));
        for name in NAMES {
            let (got, want) = (at(got, name), at(&ORACLE["rosenbrock"], name));
            let updates = one(got, "updates_to_tolerance");
            let exact = room(precision, name) < 1e-6;
            // RMSProp jumps across the floor of the valley all the way down,
            // and when it first meets the goal is up to rounding.
            let room = if exact { 0.0 } else { 0.05 };
            let wanted = one(want, "updates");
            let close = (updates - wanted).abs() <= room * wanted;
            assert!(close, "{precision}, {name}: {updates}, {wanted}");
            let path = at(got, "path").as_array().unwrap();
            assert_eq!(path.len(), 1 + updates as usize, "{name}");
            if exact {
                let end = path[path.len() - 1].clone();
                let end: Vec<f64> = serde_json::from_value(end).unwrap();
                assert_close_to_largest(
                    name,
                    &end,
                    &numbers(want, "end"),
                    1e-6,
                );
            }
        }
    }
}

#[test]
fn gradients_are_counted_fairly() {
    for precision in PRECISIONS {
        for race in ["optimisers", "rosenbrock"] {
            for name in NAMES {
                let run = at(results(7, precision), race);
                let run = at(run, name);
                let updates = one(run, "updates_to_tolerance");
                let gradients = one(run, "gradients_to_tolerance");
                if name == "lbfgs" {
                    // At its start and once at least along the line.
                    assert!(gradients >= 2.0 * updates, "{race}: {gradients}");
                } else {
                    assert_eq!(gradients, updates, "{race}, {name}");
                }
            }
        }
    }
}

#[test]
fn every_run_starts_where_it_says_and_ends_at_the_goal() {
    for (race, start, minimum) in [
        ("optimisers", [-2.0, 4.0], [3.0, 8.0]),
        ("rosenbrock", [-1.2, 1.0], [1.0, 1.0]),
    ] {
        for name in NAMES {
            let path = at(results(7, "f64"), race);
            let path = numbers(at(path, name), "path");
            assert_eq!(path[..2], start);
            let end = &path[path.len() - 2..];
            let distance = (end[0] - minimum[0]).hypot(end[1] - minimum[1]);
            // A loss of 0.01 on the floor of the valley is 0.1 of u and twice
            // that of v; 0.000001 on the bowl, by its smallest eigenvalue, is
            // (2 · 1e-6 / 0.0996)^½ = 0.0045.
            let room = if race == "optimisers" { 0.0045 } else { 0.25 };
            assert!(distance <= room, "{race}, {name}: {distance}");
        }
    }
}

#[test]
fn the_defaults_are_those_of_burn_and_of_pytorch() {
    let got = at(results(7, "f64"), "defaults").as_object().unwrap();
    let want = ORACLE["defaults"].as_object().unwrap();
    assert!(got.keys().eq(want.keys()));
    for (name, want) in want {
        for (field, torch) in want.as_object().unwrap() {
            let got = &got[name][field];
            assert_eq!(one(got, "torch"), torch.as_f64().unwrap(), "{name}");
            // The lesson shows them because they differ.
            assert_ne!(one(got, "burn"), one(got, "torch"), "{name}");
        }
    }
}

#[test]
fn the_flags_act_on_the_race_down_the_bowl() {
    let plain = results(7, "f64");
    let document = document(7, &["--lr", "0.05", "--steps", "30"]);
    let got = &document["results"];
    for name in NAMES {
        let run = at(at(got, "optimisers"), name);
        assert_eq!(one(run, "lr"), 0.05);
        assert!(numbers(run, "path").len() <= 2 * 31);
    }
    assert_eq!(got["rosenbrock"], plain["rosenbrock"]);
    assert_eq!(got["by_hand"], plain["by_hand"]);

    // Too large a rate for plain descent, and the others go on.
    let document = crate::programs::document(7, &["--lr", "5"]);
    let race = at(&document["results"], "optimisers");
    assert!(one(race, "sgd.diverged_at_update") > 0.0);
    assert_eq!(one(race, "adagrad.updates_to_tolerance"), 89.0);
}
