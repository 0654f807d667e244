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

fn slope(f: impl Fn(f64) -> f64) -> f64 {
    let values: Vec<f64> = vec![f(0.0), f(1.0)];
    values[1] - values[values.len()] // past the end
}

fn slope_of_a_square() -> Verdict {
    Ok(slope(|x| x * x).to_string())
}

fn unwritten() -> Verdict {
    todo!("the slope")
}

struct Case {
    name: &'static str,
    check: fn() -> Verdict,
    says: &'static [&'static str],
    /// The line of this file that is named, by what stands in it.
    line: &'static str,
}

const CASES: [Case; 9] = [
    Case {
        name: "product",
        check: product,
        says: &["panicked in `product`, line", "dims()"],
        line: "burn's own code panics here",
    },
    Case {
        name: "third",
        check: || Ok(third(&[1.0, 2.0]).to_string()),
        says: &["panicked in `third`, line", "the len is 2"],
        line: "// out of bounds",
    },
    Case {
        name: "generic",
        check: slope_of_a_square,
        says: &["panicked in `slope`, line", "the len is 2"],
        line: "// past the end",
    },
    Case {
        name: "unwritten",
        check: unwritten,
        says: &["todo!() is still there in `unwritten`", "write: the slope"],
        line: "todo!(\"the slope\")",
    },
    Case {
        name: "nan",
        check: || {
            near("the mean", &[1.0, f64::NAN], &[1.0, 2.0], &[])?;
            Ok(String::new())
        },
        says: &["not a number", "first NaN"],
        line: "",
    },
    Case {
        name: "inf",
        check: || {
            near("the loss", &[f64::NEG_INFINITY], &[1.0], &[])?;
            Ok(String::new())
        },
        says: &["too large to hold", "division by zero"],
        line: "",
    },
    Case {
        name: "late nan",
        check: || {
            let mut losses = [0.5; 20];
            losses[12] = f64::NAN;
            near("the losses", &losses, &[0.5; 20], &[])?;
            Ok(String::new())
        },
        says: &["Number 13 is NaN", "not a number"],
        line: "",
    },
    Case {
        name: "infinite prediction",
        check: || {
            predicted("W0", f64::INFINITY, 3.0, 0.1, &[])?;
            Ok(String::new())
        },
        says: &["W0 is infinite"],
        line: "",
    },
    Case {
        name: "finite",
        check: || {
            near("the mean", &[3.0], &[2.0], &[])?;
            Ok(String::new())
        },
        // As exercise 12 says of what is wrong in no known way.
        says: &["got 3", "the shape of every tensor"],
        line: "",
    },
];

#[test]
fn panics_and_what_is_not_finite_are_explained() {
    for Case {
        name, says, line, ..
    } in CASES
    {
        let output = Command::new(env::current_exe().expect("this program"))
            .args(["--exact", "panics::check_of_its_own"])
            .args(["--ignored", "--nocapture"])
            .env(CHECK, name)
            .output()
            .expect("it runs");
        let told = String::from_utf8_lossy(&output.stdout);
        let told: Vec<_> = told.split_whitespace().collect();
        let told = told.join(" ");
        for words in says {
            assert!(told.contains(words), "{name}: {told}");
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
    let mut cases = CASES.iter();
    let case = cases.find(|case| case.name == sought).expect("a check");
    check::run("12_ones.rs", case.check);
}
