//! `fit`: what it finds is what NumPy, SciPy and NIST find, what it says is
//! right, and what it cannot fit it refuses.
//!
//! | module | asks |
//! |---|---|
//! | `parameters` | are they those of NIST, NumPy and SciPy? |
//! | `ending` | does a run say how its descent ended? |
//! | `equation` | is the printed equation the model? |
//! | `no_intercept` | and without its constant? |
//! | `logarithm` | and of logarithms? |
//! | `bootstrap` | do rows drawn anew tell how sure it is? |
//! | `weights` | do rows count by their weights? |
//! | `classes` | are classifiers scikit-learn's, and judged as they are? |
//! | `classes_told` | what is said of them, and refused? |
//! | `classes_unseen` | and on rows that they did not see, with a penalty? |
//! | `compare` | is the best of several models chosen, and by what? |
//! | `doctor` | does `--doctor` tell what ails a descent? |
//! | `document` | what is in the JSON document, and is it always the same? |
//! | `folds` | what do models lose on folds that they did not see? |
//! | `penalty` | does `--l2` find ridge regression? |
//! | `predict` | does a saved model predict, and a bad one not? |
//! | `split` | do groups stay together, and the last rows last? |
//! | `trace` | are all its updates in the file that one asks for? |
//! | `many` | are many rows, many columns and rows without end borne? |
//! | `messy` | are tables as people have them read right, or refused? |
//! | `refused` | is what cannot be fitted refused in one line? |
//! | `validate` | do rows of their own choose when to stop? |
//! | `together` | do flags of different kinds go together, or are refused? |
//! | `verdict` | is what cannot be trusted said? |
//! | `backends` | do the others find the same, and float32? |
//! | `book` | does the book show what is printed and drawn today? |

mod backends;
mod book;
mod bootstrap;
mod classes;
mod classes_told;
mod classes_unseen;
#[path = "../common/mod.rs"]
mod common;
mod compare;
mod doctor;
mod document;
mod ending;
mod equation;
mod folds;
mod logarithm;
mod many;
mod messy;
mod no_intercept;
mod parameters;
mod penalty;
mod predict;
mod refused;
mod split;
mod together;
mod trace;
mod validate;
mod verdict;
mod weights;
#[cfg(unix)]
#[path = "../common/worker.rs"]
mod worker;

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::LazyLock,
};

use common::{assert_close, numbers, parse};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

static NIST: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("../oracles/nist.json")));
static UNSEEN: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("../oracles/unseen.json")));
static PEERS: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("../oracles/regression.json")));
static VARIATIONS: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("../oracles/variations.json")));

/// Parameters, quality and standard errors of a fit are those that NumPy found
/// for this path of the oracle, as near as `room`.
fn assert_is_numpys(got: &Value, path: &str, room: f64) {
    for key in ["parameters", "loss", "r2", "residual_standard_deviation"] {
        let want = numbers(&VARIATIONS, &format!("{path}.{key}"));
        let what = format!("{path} {key}");
        assert_close(&what, &numbers(got, key), &want, room);
    }
    let sure = got["certainty"].as_object().unwrap().values();
    let errors: Vec<f64> = sure
        .flat_map(|sure| numbers(sure, "standard_error"))
        .collect();
    let want = numbers(&VARIATIONS, &format!("{path}.standard_errors"));
    assert_close(path, &errors, &want, room);
}

/// A run that ended: its code, standard output and standard error.
struct Ended(Option<i32>, String, String);

fn command(folder: &Path, flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fit"));
    command.args(flags).current_dir(folder).stdin(Stdio::null());
    command.env_remove("CARGO").env_remove("CARGO_MANIFEST_DIR");
    command
}

fn run(folder: &Path, flags: &[&str]) -> Ended {
    let output = command(folder, flags).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended(
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The story of a run that succeeds, in one line: where it is wrapped depends
/// on the lengths of names.
fn story_of(folder: &Path, flags: &[&str]) -> String {
    let Ended(code, story, stderr) = run(folder, flags);
    assert_eq!(code, Some(0), "{flags:?}: {stderr}");
    story.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file of the repository.
fn file(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join(name).to_str().unwrap().to_owned()
}

/// The document of a run that succeeds.
fn document(data: &str, flags: &[&str]) -> Value {
    let folder = tempdir().unwrap();
    let flags = [&[data, "--json", "--no-figures"], flags].concat();
    let Ended(code, stdout, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(0), "{flags:?}: {stderr}");
    parse(&stdout)
}

fn nist(name: &str, flags: &[&str]) -> Value {
    document(&file(&format!("tests/data/nist_{name}.csv")), flags)
}

fn penguins(flags: &[&str]) -> Value {
    let flags = [&["--missing", "drop"], flags].concat();
    document(&file("data/penguins.csv"), &flags)
}

/// A folder with data.csv in it.
fn folder_with(text: &str) -> (TempDir, String) {
    let folder = tempdir().unwrap();
    let data = folder.path().join("data.csv");
    fs::write(&data, text).unwrap();
    (folder, data.to_str().unwrap().to_owned())
}

/// The document of a run on this text.
fn fitted(text: &str, flags: &[&str]) -> Value {
    let (_folder, data) = folder_with(text);
    document(&data, flags)
}

/// y = 2 − 3x + noise of a kind, at n points.
fn points(n: u32) -> Vec<[f64; 2]> {
    let point = |i: u32| {
        let x = f64::from(i * i % 17) / 4.0;
        [x, 2.0 - 3.0 * x + f64::from(i * 7 % 5) / 8.0]
    };
    (0..n).map(point).collect()
}

fn table(points: &[[f64; 2]]) -> String {
    points.iter().fold("x,y\n".into(), |mut text, [x, y]| {
        writeln!(text, "{x},{y}").unwrap();
        text
    })
}

fn assert_one_line(stderr: &str) {
    assert!(stderr.starts_with("error: "), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}
