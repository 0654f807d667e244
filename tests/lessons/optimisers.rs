//! Lesson 7 against PyTorch: the numbers that it prints with `--json`.
//!
//! Tolerances: see each test. burn keeps the coefficients of its optimisers in
//! float32, so that even in float64 a run with 0.9 or 0.99 differs from
//! PyTorch's after seven digits.

use std::sync::LazyLock;

use crate::common::{assert_close_to_largest, at, numbers};
use crate::programs::{PRECISIONS, document, results};
use bowl::LineBowl;
use descent::{
    data,
    device::{self, Backend},
    optimiser::Optimiser,
    train::{Recorder, Trace},
};
use rules::{MOMENTUM, Rule};
use serde_json::Value;

// The lesson's algorithm, as it stands.
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/bowl.rs"]
mod bowl;
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/landscapes.rs"]
mod landscapes;
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/race.rs"]
mod race;
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/rates.rs"]
mod rates;
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/rules.rs"]
mod rules;
#[allow(dead_code)]
#[path = "../../crates/lessons/src/bin/lesson7/run.rs"]
mod run;

static ORACLE: LazyLock<Value> = LazyLock::new(|| {
    crate::common::parse(include_str!("../oracles/optimisers.json"))
});

const NAMES: [&str; 7] = [
    "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "lbfgs",
];

/// The oracle's learning rates, in this order.
const LINE_RATES: [f64; 7] = [0.5, 0.1, 0.1, 5.0, 0.5, 0.5, 1.0];
const VALLEY_RATES: [f64; 7] = [0.002, 0.002, 0.001, 1.0, 0.005, 1.0, 1.0];

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

/// burn's optimiser with the oracle's settings, on the line until its MSE is
/// 0.000001 or below, or in the valley until its loss is 0.01 or below.
fn on_burn(precision: &str, place: &str, name: &str) -> run::Run {
    let device = device::open(Backend::Flex, precision.parse().unwrap());
    let device = device.unwrap();
    let (start, goal) = match place {
        "line" => ([-2.0, 4.0], (1e-6, 400)),
        _ => ([-1.2, 1.0], (0.01, 5000)),
    };
    let (start, all) = (data::tensor(&start, &device), Recorder::new());
    let index = NAMES.iter().position(|one| *one == name).unwrap();
    let optimiser = Optimiser::new(name.parse().unwrap(), MOMENTUM);
    let run = match place {
        "line" => {
            let mse = landscapes::line(data::line().tensors(&device));
            run::run(optimiser, LINE_RATES[index], mse, &start, goal, all)
        }
        _ => {
            let (lr, loss) = (VALLEY_RATES[index], landscapes::rosenbrock);
            run::run(optimiser, lr, loss, &start, goal, all)
        }
    };
    run.unwrap()
}

fn path(trace: &Trace) -> Vec<f64> {
    trace.steps.iter().flat_map(|s| s.params.clone()).collect()
}

/// PyTorch's L-BFGS evaluates its last place again in each update but the
/// first; that is one place.
fn places(oracle: &Value, name: &str) -> f64 {
    let [gradients, updates] =
        ["gradients", "updates"].map(|key| one(oracle, key));
    match name {
        "lbfgs" => gradients - (updates - 1.0),
        _ => gradients,
    }
}

#[test]
fn burns_optimisers_are_pytorchs_on_the_line() {
    for precision in PRECISIONS {
        for name in NAMES {
            let got = on_burn(precision, "line", name);
            let want = at(&ORACLE["line"], name);
            // In float32 a loss near the goal may cross it an update sooner
            // or later.
            let few = if precision == "f64" { 0.0 } else { 2.0 };
            let updates = got.trace.last().update as f64;
            let apart = (updates - one(want, "updates")).abs();
            assert!(apart <= few, "{name}: {updates}");
            let apart = (got.gradients as f64 - places(want, name)).abs();
            assert!(apart <= few, "{name}: {}", got.gradients);
            let (path, want) = (path(&got.trace), numbers(want, "path"));
            let both = path.len().min(want.len());
            let room = room(precision, name);
            assert_close_to_largest(name, &path[..both], &want[..both], room);
        }
    }
}

