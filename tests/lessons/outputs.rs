//! What the book shows of the lessons (`docs/src/output`) is what they print
//! and draw today. If it is not: `cargo run --bin book -- --update`, and read
//! the difference.
//!
//! Compared as numbers, since machines differ in the last digits.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::common::{is_words, parse, take_apart};
use crate::programs::{
    LESSONS, MANY, SPEED, TIMED, TRAINER, drawn, files, of_the_book, run,
    without_times,
};
use serde_json::Value;
use tempfile::tempdir;

fn committed(lesson: usize) -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.join(format!("../../docs/src/output/lesson{lesson}"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{path:?}: {e}"))
}

#[test]
fn texts_come_apart() {
    let (words, numbers) = take_apart("a -1.50, [2e-3,  x1] − 7. e5");
    assert_eq!(words, "a #, [#, x#] − # e#");
    assert_eq!(numbers, [-1.5, 2e-3, 1.0, 7.0, 5.0]);
}

/// The story without figures, compared with the committed one line by line.
pub fn assert_story_is_fresh(lesson: usize) {
    let told = of_the_book(lesson, &["--no-figures"]);
    let words = |story: &str| -> Vec<String> {
        let lines = story.lines().filter(|line| is_words(line));
        let lines = lines.filter(|line| !line.starts_with("Wrote "));
        lines.map(|line| take_apart(line).0).collect()
    };
    let story = read(&committed(lesson).join("story.txt"));
    let (fresh, old) = (words(&told.stdout), words(&story));
    for (fresh, old) in fresh.iter().zip(&old) {
        assert_eq!(fresh, old, "lesson {lesson} prints another line");
    }
    assert_eq!(fresh.len(), old.len(), "lesson {lesson} prints more");
}

/// They compute for 4 to 60 seconds without --release, and once more for their
/// documents.
const LONGEST: [usize; 5] = [8, 10, 12, SPEED, MANY];

/// All lessons but the longest ones.
fn quick() -> impl Iterator<Item = usize> {
    LESSONS
        .into_iter()
        .filter(|lesson| !LONGEST.contains(lesson))
}

#[test]
fn stories_are_fresh() {
    quick().for_each(assert_story_is_fresh);
}

#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_lessons_are_fresh() {
    for lesson in LONGEST {
        assert_story_is_fresh(lesson);
        assert_files_are_fresh(lesson);
        assert_results_are_fresh(lesson);
    }
}

/// The part of lesson 10 that stands behind a flag: its document alone, since
/// its story has the same numbers.
#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_part_of_lesson_10_is_fresh() {
    let flags = ["--writers", "--json", "--no-figures"];
    let fresh = of_the_book(10, &flags).document();
    let path = committed(10).with_file_name("lesson10_writers/results.json");
    let committed = parse(&read(&path));
    compare(10, "", &fresh["results"], &committed["results"]);
}

#[test]
fn figures_and_recordings_are_fresh() {
    quick().for_each(assert_files_are_fresh);
}

