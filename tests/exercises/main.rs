//! The exercises. Here as a course, of which everything is there; in the rooms
//! below what the tutor does, and (slow, so asked for) that every solution
//! passes and every known mistake is answered with the message meant for it:
//!
//! `cargo test -p tutorials -- --include-ignored`
//!
//! No test reads `exercises/`: the learner's own files never make one fail.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use program::lesson::LESSONS;
use tutorials::{
    course::{Chapter, Exercise, Kind, exercises},
    penguins::penguins,
};

mod answers;
#[cfg(unix)]
mod checked;
#[cfg(unix)]
mod clinic;
mod commands;
mod compile;
#[cfg(unix)]
mod compiler;
mod goals;
mod learner;
#[cfg(unix)]
mod noted;
mod numbers;
mod page;
mod panics;
#[cfg(unix)]
mod processes;
mod review;
mod rust;
#[cfg(unix)]
mod scripts;
mod teaching;
#[cfg(unix)]
mod verify;
#[cfg(target_os = "linux")]
mod watch;

const TUTORIALS: &str = env!("CARGO_MANIFEST_DIR");

fn path(folder: &str, name: &str) -> PathBuf {
    Path::new(TUTORIALS).join(folder).join(format!("{name}.rs"))
}

fn text(folder: &str, name: &str) -> String {
    let path = path(folder, name);
    fs::read_to_string(&path)
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Every exercise has a file of its name in every folder, and no file is left
/// over. Cargo knows a program for each.
#[test]
fn names_mirror() {
    let names: Vec<_> = exercises().into_iter().map(|e| e.name).collect();
    for folder in ["skeletons", "solutions", "checks"] {
        let files = fs::read_dir(Path::new(TUTORIALS).join(folder));
        let files = files.expect("the folder is there");
        let mut found: Vec<_> = files
            .map(|file| file.expect("a file").file_name())
            .map(|file| file.to_string_lossy().replace(".rs", ""))
            .collect();
        // By number: 21 comes before 141, and F and C come last.
        found.sort_by_key(|name| {
            let number = name.split('_').next().unwrap_or_default();
            let digits = number.trim_start_matches(['F', 'C']);
            let letter = ["F", "C"].iter().position(|l| number.starts_with(l));
            (letter, digits.parse::<usize>().unwrap_or_default())
        });
        assert_eq!(found, names, "in {folder}");
    }
    let manifest = fs::read_to_string(Path::new(TUTORIALS).join("Cargo.toml"));
    let manifest: toml::Table = toml::from_str(&manifest.expect("a manifest"))
        .expect("the manifest is TOML");
    let programs: Vec<_> = manifest["bin"]
        .as_array()
        .expect("programs")
        .iter()
        .filter(|bin| {
            let of_their_own = ["tutor", "scratch", "rust", "scratch_page"];
            !of_their_own.contains(&bin["name"].as_str().unwrap())
        })
        .map(|bin| {
            let path = format!("checks/{}.rs", bin["name"].as_str().unwrap());
            assert_eq!(bin["path"].as_str(), Some(&*path));
            bin["name"].as_str().unwrap()
        })
        .collect();
    assert_eq!(programs, names);
}

/// The order is that of the lessons, and of `fit` after them. Each chapter has
/// exercises that rise from predictions to inventions, with a repair among
/// them, then what is to write from nothing, and perhaps more practice. The
/// clinic has cases to diagnose, and nothing else.
#[test]
fn the_order_is_that_of_the_lessons() {
    let mut chapters: BTreeMap<Chapter, Vec<Exercise>> = BTreeMap::new();
    let exercises = exercises();
    let numbers: Vec<_> = exercises.iter().map(Exercise::number).collect();
    for exercise in exercises.clone() {
        chapters
            .entry(exercise.chapter())
            .or_default()
            .push(exercise);
    }
    let all = LESSONS.iter().map(|(n, ..)| Chapter::Lesson(*n));
    let all: Vec<_> = all.chain([Chapter::Fit, Chapter::Clinic]).collect();
    assert_eq!(chapters.keys().copied().collect::<Vec<_>>(), all);
    let mut expected = Vec::new();
    for (chapter, exercises) in chapters {
        let prefix = match chapter {
            Chapter::Lesson(number) => number.to_string(),
            Chapter::Fit => "F".into(),
            Chapter::Clinic => "C".into(),
        };
        let kinds: Vec<_> = exercises.iter().map(|e| e.kind).collect();
        expected.extend((1..=kinds.len()).map(|n| format!("{prefix}{n}")));
        if chapter == Chapter::Clinic {
            assert!(kinds.iter().all(|kind| *kind == Kind::Diagnose));
            continue;
        }
        assert!((4..=8).contains(&kinds.len()), "{chapter:?}");
        let more = kinds.iter().position(|kind| *kind == Kind::Write);
        let rise = &kinds[..more.unwrap_or(kinds.len())];
        assert!(rise.is_sorted(), "{chapter:?}: {kinds:?}");
        assert_eq!(rise.last(), Some(&Kind::Invent), "{chapter:?}");
        assert_eq!(kinds[0], Kind::Predict, "{chapter:?}");
        assert!(kinds.contains(&Kind::Repair), "{chapter:?}");
    }
    assert_eq!(numbers, expected);
}

/// Hints and messages are there, no two mistakes of an exercise are answered
/// alike, and each mistake can be made in the solution at one place only.
#[test]
fn hints_and_mistakes_are_whole() {
    for exercise in exercises() {
        let name = &exercise.name;
        let said = exercise.hints.iter().chain([&exercise.usually]);
        assert!(said.clone().all(|text| text.len() > 20), "{name}");
        let solution = text("solutions", name);
        let mistakes = &exercise.mistakes;
        assert!(mistakes.len() >= 2, "{name}");
        for (i, mistake) in mistakes.iter().enumerate() {
            let found = solution.matches(mistake.from.as_str()).count();
            assert_eq!(found, 1, "{name}: `{}` in the solution", mistake.from);
            assert!(mistake.message.len() > 20, "{name}");
            for other in &mistakes[..i] {
                assert_ne!(mistake.name, other.name, "{name}");
                assert_ne!(mistake.message, other.message, "{name}");
            }
        }
    }
}

/// A check that knows a mistake by name finds its message: no name is mistyped
/// or left over.
#[test]
fn checks_and_mistakes_know_each_other() {
    for exercise in exercises() {
        let check = text("checks", &exercise.name);
        for mistake in &exercise.mistakes {
            let name = format!("\"{}\"", mistake.name);
            let of = &exercise.name;
            assert!(check.contains(&name), "{of} never says {name}");
        }
        // A name in a list of known outcomes, ("name", …), or Failure::known.
        for (at, _) in check.match_indices("(\"") {
            let before = check[..at].trim_end();
            let own = ["near", "predicted", "assert", "format!", "expect"];
            let in_list = before.ends_with(['[', ',', '(', '=', '{', '>']);
            if own.iter().any(|call| before.ends_with(call))
                || !(in_list || before.ends_with("known"))
            {
                continue;
            }
            let name = check[at + 2..].split('"').next().unwrap_or_default();
            let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
            if name.len() < 3 || !name.chars().all(is_name) {
                continue; // a text
            }
            let mut mistakes = exercise.mistakes.iter();
            let known = mistakes.any(|mistake| mistake.name == name);
            assert!(known, "{}: no message for {name}", exercise.name);
        }
    }
}

/// Every exercise begins with its number, kind and title, its chapter, and how
/// to check it; every solution says whose it is.
#[test]
fn headers_say_where_an_exercise_belongs() {
    for exercise in exercises() {
        let number = exercise.number();
        let title = exercise.title.to_lowercase();
        let first =
            format!("//! Exercise {number}, {}: {title}", exercise.kind.name());
        let skeleton = text("skeletons", &exercise.name);
        assert!(skeleton.to_lowercase().starts_with(&first.to_lowercase()));
        let page = exercise.chapter().page();
        let row = format!(
            "| {number} | {} | {title} | `exercises/{}.rs` |",
            exercise.kind.name(),
            exercise.name
        );
        let told =
            fs::read_to_string(Path::new(TUTORIALS).join("..").join(&page));
        let told = told.expect("a chapter").to_lowercase();
        assert!(told.contains(&row.to_lowercase()), "{page} lacks {row}");
        assert!(skeleton.contains(&format!("//! Chapter: {page}\n")));
        assert!(skeleton.contains("cargo run --bin tutor"));
        // Where the fault is in a repair or a case, the learner finds out.
        let marked = ![Kind::Repair, Kind::Diagnose].contains(&exercise.kind);
        assert_eq!(skeleton.contains("TODO"), marked, "{first}");
        let solution = text("solutions", &exercise.name);
        assert!(solution.to_lowercase().starts_with(&first.to_lowercase()));
        for text in [skeleton, solution] {
            assert!(text.lines().all(|line| line.chars().count() <= 80));
        }
    }
}

/// Wherever README or a page says how many exercises there are, it is right.
#[test]
fn the_number_of_exercises_is_told() {
    let root = Path::new(TUTORIALS).join("..");
    let pages = fs::read_dir(root.join("docs/src")).expect("the pages");
    let pages = pages.map(|page| page.expect("a page").path());
    let pages = pages.filter(|page| page.extension() == Some("md".as_ref()));
    let readmes = ["README.md", "tutorials/README.md"].map(|f| root.join(f));
    let all = exercises().len();
    let mut told = 0;
    for file in pages.chain(readmes) {
        let text = fs::read_to_string(&file).expect("a text");
        let words: Vec<&str> = text.split_whitespace().collect();
        for pair in words.windows(2) {
            let is_count = pair[1].starts_with("exercises");
            if let (true, Ok(count)) = (is_count, pair[0].parse::<usize>()) {
                assert_eq!(count, all, "{}", file.display());
                told += 1;
            }
        }
    }
    assert!(told > 0, "README says how many there are");
}

/// The counts that palmerpenguins gives for its data: 344 penguins by species,
/// and two of them without any of the four measurements.
#[test]
fn the_penguins_are_all_there() {
    let penguins = penguins().expect("the penguins");
    let count = |s| penguins.iter().filter(|p| p.species == s).count();
    assert_eq!([0, 1, 2].map(count), [152, 68, 124]);
    let gaps = penguins.iter().filter(|p| p.measured.contains(&None));
    let gaps: Vec<_> = gaps.map(|p| p.measured).collect();
    assert_eq!(gaps, [[None; 4]; 2]);
}
