//! Runs the lessons' programs.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Mutex, OnceLock},
};

use serde_json::Value;

/// The programs that cargo built for this test, in the order of [`LESSONS`].
const PROGRAMS: [&str; 14] = [
    env!("CARGO_BIN_EXE_lesson1"),
    env!("CARGO_BIN_EXE_lesson2"),
    env!("CARGO_BIN_EXE_lesson3"),
    env!("CARGO_BIN_EXE_lesson4"),
    env!("CARGO_BIN_EXE_lesson5"),
    env!("CARGO_BIN_EXE_lesson6"),
    env!("CARGO_BIN_EXE_lesson7"),
    env!("CARGO_BIN_EXE_lesson8"),
    env!("CARGO_BIN_EXE_lesson9"),
    env!("CARGO_BIN_EXE_lesson10"),
    env!("CARGO_BIN_EXE_lesson11"),
    env!("CARGO_BIN_EXE_lesson12"),
    env!("CARGO_BIN_EXE_lesson14"),
    env!("CARGO_BIN_EXE_lesson15"),
];

/// The lesson that needs burn's trainer, a feature of its own.
pub const TRAINER: usize = 13;

/// All lessons by number, but for [`TRAINER`].
pub const LESSONS: [usize; 14] =
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, MANY];

/// The lesson on speed, which measures.
pub const SPEED: usize = 14;

/// The lesson on many machines, which measures, too.
pub const MANY: usize = 15;

/// Flags that make a long lesson shorter without leaving anything out.
pub fn short(lesson: usize) -> &'static [&'static str] {
    match lesson {
        8 => &["--steps", "20"],
        9 | 11 | 12 => &["--epochs", "1"],
        10 => &["--draws", "20"],
        SPEED => &["--largest", "100"],
        MANY => &["--rows", "100"],
        _ => &[],
    }
}

/// Both precisions, as `--precision` names them.
pub const PRECISIONS: [&str; 2] = ["f64", "f32"];

/// The last two lessons measure: these figures show times, and so do the fields
/// `seconds` of their documents. Both differ from run to run.
pub const TIMED: [&str; 12] = [
    "equal_parts.svg",
    "equal_parts.narrow.svg",
    "losses_over_time.svg",
    "losses_over_time.narrow.svg",
    "parts_by_speed.svg",
    "parts_by_speed.narrow.svg",
    "speedup.svg",
    "speedup.narrow.svg",
    "roofline.svg",
    "roofline.narrow.svg",
    "time.svg",
    "time.narrow.svg",
];

/// Leaves out every field `seconds`.
pub fn without_times(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("seconds");
            map.values_mut().for_each(without_times);
        }
        Value::Array(list) => list.iter_mut().for_each(without_times),
        _ => {}
    }
}

/// Standard error without the times that the lesson on speed tells there, behind a bar.
pub fn without_asides(stderr: &str) -> String {
    let said = stderr.lines().filter(|line| !line.starts_with('│'));
    said.flat_map(|line| [line, "\n"]).collect()
}

/// What a program left behind.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; `None` after a signal.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// A lesson as a command, to be run in a folder. Without the variables of
/// cargo: with them a lesson would build a backend that it lacks.
pub fn command(lesson: usize, folder: &Path, flags: &[&str]) -> Command {
    let at = LESSONS.iter().position(|number| *number == lesson);
    let program = match at {
        Some(at) => PROGRAMS[at],
        None => {
            assert_eq!(lesson, TRAINER, "no lesson of the syllabus");
            env!("CARGO_BIN_EXE_lesson13")
        }
    };
    let mut command = Command::new(program);
    command.args(flags).current_dir(folder).stdin(Stdio::null());
    command.env_remove("CARGO").env_remove("CARGO_MANIFEST_DIR");
    command
}

