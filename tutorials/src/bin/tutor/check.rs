//! Builds the check of an exercise, and runs it.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::{self, BufRead, BufReader, Read, Write},
    mem,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use console::{colors_enabled, strip_ansi_codes};
use program::{Error, Result, output::complain};
use serde_json::Value;
use tutorials::{
    check::{FAILED, PASSED, TOKEN, fresh_seed},
    clinic::ASK,
};

use crate::{cleanup::Group, compiler::Messages, screen};

/// More bytes than these no check prints, and no learner reads.
const MOST: usize = 100_000;

/// So many lines of what goes to standard error are shown as they come, and so
/// many bytes at most. The rest waits until it is clear that there is an end.
const FIRST_LINES: usize = 20;
const FIRST_BYTES: usize = 2000;

/// What came of a check.
pub enum Outcome {
    /// The answer is right; what there is to learn from it.
    Passed(String),
    /// The answer is wrong; why.
    Failed(String),
    /// The file does not compile; what the compiler says.
    Broken(Messages),
    /// The compiler ended without a word: it wanted too much.
    GaveUp,
}

/// Where what the learner's code prints with `dbg!` or `eprintln!` goes.
#[derive(Clone, Copy, PartialEq)]
pub enum Prints {
    /// To standard error: the first lines as they come, the rest at the end.
    Shown,
    Hidden,
}

/// Checks the exercise of this name, or asks the check a question about it.
pub fn check(
    folder: &Path,
    name: &str,
    prints: Prints,
    question: Option<&str>,
) -> Result<Outcome> {
    let target = ["--features", "exercises", "--bin", name];
    let built = cargo_build(folder, &target)?;
    let mut messages = Messages::default();
    let mut program = None;
    for message in &built.messages {
        messages.add(&message["message"]);
        if message["target"]["name"] == name
            && let Some(path) = message["executable"].as_str()
        {
            program = Some(PathBuf::from(path));
        }
    }
    match program {
        Some(program) if built.success => run(&program, prints, question),
        _ if !messages.is_empty() => Ok(Outcome::Broken(messages)),
        _ if built.told.contains("could not compile `tutorials`") => {
            Ok(Outcome::GaveUp)
        }
        _ => Err(built.error(&format!("the check of {name}"))),
    }
}

/// What cargo said.
pub struct Built {
    /// On standard output, in JSON.
    pub messages: Vec<Value>,
    pub success: bool,
    /// On standard error.
    told: String,
}

impl Built {
    /// That something could not be built. cargo explains itself over several
    /// lines, which come first.
    pub fn error(&self, what: &str) -> Error {
        complain(self.told.trim());
        let what = format!("cargo could not build {what}");
        Error::Failed(what + "; it says why above")
    }
}

/// Builds one program of this package.
pub fn cargo_build(folder: &Path, target: &[&str]) -> Result<Built> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let format = match colors_enabled() {
        true => "json-diagnostic-rendered-ansi",
        false => "json",
    };
    // The whole workspace, as for the tutor: so cargo chooses the same
    // features, and finds every library built.
    let mut manifest = OsString::from("--manifest-path=");
    manifest.push(folder.join("../Cargo.toml"));
    let mut command = limited(cargo);
    command.arg("build").args(target);
    command.args(["--message-format", format]).arg(manifest);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| {
        Error::Failed(format!("cannot start cargo, is it installed? {e}"))
    })?;
    let told = child.stderr.take().map(|e| thread::spawn(|| progress(e)));
    let lines = child.stdout.take().map(|out| BufReader::new(out).lines());
    let lines = lines.into_iter().flatten().map_while(io::Result::ok);
    let messages = lines.filter_map(|line| serde_json::from_str(&line).ok());
    let messages = messages.collect();
    let failed = |e| Error::Failed(format!("cannot wait for cargo: {e}"));
    let success = child.wait().map_err(failed)?.success();
    let told = told.and_then(|told| told.join().ok()).unwrap_or_default();
    Ok(Built {
        messages,
        success,
        told,
    })
}

/// Reads what cargo says of its progress, and tells what takes long: other
/// packages that are built first, another cargo that is waited for.
fn progress(stderr: impl Read) -> String {
    let (mut told, mut building, mut waits) = (String::new(), false, false);
    for line in BufReader::new(stderr).lines().map_while(io::Result::ok) {
        let line = strip_ansi_codes(&line).into_owned();
        let words = line.trim_start();
        // cargo waits for several locks, one after the other.
        if words.starts_with("Blocking") && !mem::replace(&mut waits, true) {
            screen::fresh_line();
            complain("Another cargo is building. Waiting for it …");
        }
        let other = words.starts_with("Compiling")
            && !words.starts_with("Compiling tutorials ");
        if other && !building {
            building = true;
            screen::fresh_line();
            complain("Building what the exercises need, this once …");
        }
        told += &line;
        told.push('\n');
    }
    told
}