#[test]
fn burns_optimisers_are_pytorchs_in_the_valley() {
    for precision in PRECISIONS {
        for name in NAMES {
            let got = on_burn(precision, "rosenbrock", name);
            let want = at(&ORACLE["rosenbrock"], name);
            let exact = room(precision, name) < 1e-6;
            // RMSProp jumps across the floor of the valley all the way down,
            // and when it first meets the goal is up to rounding.
            let room = if exact { 0.0 } else { 0.05 };
            let updates = got.trace.last().update as f64;
            let wanted = one(want, "updates");
            let close = (updates - wanted).abs() <= room * wanted;
            assert!(close, "{precision}, {name}: {updates}, {wanted}");
            if exact {
                assert_eq!(got.gradients as f64, places(want, name), "{name}");
                let end = numbers(want, "end");
                let got = got.trace.last().params;
                assert_close_to_largest(name, &got, &end, 1e-6);
            }
        }
    }
}

#[test]
fn lbfgs_is_charged_for_each_place_once() {
    let gradients = |place| on_burn("f64", place, "lbfgs").gradients;
    // In 4 and 27 updates, which evaluate 9 and 61 times.
    assert_eq!([gradients("line"), gradients("rosenbrock")], [6, 35]);
}

/// The rules in plain numbers are PyTorch's: all coefficients in float64, so
/// only rounding, and what the way down makes of it.
#[test]
fn the_rules_are_pytorchs() {
    let bowl = LineBowl::of(&data::line());
    for (i, rule) in Rule::ALL.into_iter().enumerate() {
        let name = NAMES[i];
        assert_eq!(rule.burns().0.to_string(), name);
        let want = numbers(at(&ORACLE["line"], name), "path");
        let updates = want.len() / 2 - 1;
        let (lr, start) = (LINE_RATES[i], [-2.0, 4.0]);
        let got = race::trace(rule, lr, start, updates, &|w| bowl.at(w));
        assert_close_to_largest(name, &path(&got), &want, 1e-9);

        let oracle = at(&ORACLE["rosenbrock"], name);
        let updates = one(oracle, "updates") as usize;
        let (lr, start) = (VALLEY_RATES[i], [-1.2, 1.0]);
        let valley = landscapes::valley;
        let got = race::trace(rule, lr, start, updates, &valley);
        let every_50th = got.steps.iter().step_by(50);
        let got: Vec<_> = every_50th.flat_map(|s| s.params.clone()).collect();
        let want = numbers(oracle, "every_50th");
        assert_close_to_largest(name, &got, &want, 1e-6);
    }
}

/// The Hessian of the line's MSE: its eigenvalues as the roots of the
/// characteristic polynomial, the smaller first.
fn curvatures() -> [f64; 2] {
    let x = data::line().x;
    let n = x.len() as f64;
    let [p, q] = [x.iter().map(|x| x * x).sum(), x.iter().sum::<f64>()]
        .map(|sum: f64| 2.0 * sum / n);
    let root = ((p - 2.0).powi(2) + 4.0 * q * q).sqrt();
    [(p + 2.0 - root) / 2.0, (p + 2.0 + root) / 2.0]
}

#[test]
fn no_rate_above_its_limit_wins() {
    let [_, steepest] = curvatures();
    let race = at(results(7, "f64"), "optimisers");
    let limit = 2.0 / steepest;
    assert!(one(race, "sgd.lr") < limit);
    assert!(one(race, "momentum.lr") < (1.0 + MOMENTUM) * limit);
    // Rosenbrock's Hessian at the minimum: 802, −400, 200.
    let steepest = 501.0 + (301.0_f64.powi(2) + 400.0 * 400.0).sqrt();
    let race = at(results(7, "f64"), "rosenbrock");
    let limit = 2.0 / steepest;
    assert!((limit - 0.001997).abs() < 1e-6);
    assert!(one(race, "sgd.lr") < limit);
    assert!(one(race, "momentum.lr") < (1.0 + MOMENTUM) * limit);
}

#[test]
fn the_race_down_the_bowl_is_as_theory_says() {
    let race = at(results(7, "f64"), "optimisers");
    // What an update leaves of the slow axis, √μ, without what swinging and
    // equal eigenvalues add: momentum within a fifth. With μ* the two
    // eigenvalues are equal, and after k updates ρᵏ is multiplied by about
    // 1 + k (1 − ρ): here that takes half as many again.
    for (name, least, most) in [
        ("sgd", 1.0, 1.0), // each axis by its own factor, exactly
        ("momentum", 0.8, 1.2),
        ("nesterov", 0.8, 1.2),
        ("best_momentum", 1.0, 1.6),
    ] {
        let run = at(race, name);
        let ratio = one(run, "gradients") / one(run, "predicted");
        assert!((least..=most).contains(&ratio), "{name}: {ratio}");
    }
    // The best momentum, from the eigenvalues.
    let [flat, steep] = curvatures().map(f64::sqrt);
    let mu = ((steep - flat) / (steep + flat)).powi(2);
    let lr = (2.0 / (steep + flat)).powi(2);
    assert!((one(race, "best_momentum.lr") - lr).abs() < 1e-12);
    let kept = numbers(results(7, "f64"), "memory.the_best");
    // burn rounds to float32, theory does not.
    assert_close_to_largest("memory", &kept, &[mu, lr, mu.sqrt()], 1e-7);
}