/// Runs a command to its end, with its outputs in pipes.
pub fn end(command: &mut Command) -> Ended {
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ended {
        code: output.status.code(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// Runs a lesson in a folder.
pub fn run(lesson: usize, folder: &Path, flags: &[&str]) -> Ended {
    end(&mut command(lesson, folder, flags))
}

/// A run that went well, with all that it left.
pub struct Kept {
    /// What it printed.
    pub stdout: String,
    /// What it printed on standard error.
    pub stderr: String,
    /// Its files: the path in the folder where it ran, and the bytes.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    document: OnceLock<Value>,
}

impl Kept {
    /// Runs a lesson in a folder that is gone afterwards.
    pub fn run(lesson: usize, flags: &[&str]) -> Kept {
        let folder = tempfile::tempdir().unwrap();
        let ended = run(lesson, folder.path(), flags);
        assert_eq!(ended.code, Some(0), "lesson{lesson}: {}", ended.stderr);
        let read = |path: PathBuf| {
            let place = path.strip_prefix(folder.path()).unwrap();
            (place.to_owned(), std::fs::read(&path).unwrap())
        };
        Kept {
            stdout: ended.stdout,
            stderr: ended.stderr,
            files: files(folder.path()).into_iter().map(read).collect(),
            document: OnceLock::new(),
        }
    }

    /// The document that it printed, but for its times.
    pub fn document(&self) -> &Value {
        self.document.get_or_init(|| {
            let mut document = serde_json::from_str(&self.stdout)
                .expect("one document of JSON");
            without_times(&mut document);
            document
        })
    }

    /// The bytes of the file of this name.
    pub fn file(&self, name: &str) -> &[u8] {
        let mut files = self.files.iter();
        let found = files.find(|(path, _)| path.ends_with(name));
        &found.unwrap_or_else(|| panic!("no file {name}")).1
    }
}

/// A run of a lesson with these flags: one for all tests that ask for it.
pub fn kept(lesson: usize, flags: &[&str]) -> &'static Kept {
    type Place = Arc<OnceLock<&'static Kept>>;
    type Runs = HashMap<(usize, Vec<String>), Place>;
    static ALL: Mutex<Option<Runs>> = Mutex::new(None);
    let owned = flags.iter().map(|flag| (*flag).to_owned()).collect();
    let place = {
        let mut all = ALL.lock().unwrap_or_else(|e| e.into_inner());
        let all = all.get_or_insert_default();
        all.entry((lesson, owned)).or_default().clone()
    };
    place.get_or_init(|| Box::leak(Box::new(Kept::run(lesson, flags))))
}

/// The flags of the runs that the book shows, as `book::FLAGS`.
pub const FLAGS: [&str; 5] = ["--precision", "f64", "--seed", "42", "--narrow"];

/// These flags, and how much the lessons that measure take without --release:
/// their results are the same with more, which takes longer.
pub fn of_the_book(lesson: usize, besides: &[&str]) -> &'static Kept {
    let few: &[&str] = match lesson {
        SPEED => &["--largest", "100000"],
        MANY => &["--rows", "4000"],
        _ => &[],
    };
    kept(lesson, &[&FLAGS[..], few, besides].concat())
}

/// The run behind a lesson's document in float64, with all its figures.
pub fn drawn(lesson: usize) -> &'static Kept {
    of_the_book(lesson, &["--json"])
}

/// The same, where a long lesson is made [`short`].
pub fn drawn_short(lesson: usize) -> &'static Kept {
    kept(lesson, &[&FLAGS[..], &["--json"], short(lesson)].concat())
}

/// The document of a lesson that runs without figures, but for its times.
pub fn document(lesson: usize, flags: &[&str]) -> Value {
    kept(lesson, &[flags, &["--json", "--no-figures"]].concat())
        .document()
        .clone()
}

/// The results of a lesson on flex with all else as it comes, but for what
/// makes a long one [`short`].
pub fn results(lesson: usize, precision: &str) -> &'static Value {
    let run = match precision {
        "f64" => drawn_short(lesson),
        _ => {
            let flags = [&["--precision", precision], short(lesson)].concat();
            let quiet = [&flags[..], &["--json", "--no-figures"]].concat();
            kept(lesson, &quiet)
        }
    };
    &run.document()["results"]
}

/// All files below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

/// One line on standard error, nothing on standard output, this exit code.
pub fn assert_refused(ended: &Ended, code: i32, what: &str) {
    assert_eq!(ended.code, Some(code), "{what}: {ended:?}");
    assert_eq!(ended.stdout, "", "{what}");
    assert_one_line(&ended.stderr, what);
}

/// One line that begins with "error: ".
pub fn assert_one_line(stderr: &str, what: &str) {
    assert!(stderr.starts_with("error: "), "{what}: {stderr}");
    assert!(stderr.ends_with('\n'), "{what}: {stderr}");
    assert_eq!(stderr.lines().count(), 1, "{what}: {stderr}");
    assert!(!stderr.contains("panicked"), "{what}: {stderr}");
}

/// Runs a lesson that must refuse its flags and leave no file behind.
pub fn refused(lesson: usize, flags: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let ended = run(lesson, folder.path(), flags);
    let what = format!("lesson{lesson} {}", flags.join(" "));
    assert_refused(&ended, 2, &what);
    assert_only_files(folder.path(), &[]);
    ended.stderr
}

/// The folder holds these files and no other.
pub fn assert_only_files(folder: &Path, named: &[String]) {
    let mut want: Vec<_> = named.iter().map(|file| folder.join(file)).collect();
    want.sort();
    assert_eq!(files(folder), want);
}
