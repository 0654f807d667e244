//! The page "The Rust you need": what it shows is what the program prints, and
//! every row of its table of calls states the shapes that came out.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tutorials::course::{Chapter, exercises};

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn printed(flags: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rust"))
        .args(flags)
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn the_page_shows_what_the_program_prints() {
    let kept = pages().join("output");
    assert_eq!(printed(&[]), read(&kept.join("rust/story.txt")), "--update");
    let help = read(&kept.join("help/rust.txt"));
    assert_eq!(printed(&["--help"]), help, "see --update");
}

/// A line `x.matmul(w): [4, 2], [2, 3] → [4, 3]` of the story stands in a row
/// that begins with the call.
#[test]
fn the_shapes_of_the_table_are_those_that_came_out() {
    let (story, page) = (printed(&[]), read(&pages().join("rust.md")));
    let shapes = story.split("\nShapes\n──────\n").nth(1).expect("shapes");
    let mut rows = 0;
    for line in shapes.lines().filter(|line| line.contains(" → ")) {
        let (call, shapes) = line.split_once(": [").expect("a call: shapes");
        let row = page
            .lines()
            .find(|row| row.starts_with(&format!("| `{call}` |")))
            .unwrap_or_else(|| panic!("no row of {call}"));
        let shapes = format!("[{shapes}").replace(" → ", "` → `");
        assert!(row.contains(&format!("`{shapes}`")), "{row}: {shapes}");
        rows += 1;
    }
    assert!(rows > 20, "{rows}");
}

/// What the page says about a float without a type is what the compiler says.
#[test]
fn the_compiler_complains_as_the_page_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ambiguous.rs");
    let code = "pub fn f() -> f64 { let x = 0.5; x.sin() }";
    fs::write(&file, code).expect("written");
    let output = Command::new("rustc")
        .args(["--edition", "2024", "--crate-type", "lib"])
        .args(["--emit", "metadata", "--out-dir"])
        .args([folder.path(), &file])
        .output()
        .expect("rustc is there");
    let said = String::from_utf8_lossy(&output.stderr);
    let line = "can't call method `sin` on ambiguous numeric type `{float}`";
    assert!(!output.status.success() && said.contains(line), "{said}");
    assert!(read(&pages().join("rust.md")).contains(line));
}

/// A page as readers see it: its text and the code that it includes.
fn page(name: &str) -> String {
    let text = read(&pages().join(name));
    let mut seen = text.clone();
    for target in text.split("{{#include ").skip(1) {
        let target = target.split("}}").next().unwrap_or_default();
        let (file, anchor) = target.split_once(':').unwrap_or((target, ""));
        let code = read(&pages().join(file));
        let part = code.split(&format!("ANCHOR: {anchor}\n")).nth(1);
        let end = format!("ANCHOR_END: {anchor}");
        seen += part.map_or(&*code, |p| p.split(&end).next().unwrap_or(p));
    }
    seen
}

/// The functions that a program calls: `f` of `x.f(`, `f::<f64>(` and `T::f(`.
fn calls(code: &str) -> BTreeSet<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let lines = code.lines().filter(|l| !l.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for part in code.split(['.', ':']).skip(1) {
        let name: String = part.chars().take_while(|c| word(*c)).collect();
        let rest = &part[name.len()..];
        if !name.is_empty() && (rest.starts_with('(') || rest.is_empty()) {
            found.insert(name);
        }
    }
    found
}

/// What a solution calls was taught before: on the page about Rust, in a
/// chapter up to its own, or in the skeleton.
#[test]
fn what_an_exercise_needs_was_taught_before() {
    let (mut seen, mut read_to) = (page("rust.md"), None);
    let mut missing = Vec::new();
    for exercise in exercises() {
        let chapter = exercise.chapter();
        if read_to.replace(chapter) != Some(chapter) {
            seen += &page(
                match chapter {
                    Chapter::Lesson(n) => format!("lesson{n}.md"),
                    Chapter::Fit => "fit.md".into(),
                    Chapter::Clinic => "clinic.md".into(),
                }
                .as_str(),
            );
        }
        let word = |c: char| !c.is_alphanumeric() && c != '_';
        let words: BTreeSet<&str> = seen.split(word).collect();
        let file = |folder: &str| {
            let tutorials = Path::new(env!("CARGO_MANIFEST_DIR"));
            let name = format!("{}.rs", exercise.name);
            calls(&read(&tutorials.join(folder).join(name)))
        };
        let given = file("skeletons");
        for call in file("solutions") {
            if !words.contains(&*call) && !given.contains(&call) {
                missing.push(format!("{} calls {call}", exercise.name));
            }
        }
    }
    assert!(missing.is_empty(), "teach it in rust.md: {missing:#?}");
}
