//! Lesson 7 against PyTorch: the numbers that it prints with `--json`.
//!
//! Tolerances: see each test. burn keeps the coefficients of its optimisers in
//! float32, so that even in float64 a run with 0.9 or 0.99 differs from
//! PyTorch's after seven digits.

use std::sync::LazyLock;

use crate::common::{assert_close_to_largest, at, numbers};
use crate::programs::{
    PRECISIONS, document, kept, results, run as run_program,
};
use bowl::LineBowl;
use descent::{
    data,
    device::{self, Backend, Precision},
    optimiser::Optimiser,
    train::{Recorder, Trace},
};
use race::{Goal, Outcome};
use rates::Attempt;
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

const VALLEY_STARTS: [[f64; 2]; 5] = [
    [-1.2, 1.0],
    [0.0, 0.0],
    [0.0, 2.0],
    [1.0, -1.0],
    [-1.0, -1.0],
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

/// burn's optimiser with the oracle's settings, in float64, on the line until
/// its MSE is 0.000001 or below, or in the valley until its loss is 0.01 or
/// below. (A process has its device in one precision only.)
fn on_burn(place: &str, name: &str) -> run::Run {
    let device = device::open(Backend::Flex, Precision::F64).unwrap();
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
    for name in NAMES {
        let got = on_burn("line", name);
        let want = at(&ORACLE["line"], name);
        let updates = got.trace.last().update as f64;
        assert_eq!(updates, one(want, "updates"), "{name}");
        assert_eq!(got.gradients as f64, places(want, name), "{name}");
        let (path, want) = (path(&got.trace), numbers(want, "path"));
        assert_close_to_largest(name, &path, &want, room("f64", name));
    }
}

#[test]
fn burns_optimisers_are_pytorchs_in_the_valley() {
    for name in NAMES {
        let got = on_burn("rosenbrock", name);
        let want = at(&ORACLE["rosenbrock"], name);
        let exact = room("f64", name) < 1e-6;
        // RMSProp jumps across the floor of the valley all the way down, and
        // when it first meets the goal is up to rounding.
        let room = if exact { 0.0 } else { 0.05 };
        let updates = got.trace.last().update as f64;
        let wanted = one(want, "updates");
        let close = (updates - wanted).abs() <= room * wanted;
        assert!(close, "{name}: {updates}, {wanted}");
        if exact {
            assert_eq!(got.gradients as f64, places(want, name), "{name}");
            let end = numbers(want, "end");
            let got = got.trace.last().params;
            assert_close_to_largest(name, &got, &end, 1e-6);
        }
    }
}

#[test]
fn lbfgs_is_charged_for_each_place_once() {
    let gradients = |place| on_burn(place, "lbfgs").gradients;
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
        // RMSProp jumps across the floor of the valley, and there rounding
        // grows: its first 500 updates.
        let both = if name == "rmsprop" {
            2 * 11
        } else {
            want.len()
        };
        assert_close_to_largest(name, &got[..both], &want[..both], 1e-6);
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
    let bowl = LineBowl::of(&data::line());
    for precision in PRECISIONS {
        let all = at(results(7, precision), "optimisers");
        for (rule, name) in Rule::ALL.into_iter().zip(NAMES) {
            let run = at(all, name);
            let (lr, got) = (one(run, "lr"), numbers(run, "path"));
            let updates = got.len() / 2 - 1;
            let start = [-2.0, 4.0];
            let want = race::trace(rule, lr, start, updates, &|w| bowl.at(w));
            let room = room(precision, name);
            assert_close_to_largest(name, &got, &path(&want), room);
        }
    }
}

/// What the chapter says of runs that no table shows.
#[test]
fn the_first_crossing_says_little() {
    let bowl = LineBowl::of(&data::line());
    let at = |w| bowl.at(w);
    let starts = bowl.starts([-2.0, 4.0]);
    let long = |updates| Goal {
        loss: 1e-6,
        updates,
    };
    // Adam with a rate of 2: five of five, and not for good.
    let settled = |updates| {
        let tried = Attempt::new(Rule::Adam, 2.0, &starts, long(updates), &at);
        tried.gradients()
    };
    assert_eq!(settled(1000).len(), 5);
    assert_eq!(settled(1000)[2], 158);
    let above = race::trace(Rule::Adam, 2.0, starts[1], 4000, &at).losses();
    let last = above.iter().rposition(|loss| *loss > 1e-6).unwrap();
    assert!((3000..4000).contains(&last), "{last}");

    // In the valley: how often each run comes below the goal.
    let valley = landscapes::valley;
    let arrivals = |rule, lr, start: [f64; 2], goal: f64| {
        let losses = race::trace(rule, lr, start, 20_000, &valley).losses();
        let down = losses.windows(2);
        down.filter(|l| l[0] > goal && l[1] <= goal).count()
    };
    let first = [-1.2, 1.0];
    assert_eq!(arrivals(Rule::Adagrad, 1.0, first, 1e-3), 3);
    for start in VALLEY_STARTS {
        assert!(arrivals(Rule::Adam, 0.02, start, 1e-3) > 1, "{start:?}");
    }
    // SGD above its limit is quick to 0.01, and not at 0.001 in time.
    let goal = Goal {
        loss: 1e-3,
        updates: 20_000,
    };
    let first_below = |lr| {
        let trace = race::trace(Rule::Sgd, lr, first, 20_000, &valley);
        trace.updates_to(0.01).unwrap()
    };
    assert_eq!([first_below(0.001), first_below(0.002)], [3925, 1923]);
    for start in VALLEY_STARTS {
        let ended = race::run(Rule::Sgd, 0.002, start, goal, &valley);
        assert!(matches!(ended, Outcome::Above(_)), "{ended:?}");
    }
    // Momentum with 0.002 is fast where it arrives at all.
    let heavy = Rule::Momentum(MOMENTUM);
    let tried = Attempt::new(heavy, 0.002, &VALLEY_STARTS, goal, &valley);
    assert_eq!((tried.gradients().len(), tried.outcomes.len()), (3, 5));
    assert!(tried.diverged().is_some() && tried.median() < Some(400));
}

/// A falling line under noise, as the learner asks for it.
const OWN: [&str; 6] =
    ["--truth", "-2,5", "--n", "200", "--noise", "normal:0.3"];

#[test]
fn the_race_runs_on_points_of_ones_own() {
    let run = kept(7, &OWN);
    assert!(run.stdout.contains("y = −2x + 5"), "{}", run.stdout);
    for theirs in ["3x", "+ 8", "0.000001", "notebook"] {
        assert!(!run.stdout.contains(theirs), "{theirs}");
    }
    let document = kept(7, &[&OWN[..], &["--json"]].concat()).document();
    let got = &document["results"];
    let points = document_of_points();
    let [x, y] = ["line.x", "line.y"].map(|key| numbers(&points, key));
    // The normal equations, and the curvatures by their polynomial.
    let n = x.len() as f64;
    let [xx, sx] = [x.iter().map(|x| x * x).sum(), x.iter().sum::<f64>()];
    let [sy, xy] = [
        y.iter().sum::<f64>(),
        x.iter().zip(&y).map(|(x, y)| x * y).sum(),
    ];
    let a = (n * xy - sx * sy) / (n * xx - sx * sx);
    let b = (sy - a * sx) / n;
    let (p, q) = (2.0 * xx / n, 2.0 * sx / n);
    let root = ((p - 2.0).powi(2) + 4.0 * q * q).sqrt();
    for (axis, want) in [("flat", -1.0), ("steep", 1.0)] {
        let axis = numbers(got, &format!("axes.{axis}"));
        let want = (p + 2.0 + want * root) / 2.0;
        assert!((axis[0] - want).abs() < 1e-12, "{axis:?}");
        // An eigenvector, of length 1.
        let [v, w] = [axis[1], axis[2]];
        assert!((p * v + q * w - want * v).abs() < 1e-12);
        assert!((q * v + 2.0 * w - want * w).abs() < 1e-12);
        assert!((v.hypot(w) - 1.0).abs() < 1e-12);
    }
    // The winners end near the least-squares line: within what the goal, on
    // the flat axis, allows: ½ λ d² is the goal at most.
    let goal = one(got, "goal.line");
    let room = (2.0 * goal / ((p + 2.0 - root) / 2.0)).sqrt();
    for name in NAMES.iter().filter(|name| **name != "rmsprop") {
        let run = at(at(got, "optimisers"), name);
        assert_eq!(numbers(run, "settled").len(), 5, "{name}");
        let path = numbers(run, "path");
        let end = &path[path.len() - 2..];
        let distance = (end[0] - a).hypot(end[1] - b);
        // burn's rounded coefficients may end just above the goal.
        assert!(distance <= 1.01 * room, "{name}: {distance}, {room}");
    }
    // The valley is another problem.
    assert_eq!(got["rosenbrock"], results(7, "f64")["rosenbrock"]);
}

/// The same points as lesson 1 draws them.
fn document_of_points() -> Value {
    let flags = [&OWN[..], &["--json", "--no-figures"]].concat();
    kept(1, &flags).document()["results"].clone()
}

#[test]
fn the_race_reads_a_file_and_refuses_what_makes_no_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = "name,height,mass\nAda,-1,4\nBob,0,7\nEve,2,13.5\n";
    std::fs::write(folder.path().join("mine.csv"), text).unwrap();
    let flags = ["--data", "mine.csv", "--no-figures"];
    let ended = run_program(7, folder.path(), &flags);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(ended.stdout.contains("mass by height"), "{}", ended.stdout);
    for (flags, say) in [
        (&["--n", "1"][..], "2 to 10000"),
        (&["--data", "none.csv"], "none.csv"),
        (&["--n", "9", "--fresh-data"], "--fresh-data"),
    ] {
        let line = crate::programs::refused(7, flags);
        assert!(line.contains(say), "{line}");
    }
    assert!(results(7, "f64")["own"].is_null());
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
