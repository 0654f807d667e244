//! What the book shows of `fit`.

use std::{fs, path::PathBuf};

use serde_json::Value;
use tempfile::tempdir;

use crate::{
    Ended,
    common::{is_words, numbers, parse, take_apart},
    file, run,
};

/// What the book shows of `fit` is what it prints and draws today. If it is
/// not: `cargo run --bin book -- --update`, and read the difference.
#[test]
fn what_the_book_shows_is_fresh() {
    let output = PathBuf::from(file("docs/src/output"));
    let read = |path: PathBuf| fs::read_to_string(&path).unwrap();
    for line in include_str!("../../docs/fits.txt").lines() {
        let (name, flags) = line.split_once(": ").unwrap();
        let folder = tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        for name in ["penguins.csv", "kitchen.csv"] {
            fs::copy(file(&format!("data/{name}")), data.join(name)).unwrap();
        }
        let mut flags: Vec<_> = flags.split_whitespace().collect();
        flags.extend(["--precision", "f64", "--seed", "42", "--narrow"]);
        let Ended(code, story, stderr) = run(folder.path(), &flags);
        assert_eq!(code, Some(0), "{stderr}");
        let words = |story: &str| -> Vec<String> {
            let lines = story.lines().filter(|line| is_words(line));
            lines.map(|line| take_apart(line).0).collect()
        };
        let committed = output.join(name);
        let old = read(committed.join("story.txt"));
        assert_eq!(words(&story), words(&old), "{name}");
        let figures = fs::read_dir(&committed).unwrap();
        let figures = figures.map(|entry| entry.unwrap().file_name());
        let figures = figures.map(|name| name.into_string().unwrap());
        let figures: Vec<_> =
            figures.filter(|name| name.ends_with(".svg")).collect();
        assert!(figures.len() >= 2, "{name}: {figures:?}");
        for figure in figures {
            let fresh = read(folder.path().join("target/fit").join(&figure));
            let old = read(committed.join(&figure));
            let [fresh, old] = [fresh, old].map(|svg| take_apart(&svg));
            assert_eq!(fresh.0, old.0, "{name} {figure}");
            for (got, want) in fresh.1.iter().zip(&old.1) {
                // Tenths of a pixel.
                let room = 1e-3 * want.abs() + 2.0;
                assert!((got - want).abs() <= room, "{name} {figure}");
            }
        }
        flags.push("--json");
        let fresh = parse(&run(folder.path(), &flags).1);
        let old = parse(&read(committed.join("results.json")));
        let without = |document: &Value| -> Vec<String> {
            let keys = document.as_object().unwrap().keys();
            keys.filter(|key| *key != "seconds").cloned().collect()
        };
        assert_eq!(without(&fresh), without(&old), "{name}");
        for key in [
            "parameters",
            "standardised_parameters",
            "scales",
            "condition_number",
            "learning_rate",
            "loss",
            "r2",
            "residual_standard_deviation",
            "rows",
            "dropped",
            "updates",
            "learned",
            "held_out",
        ] {
            // A network has no condition number, and classes have others.
            if old[key].is_null() {
                assert!(fresh[key].is_null(), "{name} {key}");
                continue;
            }
            let [fresh, old] =
                [&fresh, &old].map(|document| numbers(document, key));
            for (got, want) in fresh.iter().zip(&old) {
                // Rounding may move the end of a descent by some updates.
                let room = match key {
                    "updates" => 0.02 * want,
                    _ => 1e-6 * want.abs() + 1e-9,
                };
                let near = (got - want).abs() <= room;
                assert!(near, "{name} {key}: {got}, committed {want}");
            }
        }
    }
    let folder = tempdir().unwrap();
    let help = run(folder.path(), &["--help"]).1;
    let old = read(output.join("help/fit.txt"));
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(words(&help), words(&old));
}
