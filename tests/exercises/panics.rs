//! What a check says of code that panics, or that gives NaN or infinity. Each
//! runs in a process of its own, since a check takes over what a panic does.
//!
//! This file lies in a folder `exercises`, so its functions pass for a
//! learner's.

use std::{env, process::Command};

use burn::tensor::Tensor;
use descent::device::{self, Backend, Precision};
use tutorials::check::{self, Verdict, near, predicted};

/// Names the check that the process is to run.
const CHECK: &str = "DESCENT_TEST_CHECK";

fn product() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let a: Tensor<2> = Tensor::zeros([2, 3], &device);
    let product = a.clone().matmul(a); // burn's own code panics here
    Ok(format!("{product}"))
}

fn third(values: &[f64]) -> f64 {
    let at = |i: usize| values[i]; // out of bounds
    at(2)
}

fn unwritten() -> Verdict {
    todo!("the slope")
}

/// The checks by name, what they say, and which of this file's lines they name.
const CHECKS: [(&str, fn() -> Verdict, &[&str], &str); 8] = [
    (
        "product",
        product,
        &["panicked in `product`, line", "dims()"],
        "burn's own code panics here",
    ),
    (
        "third",
        || Ok(third(&[1.0, 2.0]).to_string()),
        &["panicked in `third`, line", "the len is 2"],
        "// out of bounds",
    ),
    (
        "unwritten",
        unwritten,
        &["todo!() is still there in `unwritten`", "write: the slope"],
        "todo!(\"the slope\")",
    ),
    (
        "nan",
        || {
            near("the mean", &[1.0, f64::NAN], &[1.0, 2.0], &[])?;
            Ok(String::new())
        },
        &["not a number", "first NaN"],
        "",
    ),
    (
        "inf",
        || {
            near("the loss", &[f64::NEG_INFINITY], &[1.0], &[])?;
            Ok(String::new())
        },
        &["too large to hold", "division by zero"],
        "",
    ),
    (
        "late nan",
        || {
            let mut losses = [0.5; 20];
            losses[12] = f64::NAN;
            near("the losses", &losses, &[0.5; 20], &[])?;
            Ok(String::new())
        },
        &["Number 13 is NaN", "not a number"],
        "",
    ),
    (
        "infinite prediction",
        || {
            predicted("W0", f64::INFINITY, 3.0, 0.1, &[])?;
            Ok(String::new())
        },
        &["W0 is infinite"],
        "",
    ),
    (
        "finite",
        || {
            near("the mean", &[3.0], &[2.0], &[])?;
            Ok(String::new())
        },
        // As exercise 12 says of what is wrong in no known way.
        &["got 3", "Write the shape of every tensor"],
        "",
    ),
];

#[test]
fn panics_and_what_is_not_finite_are_explained() {
    for (name, _, want, line) in CHECKS {
        let output = Command::new(env::current_exe().expect("this program"))
            .args(["--exact", "panics::check_of_its_own"])
            .args(["--ignored", "--nocapture"])
            .env(CHECK, name)
            .output()
            .expect("it runs");
        let told = String::from_utf8_lossy(&output.stdout);
        let told: Vec<_> = told.split_whitespace().collect();
        let told = told.join(" ");
        for want in want {
            assert!(told.contains(want), "{name}: {told}");
        }
        let has_nan = told.contains("not a number");
        assert_eq!(has_nan, name.contains("nan"), "{name}: {told}");
        if line.is_empty() {
            continue;
        }
        let mut lines = include_str!("panics.rs").lines();
        let at = lines.position(|own| own.contains(line)).expect("a line");
        let place = format!("line {} of ", at + 1);
        assert!(told.contains(&place), "{name}: {told}");
        assert!(told.contains("exercises/panics.rs"), "{name}: {told}");
    }
}

#[test]
#[ignore = "run by the test above, in a process of its own"]
fn check_of_its_own() {
    let Ok(sought) = env::var(CHECK) else {
        return;
    };
    let mut checks = CHECKS.iter();
    let (_, check, ..) =
        checks.find(|(name, ..)| *name == sought).expect("a check");
    check::run("12_ones.rs", *check);
}
