//! Lesson 6 against NumPy, PyTorch's schedulers and theory: the numbers that
//! it prints with `--json`.
//!
//! Tolerances, unless a test gives its own reason: 1e-9 in float64, 1e-4 in
//! float32, as in golden.rs.

use std::sync::LazyLock;

use crate::common::{
    SOURCES, assert_close, assert_close_to_largest, at, numbers,
};
use crate::programs::{PRECISIONS, document, results};
use serde_json::Value;

static ORACLE: LazyLock<Value> = LazyLock::new(|| {
    crate::common::parse(include_str!("../oracles/learning_rate.json"))
});

fn tolerance(precision: &str) -> f64 {
    if precision == "f64" { 1e-9 } else { 1e-4 }
}

fn one(value: &Value, path: &str) -> f64 {
    let [number] = numbers(value, path)[..] else {
        panic!("{path} is no number")
    };
    number
}

#[test]
fn the_eigenvalues_predict_the_limit_and_the_speed() {
    for precision in PRECISIONS {
        let got = results(6, precision);
        // The sources' own figures, to the digits that NumPy gave.
        let want = &SOURCES["fastai_line"];
        for key in ["largest_stable_lr", "condition_number"] {
            let path = format!("line.{key}");
            let close = [one(got, &path)];
            assert_close(
                &path,
                &close,
                &[one(want, key)],
                tolerance(precision),
            );
        }
        let key = "quadratic.largest_stable_lr";
        let want = one(&SOURCES, "quadratic.mse_largest_stable_lr");
        assert_close(key, &[one(got, key)], &[want], tolerance(precision));
        for model in ["line", "quadratic"] {
            let key = |name: &str| format!("{model}.{name}");
            let both = |path: &str, oracle: &str, tolerance: f64| {
                let got = numbers(got, &key(path));
                let want = numbers(&ORACLE, &key(oracle));
                assert_close(&key(path), &got, &want, tolerance);
            };
            // The smallest eigenvalue is a small difference of numbers as
            // large as the largest, up to 300 times as large: in float32
            // that leaves 3e-5 of it.
            both("eigenvalues", "eigenvalues", tolerance(precision));
            both("best_lr", "best_lr", tolerance(precision));
            both("predicted_factor", "factor", tolerance(precision));
            // The eigenvalues between the two fade, but have not yet after
            // 50 of 100 updates.
            both("measured_factor", "factor", 1e-4);
        }
    }
}

#[test]
fn the_runs_confirm_it() {
    for precision in PRECISIONS {
        for model in ["line", "quadratic"] {
            let run = |side: &str| {
                let path = format!("{model}.just_{side}");
                let got = numbers(results(6, precision), &path);
                let want = numbers(&ORACLE, &path);
                // Float32 carries 100 updates near the limit, where rounding
                // hardly shrinks: 1e-7 of each.
                let room = tolerance(precision);
                assert_close(&path, &got, &want, room);
                got
            };
            let (below, above) = (run("below"), run("above"));
            assert!(below[100] < 0.05 * below[0], "{model}");
            assert!(above[100] > 10.0 * above[0], "{model}");
        }
    }
}

#[test]
fn three_rates_are_too_small_good_and_too_large() {
    for precision in PRECISIONS {
        let runs = at(results(6, precision), "rates").as_array().unwrap();
        let rates: Vec<f64> = runs.iter().map(|run| one(run, "lr")).collect();
        assert_eq!(rates, [0.01, 0.5, 0.8]);
        let want = ORACLE["rates"].as_array().unwrap();
        for (run, want) in runs.iter().zip(want) {
            let got = numbers(run, "losses");
            let want: Vec<f64> = serde_json::from_value(want.clone()).unwrap();
            assert_close_to_largest("rates", &got, &want, tolerance(precision));
        }
        let factors: Vec<_> =
            runs.iter().map(|run| one(run, "factor")).collect();
        assert!(factors[1] < factors[0] && factors[0] < 1.0);
        assert!(factors[2] > 1.0);
    }
}

#[test]
fn the_rmse_descent_ends_in_a_two_cycle_whose_sum_is_a_law() {
    // By (1 − lr λ / RMSE)d = −d in the steepest direction, the two losses sum
    // to lr λmax of XᵀX/n, whatever they are. Which they are, rounding has a
    // say in: by step 24 it has grown 3.4e5 times, to 1e-9 in float64.
    let law = 13.064169768904971;
    for (precision, room) in [("f64", 1e-6), ("f32", 1e-3)] {
        let got = results(6, precision);
        let cycle = numbers(got, "quadratic.two_cycle");
        let sum = cycle.iter().sum::<f64>();
        assert_close("sum", &[sum], &[law], room);
        let predicted = one(got, "quadratic.two_cycle_sum");
        assert_close("law", &[predicted], &[law], tolerance(precision));
    }
    let got = numbers(results(6, "f64"), "quadratic.two_cycle");
    let want = numbers(&ORACLE, "quadratic.two_cycle");
    assert_close("two-cycle", &got, &want, 1e-5);
    assert_close("as the sources' run", &got, &[6.985, 6.080], 1e-4);
}

