//! The tutor: leads through the exercises.
//!
//! Run it: `cargo run --bin tutor`

use std::{env, path::PathBuf, process::ExitCode};

use clap::CommandFactory;
use program::{Result, args, exit_code, output};
use tutor::{Command, Tutor};

mod check;
mod compiler;
mod files;
mod screen;
mod tutor;
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
    output::finish_writing_on_interrupt()?;
    // Cargo says where this package is; a tutor started by hand remembers
    // where it was built.
    let folder = env::var_os("CARGO_MANIFEST_DIR")
        .map_or(env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let command = command.unwrap_or(Command::Watch);
    let waits = matches!(command, Command::Watch) && screen::at_terminal();
    let tutor = Tutor::open(folder, waits)?;
    match command {
        Command::Watch => watch::watch(&tutor),
        command => obey(&tutor, command),
    }
}

/// Runs one command; [`watch`] is not among them.
fn obey(tutor: &Tutor, command: Command) -> Result<ExitCode> {
    let Command::Verify { exercises, json } = command else {
        return tutor.run(command);
    };
    verify::verify(tutor, exercises.as_deref(), json)?;
    Ok(ExitCode::SUCCESS)
}
