//! The exercises as a course: everything is there, the tutor keeps what the
//! learner wrote, and (slow, so asked for) every solution passes and every
//! known mistake is answered with the message meant for it:
//!
//! `cargo test -p tutorials -- --include-ignored`
//!
//! No test reads `exercises/`: the learner's own files never make one fail.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use program::lesson::LESSONS;
use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;
use tutorials::{
    check::{FAILED, PASSED, TOKEN},
    course::{Chapter, Exercise, Kind, exercises},
    penguins::penguins,
};

#[cfg(unix)]
mod checked;

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
        // By number: 21 comes before 101, and the letters come last.
        found.sort_by_key(|name| {
            let number = name.split('_').next().unwrap_or_default();
            (number.parse().unwrap_or(usize::MAX), number.to_owned())
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
            let of_their_own = ["tutor", "scratch", "scratch_page"];
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

/// The order is that of the lessons, and of `fit` after them. Each chapter has three to five exercises
/// that rise from predictions to inventions, with a repair among them.
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
    let all = (1..=LESSONS.len()).map(Chapter::Lesson);
    let all: Vec<_> = all.chain([Chapter::Fit]).collect();
    assert_eq!(chapters.keys().copied().collect::<Vec<_>>(), all);
    let mut expected = Vec::new();
    for (chapter, exercises) in chapters {
        let prefix = match chapter {
            Chapter::Lesson(number) => number.to_string(),
            Chapter::Fit => "F".into(),
        };
        let kinds: Vec<_> = exercises.iter().map(|e| e.kind).collect();
        assert!((3..=5).contains(&kinds.len()), "{chapter:?}");
        assert!(kinds.is_sorted(), "{chapter:?}: {kinds:?}");
        assert_eq!(kinds[0], Kind::Predict, "{chapter:?}");
        assert!(kinds.contains(&Kind::Repair), "{chapter:?}");
        expected.extend((1..=kinds.len()).map(|n| format!("{prefix}{n}")));
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
        assert!((2..=6).contains(&mistakes.len()), "{name}");
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
        // Where the fault is in a repair, the learner finds out.
        let marked = exercise.kind != Kind::Repair;
        assert_eq!(skeleton.contains("TODO"), marked, "{first}");
        let solution = text("solutions", &exercise.name);
        assert!(solution.to_lowercase().starts_with(&first.to_lowercase()));
        for text in [skeleton, solution] {
            assert!(text.lines().all(|line| line.chars().count() <= 80));
        }
    }
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

/// A tutor in a folder of its own, as far as it needs no cargo.
struct Learner {
    folder: TempDir,
}

impl Learner {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        for part in ["skeletons", "solutions"] {
            let to = folder.path().join(part);
            fs::create_dir(&to).expect("a folder");
            for exercise in exercises() {
                let file = format!("{}.rs", exercise.name);
                fs::copy(path(part, &exercise.name), to.join(file))
                    .expect("a copy");
            }
        }
        Learner { folder }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tutor"));
        command.args(arguments);
        command.env("CARGO_MANIFEST_DIR", self.folder.path());
        command
    }

    fn tutor(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the tutor runs")
    }

    /// What the tutor says; it must succeed.
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.tutor(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The one line with which the tutor refuses bad input.
    fn refuses(&self, arguments: &[&str]) -> String {
        let output = self.tutor(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let line = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(line.starts_with("error: ") && line.lines().count() == 1);
        line
    }

    fn file(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    fn progress(&self) -> Vec<u8> {
        fs::read(self.file("progress.txt")).expect("progress")
    }
}

/// The first command makes all working copies. None overwrites what is there,
/// and a copy that was removed is made again.
#[test]
fn working_copies_are_the_learners() {
    let learner = Learner::new();
    let folder = learner.file("exercises");
    let mine = learner.file("exercises/12_ones.rs");
    fs::create_dir(&folder).expect("a folder");
    fs::write(&mine, "// mine").expect("written");
    for again in 0..2 {
        learner.says(&["list"]);
        let files = fs::read_dir(&folder).expect("the folder is there");
        assert_eq!(files.count(), exercises().len(), "{again}");
        for exercise in exercises() {
            let name = &exercise.name;
            let copy = learner.file(&format!("exercises/{name}.rs"));
            let copy = fs::read_to_string(copy).expect("a copy");
            match name.as_str() {
                "12_ones" => assert_eq!(copy, "// mine"),
                _ => assert_eq!(copy, text("skeletons", name), "{name}"),
            }
        }
        let removed = learner.file("exercises/11_noise.rs");
        fs::remove_file(removed).expect("removed");
    }
}

/// Git sees no working copy: a learner's code is in nobody's way.
#[test]
fn working_copies_are_ignored_by_git() {
    let ignored = fs::read_to_string(Path::new(TUTORIALS).join(".gitignore"));
    let ignored = ignored.expect("the file is there");
    assert!(ignored.lines().any(|line| line == "/exercises/"));
}

/// Hints come one by one, and the last one again; a restart forgets nothing.
#[test]
fn hints_rise() {
    let learner = Learner::new();
    let first = &exercises()[0];
    for (number, again) in [(1, ""), (2, ""), (3, ""), (3, "three hints")] {
        let hint = &first.hints[number - 1];
        let expected = format!("Hint {number} of 3 for {}: {hint}", first.name);
        let told = learner.says(&["hint"]);
        assert!(told.ends_with(&expected), "{told}");
        assert_eq!(told != expected, !again.is_empty(), "{told}");
        assert!(told.contains(again), "{told}");
    }
    for (number, name) in
        [("54", "54_decay"), ("F1", "F1_units"), ("f1", "F1_units")]
    {
        assert!(learner.says(&["hint", number]).contains(name));
    }
}

/// A solution is shown once the exercise is solved, or on giving up.
#[test]
fn solutions_wait() {
    let learner = Learner::new();
    assert!(learner.refuses(&["solution"]).contains("--give-up"));
    assert!(learner.refuses(&["solution", "12"]).contains("--give-up"));
    let solution = text("solutions", "12_ones");
    let shown = learner.tutor(&["solution", "12", "--give-up"]).stdout;
    assert_eq!(String::from_utf8_lossy(&shown), solution);
    fs::write(learner.file("progress.txt"), "done 12_ones\n").expect("noted");
    for arguments in [&["solution", "12"][..], &["solution"]] {
        let shown = learner.tutor(arguments).stdout;
        assert_eq!(String::from_utf8_lossy(&shown), solution);
    }
}

/// Reset brings the skeleton back and keeps every version that was there.
#[test]
fn reset_keeps_a_backup() {
    let learner = Learner::new();
    learner.says(&["list"]);
    let file = learner.file("exercises/12_ones.rs");
    fs::write(
        learner.file("progress.txt"),
        "done 12_ones\ndone 11_noise\n",
    )
    .expect("noted");
    for (number, mine) in [(1, "// mine"), (2, "// mine, later")] {
        fs::write(&file, mine).expect("written");
        learner.says(&["reset", "12"]);
        let skeleton = fs::read_to_string(&file).expect("a file");
        assert_eq!(skeleton, text("skeletons", "12_ones"));
        let backup = format!("exercises/12_ones.{number}.bak");
        let backup = fs::read_to_string(learner.file(&backup));
        assert_eq!(backup.expect("a backup"), mine);
    }
    assert_eq!(learner.progress(), b"done 11_noise\n");
    assert!(learner.says(&["reset", "12"]).contains("as it began"));
    assert!(!learner.file("exercises/12_ones.3.bak").exists());
    fs::remove_file(&file).expect("removed");
    learner.says(&["reset", "12_ones"]);
    assert!(file.exists());
}

/// Lines that the tutor does not know survive it, whatever bytes they hold.
#[test]
fn unknown_progress_is_kept() {
    let learner = Learner::new();
    let garbled = b"\xFF\xFE\0 garbled\nfuture 12_ones 7\ndone 11_noise\r\n";
    fs::write(learner.file("progress.txt"), garbled).expect("written");
    let list = learner.says(&["list"]);
    assert!(list.contains("[x] 11_noise") && list.contains("[>] 12_ones"));
    let count = format!(" 1 of {}", exercises().len());
    assert!(list.ends_with(&count), "{list}");
    learner.says(&["hint"]);
    assert_eq!(
        learner.progress(),
        b"\xFF\xFE\0 garbled\nfuture 12_ones 7\ndone 11_noise\nhint 1 12_ones\n"
    );
}

/// Bad input ends in one line that says what to do, and exit code 2.
#[test]
fn bad_input_is_refused() {
    let learner = Learner::new();
    assert!(learner.refuses(&["hint", "99"]).contains("`99`"));
    assert!(learner.refuses(&["check", "../x"]).contains("list"));
    assert!(learner.refuses(&["chek", "12"]).contains("chek"));
    assert!(learner.refuses(&["hint", "--nope"]).contains("--nope"));
    let escape = learner.refuses(&["check", "\u{1b}[31m\n"]);
    assert!(escape.contains("\\u{1b}[31m\\n"), "{escape}");
    fs::create_dir(learner.file("progress.txt")).expect("in the way");
    assert!(learner.refuses(&["list"]).contains("progress.txt"));
    let learner = Learner::new();
    fs::write(learner.file("exercises"), "in the way").expect("written");
    assert!(learner.refuses(&["list"]).contains("exercises"));
    let learner = Learner::new();
    fs::remove_file(learner.file("skeletons/11_noise.rs")).expect("removed");
    assert!(learner.refuses(&["list"]).contains("11_noise.rs"));
}

/// What a version of an exercise must do.
enum Must {
    Pass,
    /// Fail with this message, or with the message of no known mistake.
    Fail(Option<String>),
    /// Fail, and with the message of none of these mistakes.
    FailWithout(Vec<String>),
    /// Fail with these messages and no other.
    FailWith(Vec<String>),
}

/// Other answers than the solutions and the known mistakes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    exercise: String,
    /// Why the answer is right …
    right: Option<String>,
    /// … or wrong.
    wrong: Option<String>,
    /// Places in the solution, and what stands there.
    edits: Vec<[String; 2]>,
    /// Mistakes that it did not make.
    #[serde(default)]
    not: Vec<String>,
    /// Mistakes that it is told, and no other.
    said: Option<Vec<String>>,
}

impl Answer {
    /// The solution with this answer's edits.
    fn code(&self) -> String {
        let mut code = text("solutions", &self.exercise);
        for [from, to] in &self.edits {
            let places = code.matches(from).count();
            assert_eq!(places, 1, "{}: `{from}`", self.exercise);
            code = code.replace(from, to);
        }
        code
    }
}

/// Those of all files in `answers/`.
fn answers() -> Vec<Answer> {
    #[derive(Deserialize)]
    struct Answers {
        answer: Vec<Answer>,
    }
    let folder = Path::new(TUTORIALS).join("../tests/exercises/answers");
    let files = fs::read_dir(&folder).expect("the folder is there");
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("a text");
        let answers = toml::from_str::<Answers>(&text);
        answers.unwrap_or_else(|e| panic!("{file:?}: {e}")).answer
    };
    let mut files: Vec<_> =
        files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    files.into_iter().flat_map(read).collect()
}

/// Every edit of an answer finds its one place, and every exercise has three
/// right answers and six wrong ones at least.
#[test]
fn answers_are_whole() {
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for answer in answers() {
        answer.code();
        let [right, wrong] = counts.entry(answer.exercise).or_default();
        *right += usize::from(answer.right.is_some());
        *wrong += usize::from(answer.wrong.is_some());
    }
    for exercise in exercises() {
        let count = counts.get(&exercise.name).copied();
        let [right, wrong] = count.unwrap_or_default();
        let name = exercise.name;
        assert!(right >= 3 && wrong >= 6, "{name}: {right}, {wrong}");
    }
}

/// Every skeleton compiles without warnings and fails, with the message of no
/// known mistake; every solution passes; every known mistake fails with the
/// message meant for it and no other; and so do the answers of `answers/`,
/// right ones and wrong ones. `EXERCISES=22,24` keeps to these.
///
/// All versions are compiled into one program, each with a copy of the check,
/// so that one link is enough.
#[test]
#[ignore = "compiles about a hundred versions of the exercises"]
fn every_known_mistake_is_answered() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("course");
    let _ = fs::remove_dir_all(&folder);
    let mut modules = String::new();
    let mut arms = String::new();
    let mut versions = Vec::new();
    let mut add = |exercise: &Exercise, version: &str, code: &str, must| {
        let name = &exercise.name;
        let place = folder.join(format!("{name}.{version}"));
        for (part, code) in
            [("exercises", code), ("checks", &text("checks", name))]
        {
            fs::create_dir_all(place.join(part)).expect("a folder");
            let file = place.join(part).join(format!("{name}.rs"));
            fs::write(file, code).expect("a copy");
        }
        let (number, lint) = match version {
            "skeleton" | "solution" => (versions.len(), "deny"),
            _ => (versions.len(), "allow"),
        };
        let root = place.join("checks").join(format!("{name}.rs"));
        modules +=
            &format!("#[{lint}(warnings)] #[path = {root:?}] mod v{number};\n");
        arms += &format!("Some(\"{number}\") => v{number}::main(),\n");
        versions.push((exercise.clone(), version.to_owned(), must));
    };
    let only = env::var("EXERCISES").unwrap_or_default();
    let asked = |exercise: &Exercise| {
        let number = exercise.number();
        only.is_empty() || only.split(',').any(|one| one == number)
    };
    for exercise in exercises().into_iter().filter(asked) {
        let solution = text("solutions", &exercise.name);
        let skeleton = text("skeletons", &exercise.name);
        add(&exercise, "skeleton", &skeleton, Must::Fail(None));
        add(&exercise, "solution", &solution, Must::Pass);
        for mistake in &exercise.mistakes {
            let ways = [&mistake.to].into_iter().chain(&mistake.also);
            for (way, to) in ways.enumerate() {
                let code = solution.replace(&mistake.from, to);
                let message = Some(mistake.message.clone());
                let version = format!("{}.{way}", mistake.name);
                add(&exercise, &version, &code, Must::Fail(message));
            }
        }
    }
    for answer in answers() {
        let mut all = exercises().into_iter();
        let found = all.find(|exercise| exercise.name == answer.exercise);
        let exercise = found.expect(&answer.exercise);
        if !asked(&exercise) {
            continue;
        }
        let code = answer.code();
        let message = |name: &String| {
            let mut mistakes = exercise.mistakes.iter();
            let mistake = mistakes.find(|mistake| mistake.name == *name);
            mistake.expect(name).message.clone()
        };
        let (why, must) = match (answer.right, answer.wrong) {
            (Some(why), None) => (format!("right: {why}"), Must::Pass),
            (None, Some(why)) => {
                let must = match answer.said {
                    Some(said) => {
                        Must::FailWith(said.iter().map(message).collect())
                    }
                    None => Must::FailWithout(
                        answer.not.iter().map(message).collect(),
                    ),
                };
                (format!("wrong: {why}"), must)
            }
            _ => panic!("an answer is right or wrong: {}", exercise.name),
        };
        let version: String = why
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '_' })
            .collect();
        add(&exercise, &version, &code, must);
    }
    let root = folder.join("main.rs");
    let main = format!(
        "{modules}\nfn main() -> std::process::ExitCode {{\n\
         match std::env::args().nth(1).as_deref() {{\n{arms}\
         _ => std::process::ExitCode::from(2),\n}}\n}}\n"
    );
    fs::write(&root, main).expect("a program");
    let program = compile(&root);

    let mut wrong = Vec::new();
    for (number, (exercise, version, must)) in versions.iter().enumerate() {
        let mut command = Command::new(&program);
        let token = if version == "solution" { "a token" } else { "" };
        if !token.is_empty() {
            let line = folder.join("token");
            fs::write(&line, token).expect("written");
            command
                .env(TOKEN, "")
                .stdin(fs::File::open(line).expect("open"));
        }
        let output = command.arg(number.to_string()).output();
        let output = output.expect("the check runs");
        let text = String::from_utf8_lossy(&output.stdout);
        let last = if output.status.success() {
            PASSED
        } else {
            FAILED
        };
        let ends = text.ends_with(&format!("{last}{token}\n"));
        let said: Vec<_> = exercise
            .mistakes
            .iter()
            .map(|mistake| &mistake.message)
            .filter(|message| text.contains(*message))
            .collect();
        let right = match must {
            Must::Pass => output.status.code() == Some(0),
            Must::Fail(message) => {
                let message: Vec<_> = message.iter().collect();
                output.status.code() == Some(1) && said == message
            }
            Must::FailWithout(messages) => {
                let free = !messages.iter().any(|m| said.contains(&m));
                output.status.code() == Some(1) && free
            }
            Must::FailWith(messages) => {
                let messages: Vec<_> = messages.iter().collect();
                output.status.code() == Some(1) && said == messages
            }
        };
        // A panic is told where the answer itself has one.
        let panics = text.contains("panicked")
            && matches!(must, Must::Pass | Must::Fail(_));
        if !right || !ends || panics {
            wrong.push(format!("{}.{version}:\n{text}", exercise.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs the program that makes the page to write on, in a workspace of no
/// crates: the page it makes is not compiled there.
fn make_page(package: &Path) {
    let made = Command::new(env!("CARGO_BIN_EXE_scratch"))
        .env("CARGO_MANIFEST_DIR", package)
        .output()
        .expect("the program runs");
    assert!(!made.status.success(), "{made:?}");
}

#[test]
fn the_page_to_write_on_is_made_once() {
    let folder = TempDir::new().expect("a folder");
    let package = folder.path().join("tutorials");
    fs::create_dir(&package).expect("a folder");
    let page = package.join("scratch.rs");
    make_page(&package);
    let skeleton = Path::new(TUTORIALS).join("scratch_skeleton.rs");
    assert_eq!(fs::read(&page).unwrap(), fs::read(&skeleton).unwrap());
    fs::write(&page, "the learner's own").expect("written");
    make_page(&package);
    assert_eq!(fs::read(&page).unwrap(), b"the learner's own");
}

#[test]
#[ignore = "compiles the page"]
fn the_page_to_write_on_descends() {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir_all(folder.path().join("target/scratch")).expect("made");
    let page = Path::new(TUTORIALS).join("scratch_skeleton.rs");
    let root = folder.path().join("main.rs");
    let main = format!(
        "#[path = {page:?}] mod page;\nfn main() {{ page::main().unwrap() }}\n"
    );
    fs::write(&root, main).expect("a program");
    let ran = Command::new(compile(&root))
        .current_dir(folder.path())
        .output()
        .expect("the page runs");
    let told = String::from_utf8(ran.stdout).expect("UTF-8");
    // Its five points by the normal equations, with pencil and paper: the
    // slope is 19.6/10, the intercept 5.02 − 2 · 1.96. What is left of the
    // start after 200 updates is below a thousandth.
    let last = told
        .lines()
        .find(|line| line.starts_with(" 200:"))
        .expect(&told);
    let numbers = last
        .split(['[', ',', ']'])
        .filter_map(|n| n.trim().parse().ok());
    let numbers: Vec<f64> = numbers.collect();
    let [.., a, b] = numbers[..] else {
        panic!("{last}")
    };
    assert!((a - 1.96).abs() < 1e-3 && (b - 1.1).abs() < 1e-3, "{last}");
    let figure = fs::read(folder.path().join("target/scratch/loss.svg"));
    assert!(figure.expect("the figure").starts_with(b"<svg"));
}

/// Compiles a program with the libraries that cargo has built for the tutor.
fn compile(root: &Path) -> PathBuf {
    let cargo = |arguments: &[&str]| -> Vec<Value> {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--manifest-path")
            .arg(Path::new(TUTORIALS).join("../Cargo.toml"))
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "{output:?}");
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    };
    let metadata = cargo(&["metadata", "--format-version", "1"]).remove(0);
    let nodes = metadata["resolve"]["nodes"].as_array().expect("packages");
    let tutorials = nodes
        .iter()
        .find(|node| {
            let id = node["id"].as_str().unwrap_or_default();
            id.starts_with("path+") && id.contains("/tutorials#")
        })
        .expect("this package");
    let built = cargo(&["build", "--bin", "tutor", "--message-format", "json"]);
    let library = |id: &Value| {
        let artifact = built.iter().find(|message| {
            message["package_id"] == *id
                && message["filenames"].to_string().contains(".rlib")
        });
        let files = artifact?["filenames"].as_array()?;
        let mut files = files.iter().filter_map(Value::as_str);
        files.find(|file| file.ends_with(".rlib"))
    };

    let program = root.with_extension(env::consts::EXE_EXTENSION);
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut rustc = Command::new(rustc);
    rustc.args(["--edition", "2024", "-C", "debuginfo=0"]);
    rustc.arg(root).arg("-o").arg(&program);
    let own = library(&tutorials["id"]).expect("this library");
    rustc.arg("--extern").arg(format!("tutorials={own}"));
    let folder = Path::new(own).parent().expect("a folder");
    rustc
        .arg("-L")
        .arg(format!("dependency={}", folder.display()));
    for dependency in tutorials["deps"].as_array().expect("libraries") {
        if let Some(file) = library(&dependency["pkg"]) {
            let name = dependency["name"].as_str().expect("a name");
            rustc.arg("--extern").arg(format!("{name}={file}"));
        }
    }
    let output = rustc.output().expect("rustc runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
    program
}