pub fn assert_files_are_fresh(lesson: usize) {
    let committed = committed(lesson);
    let story = read(&committed.join("story.txt"));
    let run = drawn(lesson);
    let wrote = story.lines().filter_map(|l| l.strip_prefix("Wrote "));
    let named = &parse(&run.stdout)["figures"];
    assert_eq!(&serde_json::json!(wrote.collect::<Vec<_>>()), named);

    let name = |path: &PathBuf| path.file_name().unwrap().to_owned();
    let is_kept = |(path, _): &&(PathBuf, Vec<u8>)| {
        let kind = path.extension().unwrap();
        kind == "svg" || kind == "json"
    };
    let drawn: Vec<_> = run.files.iter().filter(is_kept).collect();
    let kept = files(&committed);
    let kept: Vec<_> = kept.iter().map(name).collect();
    assert_eq!(kept.len(), drawn.len() + 2, "{kept:?}, {drawn:?}");
    for (fresh, bytes) in drawn {
        let old = committed.join(name(fresh));
        let text = String::from_utf8_lossy(bytes);
        if TIMED.iter().any(|name| fresh.ends_with(name)) {
            // Where its points lie is another matter each time, but not
            // its texts: the ranges of its axes are fixed.
            let texts = |svg: &str| -> Vec<String> {
                let texts = svg.split("<text").skip(1);
                let ends = texts.map(|text| text.split("</text>").next());
                ends.flatten().map(str::to_owned).collect()
            };
            assert_eq!(texts(&text), texts(&read(&old)), "{old:?}");
            continue;
        }
        let (words, numbers) = take_apart(&text);
        let (old_words, old_numbers) = take_apart(&read(&old));
        assert!(words == old_words, "{old:?} has changed");
        // Figures count in tenths of a pixel.
        let svg = old.extension().unwrap() == "svg";
        let (relative, room) = if svg { (1e-3, 2.0) } else { (1e-6, 1e-9) };
        for (got, want) in numbers.iter().zip(&old_numbers) {
            let room = relative * want.abs() + room;
            let near = (got - want).abs() <= room;
            assert!(near, "{old:?}: {got}, committed {want}");
        }
    }
}

/// How near a result must come to the committed one, relative to it.
fn tolerance(key: &str) -> f64 {
    match key {
        // Differences that are rounding and nothing else.
        "gradient_check.max_relative_difference" => 1e3,
        // This descent multiplies rounding by up to 3.4e5 from step 16 on.
        _ if key.starts_with("quadratic.") => 1e-3,
        _ => 1e-6,
    }
}

fn compare(lesson: usize, key: &str, got: &Value, want: &Value) {
    let keys = |value: &Value| -> Vec<String> {
        match value {
            Value::Object(map) => map.keys().cloned().collect(),
            Value::Array(list) => {
                (0..list.len()).map(|i| i.to_string()).collect()
            }
            _ => Vec::new(),
        }
    };
    assert_eq!(keys(got), keys(want), "lesson {lesson}, {key}");
    match (got, want) {
        (Value::Object(got), Value::Object(want)) => {
            for (name, got) in got {
                let dot = if key.is_empty() { "" } else { "." };
                let key = format!("{key}{dot}{name}");
                compare(lesson, &key, got, &want[name]);
            }
        }
        (Value::Array(got), Value::Array(want)) => {
            for (got, want) in got.iter().zip(want) {
                compare(lesson, key, got, want);
            }
        }
        _ => {
            let near = match (got.as_f64(), want.as_f64()) {
                (Some(got), Some(want)) => {
                    let room = tolerance(key) * want.abs() + 1e-12;
                    (got - want).abs() <= room
                }
                _ => got == want,
            };
            assert!(near, "lesson {lesson}, {key}: {got}, committed {want}");
        }
    }
}

#[test]
fn results_are_fresh() {
    quick().for_each(assert_results_are_fresh);
}

pub fn assert_results_are_fresh(lesson: usize) {
    let path = committed(lesson).join("results.json");
    let mut committed = parse(&read(&path));
    without_times(&mut committed);
    // Whole, also where other tests take a shorter run.
    let fresh = drawn(lesson).document();
    compare(lesson, "", &fresh["results"], &committed["results"]);
    for (key, want) in [("precision", "f64"), ("backend", "flex")] {
        assert_eq!(committed[key], want, "lesson {lesson}");
    }
    assert_eq!(committed["seed"], 42);
}

#[test]
fn helps_are_fresh() {
    for lesson in LESSONS.into_iter().chain([TRAINER]) {
        let folder = tempdir().unwrap();
        let ended = run(lesson, folder.path(), &["--help"]);
        let file = format!("../help/lesson{lesson}.txt");
        let words = |text: &str| -> Vec<String> {
            text.split_whitespace().map(str::to_owned).collect()
        };
        let committed = read(&committed(lesson).join(file));
        assert_eq!(words(&ended.stdout), words(&committed));
    }
}
