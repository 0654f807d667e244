//! Builds the check of one exercise, and runs it.

use std::{
    env,
    ffi::OsString,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use console::colors_enabled;
use program::{Error, Result, output::complain};
use serde_json::Value;
use tutorials::check::{PASSED, tidy};

/// More than this no check prints, and no learner reads.
const MOST: u64 = 100_000;

/// What came of a check.
pub enum Outcome {
    /// The answer is right; what there is to learn from it.
    Passed(String),
    /// The answer is wrong; why.
    Failed(String),
    /// The file does not compile; what the compiler says.
    Broken(String),
}

/// Checks the exercise of this name.
pub fn check(folder: &Path, name: &str) -> Result<Outcome> {
    match build(folder, name)? {
        Ok(program) => run(&program),
        Err(messages) => Ok(Outcome::Broken(messages)),
    }
}

/// Builds the check: its program, or the compiler's messages.
fn build(
    folder: &Path,
    name: &str,
) -> Result<std::result::Result<PathBuf, String>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let format = match colors_enabled() {
        true => "json-diagnostic-rendered-ansi",
        false => "json",
    };
    // The whole workspace, as for the tutor: so cargo chooses the same
    // features, and finds every library built.
    let mut manifest = OsString::from("--manifest-path=");
    manifest.push(folder.join("../Cargo.toml"));
    let mut command = Command::new(cargo);
    command
        .args(["build", "--quiet", "--features", "exercises", "--bin", name])
        .args(["--message-format", format])
        .arg(manifest);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let output = command.stdin(Stdio::null()).output().map_err(|e| {
        Error::Failed(format!("cannot start cargo, is it installed? {e}"))
    })?;

    let (mut messages, mut program) = (String::new(), None);
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        if let Some(text) = message["message"]["rendered"].as_str() {
            messages.push_str(&tidy(text));
        }
        if message["target"]["name"] == name
            && let Some(path) = message["executable"].as_str()
        {
            program = Some(PathBuf::from(path));
        }
    }
    match program {
        Some(program) if output.status.success() => Ok(Ok(program)),
        _ if !messages.is_empty() => Ok(Err(messages)),
        _ => {
            // cargo explains itself over several lines.
            complain(String::from_utf8_lossy(&output.stderr).trim());
            let what = format!("cargo could not build the check of {name}");
            Err(Error::Failed(what + "; it says why above"))
        }
    }
}

/// Runs the check. It limits its own time; what the learner's code prints for
/// itself with `dbg!` or `eprintln!` goes straight to the terminal.
fn run(program: &Path) -> Result<Outcome> {
    let failed = |e| Error::Failed(format!("cannot run the check: {e}"));
    let mut child = Command::new(program)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut bytes = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 == MOST {
        let _ = child.kill(); // it may have ended by itself
        let _ = child.wait();
        return Ok(Outcome::Failed(
            "The code prints without end. Look for a println! in a loop that \
             does not stop."
                .into(),
        ));
    }
    let status = child.wait().map_err(failed)?;
    let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
    Ok(match status.code() {
        Some(0) => match text.strip_suffix(PASSED) {
            Some(text) => Outcome::Passed(text.trim_end().into()),
            None => Outcome::Failed(
                "The program ended before the check did. Is there an exit in \
                 your code?"
                    .into(),
            ),
        },
        Some(1) => Outcome::Failed(text),
        _ => Outcome::Failed(format!(
            "The program was ended from outside ({status}). Usually a function \
             calls itself without end, or the memory is full."
        )),
    })
}
