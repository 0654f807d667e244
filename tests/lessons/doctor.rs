//! The program behind the page "What is wrong with my run?": each case is found
//! out, and the numbers are those that theory gives.

use std::{path::Path, process::Command, process::Stdio};

use serde_json::Value;

use crate::programs::{Ended, end};

fn doctor(flags: &[&str]) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_doctor"));
    command.args(flags).current_dir(folder.path());
    command.env_remove("CARGO").env_remove("CARGO_MANIFEST_DIR");
    end(command.stdin(Stdio::null()))
}

fn results(flags: &[&str]) -> Value {
    let flags = [&["--no-figures", "--json"], flags].concat();
    let ended = doctor(&flags);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    document["results"].clone()
}

/// What the doctor finds first in the last run of a case.
fn first(case: &str, seed: &str) -> Value {
    let results = results(&["--case", case, "--seed", seed]);
    results["doctor"].as_array().unwrap().last().unwrap()["findings"][0].clone()
}

const FOUND: [(&str, &str); 22] = [
    ("diverges", "the descent diverges"),
    ("swings", "the steps swing across a valley"),
    ("creeps", "the descent creeps"),
    ("ravine", "the valley is a ravine"),
    ("momentum", "the momentum is too large"),
    ("not-cleared", "the gradients are not cleared"),
    ("wrong-gradient", "the gradient is wrong"),
    ("sum", "a sum stands where a mean was meant"),
    ("log", "the logarithm of 0"),
    ("float32", "the updates are lost in rounding"),
    ("saddle", "a plateau or a saddle, not a minimum"),
    ("labels", "the naive guess is not beaten"),
    ("dead", "units are dead"),
    ("alike", "all units are alike"),
    ("saturated", "units are saturated"),
    ("vanishing", "the gradient vanishes"),
    ("exploding", "the layers explode"),
    ("noise", "the noise of the batches keeps the loss up"),
    ("order", "the rows are not shuffled"),
    ("overfits", "the model overfits"),
    ("leak", "the validation rows leak"),
    ("dropout", "the evaluation draws at random (dropout on)"),
];

#[test]
fn every_case_is_found_out_and_stands_on_the_page() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src");
    let page = std::fs::read_to_string(page.join("doctor.md")).unwrap();
    for (case, illness) in FOUND {
        for seed in ["42", "1"] {
            assert_eq!(first(case, seed)["illness"], illness, "{case}, {seed}");
        }
        let command = format!("`cargo run --bin doctor -- --case {case}`");
        assert_eq!(page.matches(&command).count(), 1, "{case}");
    }
    assert_eq!(page.matches("--bin doctor -- --case").count(), FOUND.len());
}

/// A bowl multiplies the distance along its steepest axis by 1 − 2 part at a
/// part of the limit 2/λ, and the loss by its square. The rest of 1 % is what
/// the flatter axes and the noise leave at the end.
#[test]
fn the_numbers_are_those_of_a_bowl() {
    let number = |case: &str, name: &str| {
        let found = first(case, "42");
        found["numbers"][name].as_f64().unwrap()
    };
    let near = |got: f64, want: f64| {
        assert!((got / want - 1.0).abs() < 0.01, "{got}, not {want}");
    };
    near(number("diverges", "factor"), (1.0_f64 - 2.0 * 1.2).powi(2));
    near(number("swings", "turn"), 1.0 - 2.0 * 0.98);
    near(number("creeps", "pull"), 2.0 * 0.0003);
    // 60 rows, and a sum is 60 means.
    near(number("sum", "factor"), 60.0);
    // (v w − 1)² at 0 has the Hessian 0, −2; −2, 0: eigenvalues −2 and 2.
    near(number("saddle", "smallest curvature"), -2.0);
}

/// Each sigmoid has a slope of ¼ at most, so six of them hand back a gradient
/// that is smaller by thousands; first weights of the right size hand on all.
#[test]
fn the_three_looks_say_what_the_page_says() {
    let looks = results(&[]);
    let at = |place: &str| looks.pointer(place).unwrap().as_f64().unwrap();
    assert!(at("/outputs/large/ends") > 50.0);
    assert!(at("/outputs/small/zero") > 95.0);
    assert!(
        at("/outputs/right/ends") < 5.0 && at("/outputs/right/zero") < 50.0
    );
    assert!(at("/gradients/sigmoid") < 0.25_f64.powi(6));
    assert!(at("/gradients/tanh") > 0.01 && at("/gradients/ReLU") > 0.01);
    let [creeps, good, jolts] = ["0_0001", "0_01", "0_1"]
        .map(|rate| at(&format!("/updates/{rate}/part")));
    assert!(creeps < 1e-4 && jolts > 1e-2, "{creeps} {jolts}");
    assert!((3e-4..3e-3).contains(&good), "{good}");
}

#[test]
fn a_case_that_is_none_is_refused() {
    let ended = doctor(&["--case", "flu"]);
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.stderr.contains("the cases are diverges"),
        "{}",
        ended.stderr
    );
    assert_eq!(ended.stderr.lines().count(), 1);
}

/// What the doctor finds first in each run of a lesson, by the names of these.
fn looked(lesson: usize, flags: &[&str]) -> Vec<(String, String)> {
    let flags = [flags, &["--doctor", "--no-figures", "--json"]].concat();
    let folder = tempfile::tempdir().unwrap();
    let ended = crate::programs::run(lesson, folder.path(), &flags);
    assert_eq!(ended.code, Some(0), "lesson{lesson}: {}", ended.stderr);
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let runs = document["results"]["doctor"].as_array().unwrap();
    let runs = runs.iter();
    runs.map(|run| (text(&run["run"]), text(&run["findings"][0]["illness"])))
        .collect()
}

#[test]
fn lesson_7_is_healthy_and_with_one_rate_for_all_it_is_not() {
    let healthy = looked(7, &[]);
    assert!(
        healthy.iter().all(|(_, found)| found == "healthy"),
        "{healthy:?}"
    );
    assert_eq!(healthy.len(), 7);
    // Above 2/2.55, where only momentum converges: its limit is 1.875 times
    // as large, and 1/2.75 of that where it looks ahead.
    let sick = looked(7, &["--lr", "0.9"]);
    let of = |name: &str| &sick.iter().find(|(run, _)| run == name).unwrap().1;
    assert_eq!(of("sgd"), "the descent diverges");
    assert_eq!(of("nesterov"), "the descent diverges");
    assert_eq!(of("momentum"), "healthy");
}

#[test]
fn a_network_with_a_huge_rate_loses_its_units() {
    let [(_, found)] = &looked(8, &["--steps", "100"])[..] else {
        panic!("one run")
    };
    assert_eq!(found, "healthy");
    let [(_, found)] = &looked(8, &["--steps", "100", "--lr", "3"])[..] else {
        panic!("one run")
    };
    assert_eq!(found, "units are dead");
}

#[test]
fn our_own_engine_is_healthy_until_long_steps_throw_it_out() {
    for (rate, want) in [("0.1", "healthy"), ("300", "the descent diverges")] {
        let found = looked(11, &["--epochs", "2", "--lr", rate]);
        let want = ("our engine's run".to_owned(), want.to_owned());
        assert_eq!(found, [want], "{rate}");
    }
}
