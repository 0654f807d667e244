//! The tutor: leads through the exercises.
//!
//! Run it: `cargo run --bin tutor`

use std::{env, path::PathBuf, process::ExitCode};

use clap::CommandFactory;
use command::Command;
use program::{Result, args, exit_code, output};
use tutor::Tutor;

mod ask;
mod check;
mod cleanup;
mod command;
mod compiler;
mod copies;
mod files;
mod help;
mod place;
mod review;
mod screen;
mod tutor;
mod verdict;
mod verify;
mod watch;

/// Leads through the exercises of the course
#[derive(clap::Parser, Debug)]
#[command(name = "tutor", version)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

fn main() -> ExitCode {
    exit_code(run())
}

fn run() -> Result<ExitCode> {
    let Args { command } = args::read(&Args::command())?;
    output::finish_writing_on_interrupt_and(cleanup::clean_up)?;
    // Cargo says where this package is; a tutor started by hand remembers
    // where it was built.
    let folder = env::var_os("CARGO_MANIFEST_DIR")
        .map_or(env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let command = command.unwrap_or(Command::Watch);
    let waits = matches!(command, Command::Watch) && screen::at_terminal();
    let tutor = Tutor::open(folder, waits)?;
    match command {
        Command::Watch => watch::watch(&tutor),
        command => obey(&tutor, command, &mut review::typed),
    }
}

/// Runs one command; [`watch`] is not among them. Where it asks, the answers
/// are `typed`.
fn obey(
    tutor: &Tutor,
    command: Command,
    typed: review::Typed,
) -> Result<ExitCode> {
    match command {
        Command::Verify { exercises, json } => {
            verify::verify(tutor, exercises.as_deref(), json)?;
        }
        Command::Review { day } => review::review(tutor, day, typed)?,
        Command::Order { lesson, day } => {
            review::order(tutor, &lesson, day, typed)?;
        }
        command => return tutor.run(command),
    }
    Ok(ExitCode::SUCCESS)
}