#[test]
fn a_range_test_suggests_a_rate_that_is_stable() {
    let want = &ORACLE["range_test"];
    // The losses fall to 1e-7 of the first before they rise, from what is
    // left of the steepest part: in float32 that is rounding, so only the
    // fall is compared, and the suggestion to two updates.
    for (precision, updates, room, suggested_room) in
        [("f64", 94, 1e-6, 1e-9), ("f32", 70, 1e-4, 0.27)]
    {
        let got = at(results(6, precision), "range_test");
        for key in ["rates", "losses"] {
            let (got, want) = (numbers(got, key), numbers(want, key));
            let (got, want) = (&got[..updates], &want[..updates]);
            assert_close_to_largest(key, got, want, room);
        }
        let suggested = one(got, "suggested_lr");
        let want = one(want, "suggested_lr");
        assert_close("suggested", &[suggested], &[want], suggested_room);
        let limit = one(results(6, precision), "line.largest_stable_lr");
        assert!(suggested < limit, "{precision}");
    }
}

#[test]
fn burns_schedules_are_pytorchs() {
    let want = ORACLE["schedules"].as_object().unwrap();
    for precision in PRECISIONS {
        let got = at(results(6, precision), "schedules");
        assert!(got.as_object().unwrap().keys().eq(want.keys()));
        for (name, want) in want {
            let got = &got[name];
            let (rates, want_rates) =
                (numbers(got, "rates"), numbers(want, "rates"));
            // Schedules compute on the host, in float64 always. A cosine's
            // end is a difference of two numbers near 0.05.
            assert_close_to_largest(name, &rates, &want_rates, 1e-13);
            assert_eq!(one(got, "lr_at_end"), rates[399]);
            // The descents multiply rounding as the two-cycle's does.
            let loss = one(got, "loss_at_end");
            if precision == "f64" {
                let want = one(want, "loss_at_end");
                assert_close(name, &[loss], &[want], 1e-3);
            } else {
                let settles = name == "constant" || loss < 1.0;
                assert!(settles, "{name}: {loss}");
            }
        }
    }
}

#[test]
fn it_stops_at_a_small_gradient_or_when_patience_ends() {
    for precision in PRECISIONS {
        let got = at(results(6, precision), "stopping");
        let want = &ORACLE["gradient_size"];
        assert_eq!(one(got, "updates"), one(want, "updates"));
        for key in ["loss", "promised"] {
            let room = if precision == "f64" { 1e-6 } else { 1e-2 };
            assert_close(key, &[one(got, key)], &[one(want, key)], room);
        }
        assert!(one(got, "loss") <= one(got, "promised"));
        let (best, stop) = (
            one(got, "patience.best_update"),
            one(got, "patience.updates"),
        );
        assert_eq!(stop, best + 20.0, "{precision}");
    }
    let got = at(results(6, "f64"), "stopping.patience");
    let want = &ORACLE["patience"];
    for key in ["best_update", "updates", "best_loss"] {
        assert_close(key, &[one(got, key)], &[one(want, key)], 1e-6);
    }
}

#[test]
fn the_start_decides_which_minimum_is_found() {
    let want = &ORACLE["minima"];
    let (minima, losses) = (numbers(want, "at"), numbers(want, "losses"));
    let ridge = one(want, "ridge");
    for precision in PRECISIONS {
        let runs = at(results(6, precision), "minima").as_array().unwrap();
        assert_eq!(runs.len(), 2);
        for run in runs {
            let side = usize::from(one(run, "start") > ridge);
            // After 60 updates 1e-8 of the way is left.
            let end = [one(run, "end"), one(run, "loss")];
            assert_close("minimum", &end, &[minima[side], losses[side]], 1e-6);
        }
        assert!(one(&runs[0], "start") < ridge);
        assert!(one(&runs[1], "start") > ridge);
    }
}

#[test]
fn the_flags_act_on_the_rates_that_are_compared() {
    let flags = ["--lr", "0.3", "--lr", "0.2", "--lr", "0.3", "--steps", "7"];
    let plain = results(6, "f64");
    let document = document(6, &flags);
    let runs = at(&document["results"], "rates").as_array().unwrap();
    let rates: Vec<f64> = runs.iter().map(|run| one(run, "lr")).collect();
    assert_eq!(rates, [0.3, 0.2]);
    for run in runs {
        assert_eq!(numbers(run, "losses").len(), 8);
    }
    for key in ["line", "quadratic", "range_test", "schedules"] {
        assert_eq!(document["results"][key], plain[key], "{key}");
    }
    let flags = ["--start", "0.5,-2", "--fresh-data", "--seed", "7"];
    let moved = crate::programs::document(6, &flags);
    assert_ne!(moved["results"]["rates"], plain["rates"]);
    assert_eq!(moved["results"]["line"], plain["line"]);
}
