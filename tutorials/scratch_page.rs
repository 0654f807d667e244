//! The learner's page as a program: what they write stands in
//! `tutorials/scratch.rs`, where the program `scratch` put it.

use std::process::ExitCode;

#[path = "scratch.rs"]
#[rustfmt::skip]
mod page;

fn main() -> ExitCode {
    match page::main() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            program::output::complain(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}
