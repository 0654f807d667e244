//! Lesson 6 against NumPy, PyTorch's schedulers and theory: the numbers that
//! it prints with `--json`.
//!
//! Tolerances, unless a test gives its own reason: 1e-9 in float64, 1e-4 in
//! float32, as in golden.rs.

use std::sync::LazyLock;

use crate::common::{
    SOURCES, assert_close, assert_close_to_largest, at, numbers,
};
use crate::programs::{PRECISIONS, document, kept, results};
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

/// The notebook's 30 x, and what a column of ones beside them makes of the
/// Hessian: its two eigenvalues, by the quadratic formula.
fn curvatures(x: &[f64]) -> [f64; 2] {
    let mean = |f: fn(f64) -> f64| {
        2.0 * x.iter().map(|x| f(*x)).sum::<f64>() / x.len() as f64
    };
    let (p, q) = (mean(|x| x * x), mean(|x| x));
    let root = ((p - 2.0) / 2.0).hypot(q);
    // The small one from the product, the determinant: no cancellation.
    let high = (p + 2.0) / 2.0 + root;
    [(2.0 * p - q * q) / high, high]
}

#[test]
fn the_bowl_of_three_points_is_that_of_the_chapter() {
    let got = at(results(6, "f64"), "by_hand");
    assert_close("λ", &numbers(got, "eigenvalues"), &[1.0, 6.0], 1e-13);
    let axes = got["axes"].as_array().unwrap();
    let axis = |k: usize| -> Vec<f64> {
        serde_json::from_value(axes[k].clone()).unwrap()
    };
    let fifth = 0.2_f64.sqrt();
    assert_close("shallow", &axis(0), &[fifth, -2.0 * fifth], 1e-13);
    assert_close("steep", &axis(1), &[2.0 * fifth, fifth], 1e-13);
}

#[test]
fn chebyshevs_rates_leave_what_theory_says() {
    for precision in PRECISIONS {
        let got = results(6, precision);
        for model in ["line", "quadratic"] {
            let l = numbers(&ORACLE, &format!("{model}.eigenvalues"));
            let (low, high) = (l[0], l[l.len() - 1]);
            let rates = numbers(got, &format!("chebyshev.{model}.rates"));
            let key = |name: &str| format!("chebyshev.{model}.{name}");
            // Sixteen numbers whose inverses are the zeros of Chebyshev's
            // polynomial T16, moved onto the curvatures.
            let zeros = rates.iter().map(|rate| {
                let z = (2.0 / rate - high - low) / (high - low);
                (16.0 * z.clamp(-1.0, 1.0).acos()).cos()
            });
            assert_eq!(rates.len(), 16);
            for zero in zeros {
                // T16 is steepest at its ends, with a slope of 256.
                assert!(zero.abs() < 256.0 * tolerance(precision), "{zero}");
            }
            // The most that they leave, over a fine grid of curvatures.
            let left = |l: f64| {
                let all = rates.iter().map(|rate| 1.0 - rate * l);
                all.product::<f64>().abs()
            };
            let grid = (0..=20_000)
                .map(|k| low + (high - low) * f64::from(k) / 20_000.0);
            let most = grid.map(left).fold(0.0, f64::max);
            let told = one(got, &key("leaves_at_most"));
            // In float32 a rate is off by 1e-5, and the largest of them
            // multiplies that by its λ, up to 173.
            let room = if precision == "f64" { 1e-6 } else { 1e-2 };
            assert_close(model, &[told], &[most], room);
            let kappa = high / low;
            let constant = ((kappa - 1.0) / (kappa + 1.0)).powi(16);
            let told = one(got, &key("constant_leaves"));
            assert_close(model, &[told], &[constant], 1e-3);
            assert!(most < constant);
            if precision == "f64" {
                // Rounding grows on the way by less than 1e5.
                assert!(one(got, &key("measured")) <= most + 1e-9);
            }
        }
    }
}

