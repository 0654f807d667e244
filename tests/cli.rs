//! The lessons as command-line programs: what they print, which files they
//! leave, which flags they have.

mod programs;

use std::{fs, path::PathBuf, sync::OnceLock};

use programs::{LESSONS, files, refused, run};
use serde_json::Value;
use tempfile::tempdir;

/// A lesson run with no flag at all, once for all tests.
fn story(lesson: usize) -> &'static Ran {
    static STORIES: [OnceLock<Ran>; LESSONS.len()] =
        [const { OnceLock::new() }; LESSONS.len()];
    STORIES[lesson - 1].get_or_init(|| ran(lesson, &[]))
}

/// A run that went well, and the files that it left: path and bytes.
struct Ran {
    stdout: String,
    files: Vec<(PathBuf, Vec<u8>)>,
}

fn ran(lesson: usize, flags: &[&str]) -> Ran {
    let folder = tempdir().unwrap();
    let ended = run(lesson, folder.path(), flags);
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap();
        (path.strip_prefix(folder.path()).unwrap().into(), bytes)
    };
    Ran {
        stdout: ended.stdout,
        files: files(folder.path()).into_iter().map(read).collect(),
    }
}

#[test]
fn each_lesson_names_every_file_that_it_leaves_and_leaves_no_other() {
    for lesson in LESSONS {
        let Ran { stdout, files } = story(lesson);
        let figures = stdout.lines().filter_map(|l| l.strip_prefix("Wrote "));
        let mut named: Vec<PathBuf> = figures.map(Into::into).collect();
        named.sort();
        assert!(!named.is_empty());
        let left: Vec<_> = files.iter().map(|(path, _)| path).collect();
        assert_eq!(named.iter().collect::<Vec<_>>(), left);
        let place = format!("target/lessons/lesson{lesson}");
        assert!(left.iter().all(|path| path.starts_with(&place)), "{left:?}");
    }
}

/// Flags that make a lesson shorter without leaving anything out.
fn short(lesson: usize) -> &'static [&'static str] {
    match lesson {
        3 | 4 | 6 | 7 => &["--steps", "20"],
        5 => &["--epochs", "2"],
        _ => &[],
    }
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    for lesson in LESSONS {
        let twice = |flags: &[&str]| {
            let flags = [flags, short(lesson)].concat();
            let [first, again] = [(), ()].map(|()| ran(lesson, &flags));
            assert_eq!(first.stdout, again.stdout);
            assert!(first.files == again.files, "lesson{lesson}: figures");
        };
        twice(&[]);
        twice(&["--json", "--no-figures"]);
    }
}

#[test]
fn json_is_one_document_that_names_every_figure() {
    for lesson in LESSONS {
        let out = "a folder/för bilder";
        let flags = [short(lesson), &["--json", "--out", out]].concat();
        let json = ran(lesson, &flags);
        assert_eq!(json.stdout.lines().count(), 1);
        let document: Value = serde_json::from_str(&json.stdout).unwrap();
        let mut named: Vec<PathBuf> =
            serde_json::from_value(document["figures"].clone()).unwrap();
        named.sort();
        let left: Vec<_> = json.files.iter().map(|(path, _)| path).collect();
        assert_eq!(named.iter().collect::<Vec<_>>(), left);
        assert!(left.iter().all(|path| path.starts_with(out)), "{left:?}");
    }
}

#[test]
fn without_figures_no_file_is_left() {
    for lesson in LESSONS {
        let ran = ran(lesson, &["--no-figures"]);
        assert!(ran.files.is_empty());
        let told = |story: &str| -> Vec<String> {
            let lines = story.lines().filter(|l| !l.starts_with("Wrote "));
            lines.map(Into::into).collect()
        };
        assert_eq!(told(&ran.stdout), told(&story(lesson).stdout));
        assert!(!ran.stdout.contains("Wrote "));
    }
}

