//! Checks all exercises: the learner's own, or those in another folder.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use console::style;
use program::{
    Error, Result,
    output::{complain, print},
};
use serde_json::{Value, json};
use tutorials::course::Exercise;

use crate::{
    check::{self, Outcome, Prints},
    cleanup::{Folder, Group},
    files::{self, Progress},
    screen::{bar, say},
    tutor::Tutor,
};

/// Checks all exercises and says, a line each, or in one JSON document, what
/// came of them. Of the learner's own it notes which are solved.
pub fn verify(tutor: &Tutor, other: Option<&Path>, json: bool) -> Result<()> {
    let other = other.map(|folder| Other::open(tutor, folder)).transpose()?;
    let progress = match &other {
        None => Some(tutor.progress()?),
        Some(other) => other.progress()?,
    };
    let (mut passed, mut list) = (0, Vec::new());
    for exercise in &tutor.exercises {
        let name = &exercise.name;
        let state = match &other {
            None => state_of_own(tutor, exercise)?,
            Some(other) => other.state(tutor, exercise)?,
        };
        if let State::Passed = state {
            passed += 1;
        }
        if !json {
            let (mark, text) = state.told();
            say(&format!("{mark} {name}{text}"));
        }
        list.push(json!({
            "number": exercise.number(),
            "name": name,
            "kind": exercise.kind.name(),
            "state": state.name(),
            "compiles": state.compiles(),
            "mistake": state.mistake(exercise),
            "tries": progress.as_ref().map(|progress| progress.tries(name)),
        }));
    }
    let of = list.len();
    match json {
        true => {
            let document =
                json!({ "exercises": list, "passed": passed, "of": of });
            print(&format!("{document}\n"));
        }
        false => say(&bar(passed, of, "")),
    }
    Ok(())
}

/// How it stands with an exercise.
enum State {
    /// There is no such file.
    Missing,
    /// It is as it began.
    Open,
    Passed,
    /// Why.
    Failed(String),
    /// It does not compile.
    Broken,
}

impl State {
    fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Passed(_) => State::Passed,
            Outcome::Failed(text) => State::Failed(text),
            Outcome::Broken(_) | Outcome::GaveUp => State::Broken,
        }
    }

    fn name(&self) -> &str {
        match self {
            State::Missing => "missing",
            State::Open => "open",
            State::Passed => "passed",
            State::Failed(_) | State::Broken => "failed",
        }
    }

    /// Whether it compiles, if there is a file.
    fn compiles(&self) -> Option<bool> {
        match self {
            State::Missing => None,
            State::Broken => Some(false),
            State::Open | State::Passed | State::Failed(_) => Some(true),
        }
    }

    fn told(&self) -> (String, String) {
        let (mark, text) = match self {
            State::Missing => (style("[ ]"), ": missing".into()),
            State::Open => (style("[ ]"), ": as it began".into()),
            State::Passed => (style("[x]").green(), String::new()),
            State::Failed(text) => {
                let first = text.lines().next().unwrap_or_default();
                (style("[!]").yellow(), format!(": {first}"))
            }
            State::Broken => (style("[!]").red(), ": does not compile".into()),
        };
        (mark.to_string(), text)
    }

    /// The name of the known mistake that was made, if one was. Its message
    /// explains the failure.
    fn mistake<'a>(&self, exercise: &'a Exercise) -> Option<&'a str> {
        let State::Failed(text) = self else {
            return None;
        };
        let mut mistakes = exercise.mistakes.iter();
        let made = mistakes.find(|m| text.contains(&m.message))?;
        Some(&made.name)
    }
}

fn state_of_own(tutor: &Tutor, exercise: &Exercise) -> Result<State> {
    tutor.make_copy(exercise)?; // a learner may have removed it
    let text = files::read_bytes(&tutor.file(exercise))?;
    if text == tutor.skeleton(exercise)?.as_bytes() {
        return Ok(State::Open);
    }
    let name = &exercise.name;
    let outcome = check::check(&tutor.folder, name, Prints::Hidden, None)?;
    let state = State::of(outcome);
    if let State::Passed = state {
        tutor.progress()?.mark_done(name)?;
    }
    Ok(state)
}

/// The exercises in another folder, and a place of their own to build them in,
/// beside copies of the checks.
struct Other {
    folder: PathBuf,
    place: Folder,
    /// What rustc is told of the libraries that the exercises use.
    libraries: Vec<String>,
}

impl Other {
    fn open(tutor: &Tutor, folder: &Path) -> Result<Self> {
        let bad = |what: &str| {
            Error::Input(format!(
                "{} {what}; name with --exercises the folder that holds \
                 {}.rs and the others",
                folder.display(),
                tutor.exercises[0].name
            ))
        };
        if !folder.is_dir() {
            return Err(bad("is no folder"));
        }
        let file = |exercise| file_in(folder, exercise);
        if !tutor.exercises.iter().any(|e| file(e).is_file()) {
            return Err(bad("holds no exercise"));
        }
        complain(
            "This code runs with your rights. Its time, memory and output \
             are limited, but that is no security boundary.",
        );
        // Beside the tutor: programs may run there.
        let program = env::current_exe().ok();
        let beside = program.as_deref().and_then(Path::parent);
        let place = beside.map_or_else(env::temp_dir, PathBuf::from);
        let place = Folder::new_in(&place).map_err(|e| {
            Error::Failed(format!("cannot make a folder to build in: {e}"))
        })?;
        Ok(Other {
            folder: folder.into(),
            place,
            libraries: libraries(&tutor.folder)?,
        })
    }

