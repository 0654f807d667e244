//! What learners answer, right and wrong, compiled and checked.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;
use tutorials::{
    check::{FAILED, PASSED, TOKEN},
    course::{Exercise, exercises},
};

use crate::{TUTORIALS, compile::compile, text};

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

/// Other answers than the solutions and the known mistakes: the solution with
/// other text at one place or more. Each is right, so that its check must let
/// it pass, or wrong, so that it must not; and what a wrong one is told must be
/// true.
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
    /// Mistakes that it is told, and no other; an empty list: none.
    said: Option<Vec<String>>,
    /// What it is told besides, a part of it.
    told: Option<String>,
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
#[ignore = "compiles hundreds of versions of the exercises"]
fn every_known_mistake_is_answered() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("course");
    let _ = fs::remove_dir_all(&folder);
    let mut modules = String::new();
    let mut arms = String::new();
    let mut versions = Vec::new();
    let mut add =
        |exercise: &Exercise, version: &str, code: &str, must, told| {
            let name = &exercise.name;
            let place = folder.join(format!("{name}.{version}"));
            for (part, code) in [
                ("exercises", code),
                ("checks", &text("checks", name)),
                ("skeletons", &text("skeletons", name)),
            ] {
                fs::create_dir_all(place.join(part)).expect("a folder");
                let file = place.join(part).join(format!("{name}.rs"));
                fs::write(file, code).expect("a copy");
            }
            // Behind a todo!() nothing is reached, and nothing used that it needs.
            let (number, lints) = match version {
                "skeleton" => {
                    (versions.len(), "#[deny(warnings)] #[allow(unused)]")
                }
                "solution" => (versions.len(), "#[deny(warnings)]"),
                _ => (versions.len(), "#[allow(warnings)]"),
            };
            let root = place.join("checks").join(format!("{name}.rs"));
            modules += &format!("{lints} #[path = {root:?}] mod v{number};\n");
            arms += &format!("Some(\"{number}\") => v{number}::main(),\n");
            let version = version.to_owned();
            versions.push((exercise.clone(), version, must, told));
        };
    let only = env::var("EXERCISES").unwrap_or_default();
    let asked = |exercise: &Exercise| {
        let number = exercise.number();
        only.is_empty() || only.split(',').any(|one| one == number)
    };
    let exercises = exercises();
    for exercise in exercises.iter().filter(|exercise| asked(exercise)) {
        let solution = text("solutions", &exercise.name);
        let skeleton = text("skeletons", &exercise.name);
        add(exercise, "skeleton", &skeleton, Must::Fail(None), None);
        add(exercise, "solution", &solution, Must::Pass, None);
        for mistake in &exercise.mistakes {
            let ways = [&mistake.to].into_iter().chain(&mistake.also);
            for (way, to) in ways.enumerate() {
                let code = solution.replace(&mistake.from, to);
                let message = Some(mistake.message.clone());
                let version = format!("{}.{way}", mistake.name);
                add(exercise, &version, &code, Must::Fail(message), None);
            }
        }
    }
    for answer in answers() {
        let mut all = exercises.iter();
        let found = all.find(|exercise| exercise.name == answer.exercise);
        let exercise = found.expect(&answer.exercise);
        let told = answer.told.clone();
        if !asked(exercise) {
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
        add(exercise, &version, &code, must, told);
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
    for (number, (exercise, version, must, told)) in versions.iter().enumerate()
    {
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
        let told = told.as_ref().is_none_or(|told| text.contains(told));
        if !right || !ends || panics || !told {
            wrong.push(format!("{}.{version}:\n{text}", exercise.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