#[test]
fn a_story_in_a_pipe_is_plain_text() {
    for lesson in LESSONS {
        let story = &story(lesson).stdout;
        let braille = |c| ('\u{2800}'..='\u{28ff}').contains(&c);
        assert!(!story.contains('\x1b'), "lesson{lesson}");
        assert!(!story.contains('\r'), "lesson{lesson}");
        assert!(!story.contains(braille), "lesson{lesson}");
        assert!(!story.contains("NaN"), "lesson{lesson}");
    }
}

#[test]
fn a_story_fits_the_page() {
    // 80 columns, and no blanks at the ends of lines: the book prints it.
    for lesson in LESSONS {
        let lines = story(lesson).stdout.lines();
        for line in lines.filter(|l| !l.starts_with("Wrote ")) {
            assert!(line.chars().count() <= 80, "lesson{lesson}: {line}");
            assert_eq!(line, line.trim_end(), "lesson{lesson}");
        }
    }
}

#[test]
fn a_story_ends_with_the_chapter_the_exercise_and_the_next_lesson() {
    for lesson in LESSONS {
        let story = &story(lesson).stdout;
        assert!(story.starts_with(&format!("Lesson {lesson}: ")), "{story}");
        let chapter = format!("Chapter:   docs/src/lesson{lesson}.md");
        assert!(story.contains(&chapter), "{story}");
        let exercises = format!("Exercises: {lesson}1 and on in tutorials/");
        assert!(story.contains(&exercises), "{story}");
        let next = format!("cargo run --bin lesson{}", lesson + 1);
        assert_eq!(story.contains(&next), lesson < LESSONS.len(), "{story}");
    }
}

/// The flags of a lesson as the issue lists them, without `--help` and
/// `--version`, which every program has.
fn flags(lesson: usize) -> Vec<&'static str> {
    let own: &[&str] = match lesson {
        1 => &[],
        2 => &["--start", "--fresh-data"],
        3 | 4 | 6 | 7 => {
            &["--start", "--fresh-data", "--lr", "--steps", "--live"]
        }
        _ => &[
            "--start",
            "--fresh-data",
            "--lr",
            "--epochs",
            "--batch-size",
            "--live",
        ],
    };
    let common = [
        "--backend",
        "--precision",
        "--seed",
        "--out",
        "--no-figures",
        "--json",
    ];
    [own, &common].concat()
}

#[test]
fn help_names_every_flag_of_a_lesson_and_no_other() {
    for lesson in LESSONS {
        let folder = tempdir().unwrap();
        let ended = run(lesson, folder.path(), &["--help"]);
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
        let mut named = Vec::new();
        let mut lines = ended.stdout.lines().peekable();
        while let Some(line) = lines.next() {
            let line = line.trim_start();
            if !line.starts_with('-') {
                continue;
            }
            let mut words = line.split([' ', ',']);
            let flag = words.find(|word| word.starts_with("--")).unwrap();
            // Its purpose stands behind it, or on the next line.
            let purpose = line.split_once("  ").map(|(_, text)| text.trim());
            let purpose = purpose.or(lines.peek().map(|line| line.trim()));
            let purpose = purpose.unwrap_or_default();
            assert!(purpose.contains(' '), "{flag}: no purpose\n{line}");
            named.push(flag);
        }
        named.sort();
        let mut want = [flags(lesson), vec!["--help", "--version"]].concat();
        want.sort();
        assert_eq!(named, want, "lesson{lesson}");
        assert!(files(folder.path()).is_empty());
    }
}

#[test]
fn flags_of_other_lessons_are_refused() {
    for lesson in LESSONS {
        for (flag, value) in [
            ("--start", Some("1,1")),
            ("--fresh-data", None),
            ("--lr", Some("0.01")),
            ("--steps", Some("3")),
            ("--epochs", Some("3")),
            ("--batch-size", Some("10")),
            ("--live", None),
        ] {
            if !flags(lesson).contains(&flag) {
                let flags = [Some(flag), value];
                let flags: Vec<_> = flags.into_iter().flatten().collect();
                let line = refused(lesson, &flags);
                assert!(line.contains(flag), "{line}");
            }
        }
    }
}
