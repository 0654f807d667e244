//! Which words a page may give a program.

use live::{command::Programs, workspace::Workspace};
use serde_json::json;

use crate::workspace;

#[test]
fn a_help_tells_the_flags_that_a_page_may_give() {
    let (_folder, workspace) = workspace();
    let programs = Programs::load(&workspace).unwrap();
    let programs = serde_json::to_value(&programs).unwrap();
    let flags = json!([
        {"name": "--lr", "value": "LR", "help": "Rate, and more"},
        {"name": "--trace", "value": "FILE.csv", "help": "File"},
        {"name": "--json", "value": null, "help": "JSON"},
    ]);
    assert_eq!(programs["lesson1"]["flags"], flags);
}

#[test]
fn a_program_reads_its_own_values() {
    let (_folder, workspace) = workspace();
    let programs = Programs::load(&workspace).unwrap();
    for line in [
        "",
        "--lr 0.5",
        "--lr=-0.5 --json",
        "--lr nonsense",
        "--lr ../nonsense",
        "--learning-rate=0.5",
        "--learning-rate 0.5",
        "--lr 'two words' -h",
        "data/a.csv --trace t.csv",
        "--lr $(id) --json",
        "--lr '; rm -rf ~'",
    ] {
        assert!(programs.check("fit", line).is_ok(), "{line}");
    }
    let words = programs.check("fit", "--lr '$(id) ; a'").unwrap();
    assert_eq!(words, ["--lr", "$(id) ; a"]);
}

#[test]
fn a_page_names_no_file_but_those_of_the_book() {
    let (_folder, workspace) = workspace();
    let programs = Programs::load(&workspace).unwrap();
    for line in [
        "--out x",
        "--out=x",
        "--lr 1 --out",
        "--lr --out",
        "--lr --out=x",
        "--lr --trace=x.csv",
        "/etc/passwd",
        "data/b.csv",
        "data/../a.csv",
        "--trace x.csv",
        "--trace=/tmp/x.csv",
        "--trace ../t.csv",
        "--trace",
        "-- --out",
        "-",
        "--json x",
        "--new=/etc/passwd",
        "--new /etc/passwd",
        "--new ../a.csv",
        "--new ..",
        "--new x y",
        "-o/x",
        "--lr 'open",
        "--lr 1\n--json",
    ] {
        assert!(programs.check("fit", line).is_err(), "{line}");
    }
    // What the book names for one program it does not name for another.
    assert!(programs.check("lesson1", "data/a.csv").is_err());
    for program in ["q", "", "../fit", "sh", "/bin/sh", "lesson1 "] {
        assert!(programs.check(program, "").is_err(), "{program}");
    }
}

#[test]
fn a_file_that_is_refused_is_told_with_those_that_are_not() {
    let (_folder, workspace) = workspace();
    let programs = Programs::load(&workspace).unwrap();
    let why = programs.check("fit", "b.csv").unwrap_err();
    assert!(why.contains("(data/a.csv, t.csv), not `b.csv`"), "{why}");
    let why = programs.check("lesson1", "b.csv").unwrap_err();
    assert!(why.contains("(none here), not `b.csv`"), "{why}");
}

/// What a page may not do, the real programs would: their flags for folders
/// and files are known by these names.
#[test]
fn the_flags_of_the_course_that_take_files_are_known() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = root.ancestors().nth(2).unwrap();
    let mut seen = 0;
    for entry in std::fs::read_dir(root.join("docs/src/output/help")).unwrap() {
        let help = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in help.lines().map(str::trim) {
            let Some(flag) = line.strip_prefix("--") else {
                continue;
            };
            let about = |word: &str| flag.to_lowercase().contains(word);
            // `Draws no figures` and `the table` are about no path.
            let value = flag.split_once('<').map(|(_, rest)| rest);
            let value = value.and_then(|rest| rest.split('>').next());
            let value = value.unwrap_or_default();
            let is_path = value == "DIR" || value.starts_with("FILE");
            seen += usize::from(is_path);
            if about("a file") || about("folder") || about(" file:") {
                assert!(is_path || value.is_empty(), "{line}");
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

/// A reader of the book finds a Run button at each program, but at those that
/// wait for answers or for others, write into the repository or are the book
/// itself.
#[test]
fn every_program_of_the_course_runs_in_a_cell() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = root.ancestors().nth(2).unwrap();
    let helps = std::fs::read_dir(root.join("docs/src/output/help")).unwrap();
    let names = helps.map(|help| {
        let path = help.unwrap().path();
        path.file_stem().unwrap().to_str().unwrap().to_owned()
    });
    let in_cells: Vec<_> = Workspace::programs().collect();
    let mut others: Vec<_> = names
        .filter(|name| !in_cells.contains(&name.as_str()))
        .collect();
    others.sort();
    assert_eq!(others, ["book", "scratch", "tutor", "worker"]);
}