#[test]
fn standardised_points_have_a_round_bowl() {
    let x = numbers(results(1, "f64"), "notebook_line.x");
    let m = x.iter().sum::<f64>() / x.len() as f64;
    let centred: Vec<f64> = x.iter().map(|x| x - m).collect();
    let square = centred.iter().map(|x| x * x).sum::<f64>() / x.len() as f64;
    for (key, x) in [
        ("hundredths", x.iter().map(|x| 100.0 * x).collect()),
        ("as_it_is", x.clone()),
        ("centred", centred.clone()),
        (
            "standardised",
            centred.iter().map(|x| x / square.sqrt()).collect(),
        ),
    ] {
        let x: Vec<f64> = x;
        let [low, high] = curvatures(&x);
        let got = &at(results(6, "f64"), "scaling")[key];
        let kappa = high / low;
        // Hundredths leave seven of sixteen digits to the small eigenvalue.
        let condition = one(got, "condition_number");
        assert_close(key, &[condition], &[kappa], 1e-7);
        let factor = (kappa - 1.0) / (kappa + 1.0);
        let updates = (1e-3_f64.ln() / factor.ln()).ceil().max(1.0);
        assert_eq!(one(got, "updates"), updates, "{key}");
    }
    let losses = |name: &str| {
        numbers(results(6, "f64"), &format!("scaling.{name}.losses"))
    };
    let (before, after) = (losses("unscaled"), losses("scaled"));
    // The same first line has the same loss, and one update is enough.
    assert_close("start", &after[..1], &before[..1], 1e-12);
    assert!(after[1] < 1e-25 && before[12] > 1.0, "{before:?}");
}

#[test]
fn a_descent_stalls_at_the_saddle_and_leaves_as_theory_says() {
    for precision in PRECISIONS {
        let got = at(results(6, precision), "saddle");
        let (u, v) = (numbers(got, "u"), numbers(got, "v"));
        let (losses, lengths) =
            (numbers(got, "losses"), numbers(got, "gradients"));
        assert_eq!(u.len(), 201);
        // Along u an update leaves 1 − 0.1 · 2, and along v, while v is
        // small, 1 + 0.1: less by v²/11, whose sum is below 1e-4 up to
        // update 100. In float32 each update adds a rounding of 6e-8.
        for k in 0..=100 {
            let want = [0.8_f64.powi(k as i32), 1e-6 * 1.1_f64.powi(k as i32)];
            let room = if k < 50 { 1e-5 } else { 1e-3 };
            assert_close("u and v", &[u[k], v[k]], &want, room);
        }
        // The gradient is shortest where (2 · 0.8ᵏ)² + (1.1ᵏ · 10⁻⁶)² is.
        let length =
            |k: i32| (2.0 * 0.8_f64.powi(k)).hypot(1.1_f64.powi(k) * 1e-6);
        let shortest = (0..100)
            .min_by(|i, j| length(*i).total_cmp(&length(*j)))
            .unwrap();
        let stalled = one(got, "stalled.update") as usize;
        assert_eq!(stalled, shortest as usize, "{precision}");
        assert!(lengths[stalled] < 2e-4 && losses[stalled].abs() < 1e-7);
        // |v³ − v| is largest at v = 1/√3: there it is 2/(3√3) = 0.3849.
        let left = one(got, "left.update") as usize;
        let want = 2.0 / 27.0_f64.sqrt();
        assert_close("left", &[lengths[left]], &[want], 1e-3);
        assert!((v[left] - 3.0_f64.sqrt().recip()).abs() < 0.04);
        // Near (0, 1) the curvature along v is 2: what is left of the 59
        // updates after is about 0.4 · 0.8⁵⁹ = 1e-6.
        let end = [u[200], v[200], losses[200]];
        assert!(end[0].abs() < 1e-12 && (end[1] - 1.0).abs() < 1e-5);
        assert!((end[2] + 0.25).abs() < 1e-6, "{end:?}");
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

#[test]
fn more_left_than_theory_allows_is_said() {
    for precision in PRECISIONS {
        let results = results(6, precision);
        let beyond = ["line", "quadratic"].iter().any(|model| {
            let of = |key| one(results, &format!("chebyshev.{model}.{key}"));
            // What float64 rounds is far below a millionth here.
            of("measured") > of("leaves_at_most") * (1.0 + 1e-6)
        });
        // float32 has digits enough for neither, as parity.rs reckons.
        assert_eq!(beyond, precision == "f32");
        let flags = ["--precision", precision, "--no-figures"];
        let story = &kept(6, &flags).stdout;
        let words = story.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = words.contains("Where more is left than theory allows");
        assert_eq!(said, beyond, "{precision}");
    }
}
