//! Checks on every save, and takes commands in between.

use std::{
    fs, io, iter,
    process::ExitCode,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use clap::{CommandFactory, FromArgMatches};
use program::{Result, args, output::escaped};

use crate::{Args, command::Command, screen, screen::say, tutor::Tutor};

/// How often the files are looked at. They are few and small, and reading works
/// where file notifications do not: network drives, containers.
const PAUSE: Duration = Duration::from_millis(100);

/// The bytes of each exercise, in the order of the course.
type Texts = Vec<Option<Vec<u8>>>;

/// Leads through the exercises until all are solved. Without a terminal it
/// goes on to the first exercise that is not solved, or that the learner stays
/// with, and ends there.
pub fn watch(tutor: &Tutor) -> Result<ExitCode> {
    let typed = typed_lines();
    let mut known = read_all(tutor);
    let mut keep = false; // what the screen shows
    while let Some(exercise) = tutor.current()? {
        let at = tutor.position(&exercise.name).unwrap_or(0);
        known[at] = fs::read(tutor.file(exercise)).ok();
        if tutor.waits && !keep {
            screen::clear();
        }
        tutor.show_place(exercise)?;
        if tutor.waits {
            say("Checking …");
        }
        let stays = tutor.stays(exercise)?;
        let passed = tutor.check(exercise)?;
        if passed && !stays {
            keep = true;
            continue;
        }
        if passed && !tutor.waits {
            return Ok(ExitCode::SUCCESS);
        }
        if !tutor.waits {
            say("Next hint: cargo run --bin tutor hint");
            say("This is no terminal, so the tutor does not wait for a save.");
            return Ok(ExitCode::FAILURE);
        }
        say(
            "Save the file, and it is checked again. Or type hint, list, next, \
             reset, solution, help or quit, and Enter.",
        );
        keep = match wait(tutor, at, &mut known, &typed) {
            Next::Saved(saved) => saved_another(tutor, at, saved)?,
            Next::Typed => true,
            Next::Quit => return Ok(ExitCode::SUCCESS),
        };
    }
    say(
        "All exercises are solved. See them once more: cargo run --bin tutor \
         list --all",
    );
    Ok(ExitCode::SUCCESS)
}

/// Why the waiting ended.
enum Next {
    /// This exercise was saved.
    Saved(usize),
    Typed,
    Quit,
}

/// Waits until a file is no longer as it is `known`, or a command changes
/// something.
fn wait(
    tutor: &Tutor,
    at: usize,
    known: &mut Texts,
    typed: &Receiver<String>,
) -> Next {
    // What was typed during the check stands above what came of it.
    for line in typed.try_iter() {
        say(&format!("> {line}"));
        if let Some(next) = obey(tutor, &line, typed) {
            return next;
        }
    }
    let (mut before, mut missed) = (known.clone(), false);
    loop {
        match typed.recv_timeout(PAUSE) {
            Ok(line) => match obey(tutor, &line, typed) {
                Some(next) => return next,
                None => continue,
            },
            Err(RecvTimeoutError::Disconnected) => return Next::Quit,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = read_all(tutor);
        // Some editors write in several steps: wait until it rests.
        let is_saved = |i: &usize| {
            now[*i].is_some() && now[*i] != known[*i] && now[*i] == before[*i]
        };
        if let Some(saved) = iter::once(at).chain(0..now.len()).find(is_saved) {
            *known = now;
            return Next::Saved(saved);
        }
        // Some move the old file away first, so only one that stays away is.
        if now[at].is_none() && before[at].is_none() && !missed {
            missed = true;
            say("The file is gone. Save it again, or type reset and Enter.");
        }
        before = now;
    }
}

/// Goes to another exercise that was saved or, if it is solved, checks it once
/// more. Whether the screen is to be kept.
fn saved_another(tutor: &Tutor, at: usize, saved: usize) -> Result<bool> {
    let exercise = &tutor.exercises[saved];
    if saved == at {
        return Ok(false);
    }
    if !tutor.is_done(exercise)? {
        tutor.go_to(exercise)?;
        return Ok(false);
    }
    screen::clear();
    say(&format!("{} was solved before. Checking …", exercise.name));
    tutor.check(exercise)?;
    Ok(true)
}

fn read_all(tutor: &Tutor) -> Texts {
    let exercises = tutor.exercises.iter();
    exercises.map(|e| fs::read(tutor.file(e)).ok()).collect()
}

/// Runs a line that was typed; a command may ask for more. `None`: go on
/// waiting.
fn obey(tutor: &Tutor, line: &str, typed: &Receiver<String>) -> Option<Next> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let command = match words[..] {
        [] => return Some(Next::Typed),
        ["quit" | "q" | "exit"] => return Some(Next::Quit),
        // Here the exercise to reset goes without saying.
        ["reset"] => Command::Reset {
            exercise: tutor.current().ok()??.name.clone(),
        },
        _ => match understood(&words) {
            Ok(command) => command,
            Err(text) => {
                say(&text);
                return None;
            }
        },
    };
    // Where one is, is checked next anyhow.
    let is_here = match &command {
        Command::Watch => true,
        Command::Check { exercise } => tutor.is_at(exercise.as_deref()),
        _ => false,
    };
    if is_here {
        return Some(Next::Typed);
    }
    let changes = !matches!(
        command,
        Command::Ask { .. }
            | Command::Check { .. }
            | Command::Hint { .. }
            | Command::List { .. }
            | Command::Solution { .. }
    );
    match crate::obey(tutor, command, &mut || typed.recv().ok()) {
        Ok(_) if changes => Some(Next::Typed),
        Ok(_) => None,
        Err(error) => {
            say(&escaped(&format!("error: {error}")));
            None
        }
    }
}

/// The command that these words are, or what to say instead: a help, or what
/// is wrong.
fn understood(words: &[&str]) -> std::result::Result<Command, String> {
    let quit = clap::Command::new("quit").about("Leave; nothing is lost");
    let mut commands = Args::command()
        .subcommand(quit)
        .mut_subcommand("watch", |watch| watch.hide(true))
        .help_template("{subcommands}")
        .disable_version_flag(true);
    let words = iter::once("tutor").chain(words.iter().copied());
    let parsed = commands
        .try_get_matches_from_mut(words)
        .and_then(|matches| Args::from_arg_matches(&matches));
    match parsed {
        Ok(args) => Ok(args.command.unwrap_or(Command::Watch)),
        Err(error) => Err(args::fault(&error, &commands, "help")
            .unwrap_or_else(|| error.to_string().trim_end().into())),
    }
}

/// The lines that are typed, as they come.
fn typed_lines() -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in io::stdin().lines() {
            if line.is_err() || sender.send(line.unwrap_or_default()).is_err() {
                break;
            }
        }
    });
    lines
}
