//! Checks on every save, and takes commands in between.

use std::{
    fs,
    io::{self, IsTerminal},
    iter,
    path::Path,
    process::ExitCode,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use clap::Parser;
use program::{Result, output::escaped};

use crate::{
    Args, review, screen,
    screen::say,
    tutor::{Command, Tutor},
};

/// How often the file is looked at. One small file is cheap to read, and
/// reading works where file notifications do not: network drives, containers.
const PAUSE: Duration = Duration::from_millis(50);

/// Leads through the exercises until all are solved. Without a terminal it
/// goes on to the first exercise that is not solved, and ends there.
pub fn watch(tutor: &Tutor) -> Result<ExitCode> {
    let at_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let typed = typed_lines();
    let mut keep = false; // what the screen shows
    while let Some(exercise) = tutor.current()? {
        let file = tutor.file(exercise);
        let text = fs::read(&file).ok();
        if at_terminal && !keep {
            screen::clear();
        }
        tutor.show_place(exercise)?;
        if at_terminal {
            say("Checking …");
        }
        if tutor.check(exercise)? {
            keep = true;
            continue;
        }
        if !at_terminal {
            say("Next hint: cargo run --bin tutor hint");
            say("This is no terminal, so the tutor does not wait for a save.");
            return Ok(ExitCode::FAILURE);
        }
        say(
            "Save the file, and it is checked again. Or type hint, list, \
             reset, solution or quit, and Enter.",
        );
        keep = match wait(tutor, &file, text, &typed) {
            Next::Saved => false,
            Next::Typed => true,
            Next::Quit => return Ok(ExitCode::SUCCESS),
        };
    }
    say(
        "All exercises are solved. See them once more: cargo run --bin tutor \
         list",
    );
    Ok(ExitCode::SUCCESS)
}

/// Why the waiting ended.
enum Next {
    Saved,
    Typed,
    Quit,
}

/// Waits until the file is no longer `text`, or a command changes something.
fn wait(
    tutor: &Tutor,
    file: &Path,
    text: Option<Vec<u8>>,
    typed: &Receiver<String>,
) -> Next {
    let (mut before, mut missed) = (text.clone(), false);
    loop {
        match typed.recv_timeout(PAUSE) {
            Ok(line) => match obey(tutor, &line, typed) {
                Some(next) => return next,
                None => continue,
            },
            Err(RecvTimeoutError::Disconnected) => return Next::Quit,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = fs::read(file).ok();
        // Some editors write in several steps: wait until it rests.
        if now.is_some() && now != text && now == before {
            return Next::Saved;
        }
        // Some move the old file away first, so only one that stays away is.
        if now.is_none() && before.is_none() && !missed {
            missed = true;
            say("The file is gone. Save it again, or type reset and Enter.");
        }
        before = now;
    }
}

/// Runs a line that was typed; a command may ask for more. `None`: go on
/// waiting.
fn obey(tutor: &Tutor, line: &str, typed: &Receiver<String>) -> Option<Next> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let command = match words[..] {
        [] => return Some(Next::Typed),
        ["quit" | "q" | "exit"] => return Some(Next::Quit),
        // Here the exercise to reset goes without saying.
        ["reset"] => Ok(Command::Reset {
            exercise: tutor.current().ok()??.name.clone(),
        }),
        _ => Args::try_parse_from(iter::once("tutor").chain(words))
            .map(|args| args.command.unwrap_or(Command::Watch)),
    };
    let command = match command {
        Ok(Command::Watch) => return Some(Next::Typed),
        Ok(command) => command,
        Err(error) => {
            say(&error.to_string());
            return None;
        }
    };
    let changes = matches!(
        command,
        Command::Check { .. } | Command::Reset { .. } | Command::Verify
    );
    match review::run(tutor, command, &mut || typed.recv().ok()) {
        Ok(_) if changes => Some(Next::Typed),
        Ok(_) => None,
        Err(error) => {
            say(&escaped(&format!("error: {error}")));
            None
        }
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