/// The loss of an oracle's own: f64 on (u, v) for the valley, and the MSE of
/// the printed points for the line.
fn losses(place: &str, trace: &Trace) -> Vec<f64> {
    let points = data::line();
    let mse = |a: f64, b: f64| {
        let errors = points.x.iter().zip(&points.y);
        let squares = errors.map(|(x, y)| (a * x + b - y).powi(2));
        squares.sum::<f64>() / points.len() as f64
    };
    let steps = trace.steps.iter();
    let loss = |[u, v]: [f64; 2]| match place {
        "line" => mse(u, v),
        _ => (1.0 - u).powi(2) + 100.0 * (u * u - v).powi(2),
    };
    steps.map(|s| loss([s.params[0], s.params[1]])).collect()
}

/// Who settles stays settled: the winners again, for twice as many updates.
#[test]
fn who_settles_stays_below_the_goal() {
    let bowl = LineBowl::of(&data::line());
    for (place, key, start, goal, updates) in [
        ("line", "optimisers", [-2.0, 4.0], 1e-6, 1000),
        ("valley", "rosenbrock", [-1.2, 1.0], 1e-3, 20_000),
    ] {
        for (rule, name) in Rule::ALL.into_iter().zip(NAMES) {
            let run = at(at(results(7, "f64"), key), name);
            let settled = numbers(run, "settled");
            if settled.len() < 5 {
                assert!(one(run, "stays_below") > goal, "{name}");
                continue;
            }
            assert_eq!(settled[2], one(run, "gradients"), "{name}");
            let lr = one(run, "lr");
            let valley = landscapes::valley;
            let trace = match place {
                "line" => {
                    race::trace(rule, lr, start, updates, &|w| bowl.at(w))
                }
                _ => race::trace(rule, lr, start, updates, &valley),
            };
            let losses = losses(place, &trace);
            let above = losses.iter().rposition(|loss| *loss > goal).unwrap();
            let found = (above + 1) as f64;
            assert!(settled.contains(&found), "{place}, {name}: {found}");
            assert!(above < updates / 2, "{place}, {name}: {found}");
        }
    }
}

/// The rate that is taken is the best of those shown, by the rule told.
#[test]
fn the_best_rate_is_the_best_of_those_tried() {
    for (key, tuning) in [("optimisers", "line"), ("rosenbrock", "rosenbrock")]
    {
        let tuning = at(results(7, "f64"), &format!("tuning.{tuning}"));
        for name in &NAMES[..6] {
            let tried = at(tuning, name).as_array().unwrap();
            assert_eq!(tried.len(), 18);
            let rank = |attempt: &Value| {
                let settled = attempt["settled"].as_array().unwrap();
                let median = settled.get(2).and_then(Value::as_u64);
                (5 - settled.len(), median.unwrap_or(u64::MAX))
            };
            let best = tried.iter().map(rank).min().unwrap();
            let run = at(at(results(7, "f64"), key), name);
            let of_rate =
                tried.iter().find(|one| one["lr"] == run["lr"]).unwrap();
            assert_eq!(rank(of_rate), best, "{key}, {name}");
        }
    }
}

#[test]
fn burn_takes_the_same_steps_as_the_rules() {
    for precision in PRECISIONS {
        // float32 holds 0.999 to 1e-8, and 1 − 0.999 to 1e-5 of it.
        let apart = one(results(7, precision), "race.max_difference");
        assert!(apart < 1e-2, "{precision}: {apart}");
        let race = at(results(7, precision), "optimisers");
        for name in NAMES {
            let path = numbers(at(race, name), "path");
            assert_eq!(path[..2], [-2.0, 4.0], "{name}");
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
    let adagrad = at(&plain["tuning"], "line.adagrad");
    let with_5 = adagrad.as_array().unwrap().iter();
    let with_5 = with_5.clone().find(|tried| tried["lr"] == 5.0).unwrap();
    assert_eq!(race["adagrad"]["settled"], with_5["settled"]);
}