    /// What is noted of their tries, beside the folder, if it is.
    fn progress(&self) -> Result<Option<Progress>> {
        let path = self.folder.join("../progress.txt");
        path.is_file().then(|| Progress::read(path)).transpose()
    }

    fn state(&self, tutor: &Tutor, exercise: &Exercise) -> Result<State> {
        let file = file_in(&self.folder, exercise);
        if !file.is_file() {
            return Ok(State::Missing);
        }
        let text = files::read_bytes(&file)?;
        if text == tutor.skeleton(exercise)?.as_bytes() {
            return Ok(State::Open);
        }
        // The check finds the exercise where it does in the course.
        files::write(&file_in(&self.at("exercises"), exercise), &text)?;
        let check = file_in(&tutor.folder.join("checks"), exercise);
        let root = file_in(&self.at("checks"), exercise);
        files::write(&root, &files::read_bytes(&check)?)?;
        // A case is compared with how it came in.
        let skeleton = file_in(&self.at("skeletons"), exercise);
        files::write(&skeleton, tutor.skeleton(exercise)?.as_bytes())?;
        let program = self
            .at("program")
            .with_extension(env::consts::EXE_EXTENSION);
        let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let mut rustc = check::limited(rustc);
        rustc
            .args(["--edition", "2024", "--cap-lints", "allow"])
            .args(["--crate-name", &exercise.name])
            .args(["-C", "debuginfo=line-tables-only"])
            .env("CARGO_MANIFEST_DIR", &tutor.folder)
            .args(&self.libraries)
            .arg("-o")
            .args([&program, &root])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if !cfg!(debug_assertions) {
            rustc.arg("-O");
        }
        let failed = |e| Error::Failed(format!("cannot start rustc: {e}"));
        let ended = Group::spawn(&mut rustc).and_then(|mut g| g.child().wait());
        if !ended.map_err(failed)?.success() {
            return Ok(State::Broken);
        }
        let state = check::run(&program, Prints::Hidden, None).map(State::of);
        // The next one does not run in its place, should it not be built.
        let _ = fs::remove_file(program);
        state
    }

    fn at(&self, part: &str) -> PathBuf {
        self.place.path().join(part)
    }
}

fn file_in(folder: &Path, exercise: &Exercise) -> PathBuf {
    folder.join(format!("{}.rs", exercise.name))
}

/// The libraries that the exercises use, as cargo built them for the tutor.
/// Which of several versions is meant stands in Cargo.lock.
fn libraries(folder: &Path) -> Result<Vec<String>> {
    let what = "the libraries of the exercises";
    let lock = files::read(&folder.join("../Cargo.lock"))?;
    let lock = toml::from_str::<toml::Table>(&lock).map_err(|e| {
        Error::Failed(format!("cannot read Cargo.lock: {}", e.message()))
    })?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let is_own = |package: &&toml::Value| {
        package.get("name").and_then(toml::Value::as_str) == Some("tutorials")
    };
    let own = packages.and_then(|all| all.iter().find(is_own));
    let uses = own.and_then(|own| own.get("dependencies")?.as_array());
    let uses = uses.into_iter().flatten().filter_map(toml::Value::as_str);

    let built = check::cargo_build(folder, &["--bin", "tutor"])?;
    if !built.success {
        return Err(built.error(what));
    }
    let mut arguments = Vec::new();
    for used in uses.chain(["tutorials"]) {
        // `burn`, or `rand 0.10.3` where there are several
        let (name, version) = used.split_once(' ').unwrap_or((used, ""));
        let name = name.replace('-', "_");
        let is = |artifact: &&Value| {
            let id = artifact["package_id"].as_str().unwrap_or_default();
            let own = artifact["target"]["name"].as_str().unwrap_or_default();
            own.replace('-', "_") == name && id.ends_with(version)
        };
        let library = |artifact: &Value| {
            let files = artifact["filenames"].as_array()?;
            let mut files = files.iter().filter_map(Value::as_str);
            Some(files.find(|file| file.ends_with(".rlib"))?.to_owned())
        };
        let mut artifacts = built.messages.iter().filter(is);
        // One that only tests use is not built for the tutor.
        let Some(file) = artifacts.find_map(library) else {
            continue;
        };
        if let Some(folder) = Path::new(&file).parent() {
            let folder = folder.display();
            arguments.extend(["-L".into(), format!("dependency={folder}")]);
        }
        arguments.extend(["--extern".into(), format!("{name}={file}")]);
    }
    Ok(arguments)
}
