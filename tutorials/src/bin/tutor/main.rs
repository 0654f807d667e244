//! The tutor: leads through the exercises.
//!
//! Run it: `cargo run --bin tutor`

use std::{env, path::PathBuf, process::ExitCode};

use clap::CommandFactory;
use program::{Result, args, exit_code, output};
use tutor::{Command, Tutor};

mod check;
mod files;
mod review;
mod screen;
mod tutor;
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
    let tutor = Tutor::open(folder)?;
    match command.unwrap_or(Command::Watch) {
        Command::Watch => watch::watch(&tutor),
        command => review::run(&tutor, command, &mut review::typed),
    }
}