/// A command that may take 8 GB of memory and two minutes of processor time,
/// as may each of its children: more than all that an exercise needs. A system
/// that knows no such limit goes without it.
pub fn limited(program: impl AsRef<OsStr>) -> Command {
    if cfg!(not(unix)) {
        return Command::new(program);
    }
    let mut command = Command::new("sh");
    let [time, memory] =
        ["-t 120", "-v 8000000"].map(|l| format!("ulimit {l} 2>/dev/null"));
    command.args(["-c", &format!("{time}; {memory}; exec \"$@\""), "sh"]);
    command.arg(program);
    command
}

/// Runs the check, which limits its own time. Nothing that it began outlives
/// it.
pub fn run(
    program: &Path,
    prints: Prints,
    question: Option<&str>,
) -> Result<Outcome> {
    let failed = |e| Error::Failed(format!("cannot run the check: {e}"));
    let token = format!("{:016x}", fresh_seed());
    let mut command = limited(program);
    command.env(TOKEN, "").stdin(Stdio::piped());
    command.envs(question.map(|question| (ASK, question)));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut group = Group::spawn(&mut command).map_err(failed)?;
    let child = group.child();
    if let Some(mut stdin) = child.stdin.take() {
        // One that has ended already gives no verdict, which is told below.
        let _ = writeln!(stdin, "{token}");
    }
    let (chunks, received) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        hand_on(stdout, chunks.clone(), Chunk::Out);
    }
    if let Some(stderr) = child.stderr.take() {
        hand_on(stderr, chunks, Chunk::Err);
    }
    let (mut bytes, mut length, mut ended) = (Vec::new(), 0, None);
    // What goes to standard error, and how much of it is shown.
    let (mut errors, mut shown) = (Vec::new(), 0);
    loop {
        match received.recv_timeout(Duration::from_millis(100)) {
            Ok(Chunk::Out(chunk)) => {
                length += chunk.len();
                bytes.extend(chunk);
            }
            Ok(Chunk::Err(chunk)) => {
                length += chunk.len();
                if prints == Prints::Shown {
                    if errors[..shown].last().is_none_or(|b| *b == b'\n') {
                        screen::fresh_line();
                    }
                    errors.extend(chunk);
                    let until = end_of_first(&errors);
                    show(&errors[shown..until]);
                    shown = until;
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if length > MOST {
            if shown < errors.len() {
                show("…\n".as_bytes());
            }
            return Ok(Outcome::Failed(format!(
                "The code printed more than {} kB, and was stopped. Look for \
                 a println! in a loop that runs too often.",
                MOST / 1000
            )));
        }
        // A program that the learner's code began may hold the streams open
        // after the check itself has ended.
        if child.try_wait().map_err(failed)?.is_some() {
            let ended: &Instant = ended.get_or_insert_with(Instant::now);
            if ended.elapsed() > Duration::from_millis(500) {
                break;
            }
        }
    }
    show(&errors[shown..]);
    let status = child.wait().map_err(failed)?;
    let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
    for (last, passed) in [(PASSED, true), (FAILED, false)] {
        if let Some(text) = text.strip_suffix(&format!("{last}{token}")) {
            let text = text.trim_end().into();
            return Ok(match passed {
                true => Outcome::Passed(text),
                false => Outcome::Failed(text),
            });
        }
    }
    Ok(Outcome::Failed(match status.code() {
        Some(code) => format!(
            "The program ended with code {code} before the check did. Is there \
             an exit in your code?"
        ),
        None => format!(
            "The program was ended from outside ({status}). Usually a function \
             calls itself without end, or the memory is full."
        ),
    }))
}

/// Where the first lines end.
fn end_of_first(bytes: &[u8]) -> usize {
    let most = bytes.len().min(FIRST_BYTES);
    let mut ends = (1..=most).filter(|end| bytes[end - 1] == b'\n');
    ends.nth(FIRST_LINES - 1).unwrap_or(most)
}

/// Shows what the learner's code wrote to standard error.
fn show(bytes: &[u8]) {
    // If even that fails, there is no one to tell.
    let _ = io::stderr().write_all(bytes);
}

/// A piece of what the check and the learner's code print.
enum Chunk {
    Out(Vec<u8>),
    Err(Vec<u8>),
}

/// Hands on what a stream gives, until it ends or nobody listens any more.
fn hand_on(
    mut from: impl Read + Send + 'static,
    to: Sender<Chunk>,
    chunk: fn(Vec<u8>) -> Chunk,
) {
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(length) = from.read(&mut buffer)
            && length > 0
            && to.send(chunk(buffer[..length].into())).is_ok()
        {}
    });
}
