//! What is wrong with my run?
//!
//! Small programs that are ill, each by one mistake that people make, and what
//! the doctor says of them. The page `docs/src/doctor.md` shows their figures.
//!
//! | file | holds |
//! |---|---|
//! | `cases.rs` | all cases by name |
//! | `rows.rs` | rows to learn from, a linear model, its loss and its gradient |
//! | `walk.rs` | a descent whose step each case makes itself, so also wrongly |
//! | `network.rs`, `looked.rs` | a deep network, and a look into it |
//! | `told/` | the cases: the mistake, the symptom, the finding |
//!
//! Run it: `cargo run --bin doctor`

use std::process::ExitCode;

use cases::{CASES, known};
use program::{Result, Story, lesson};

mod cases;
mod looked;
mod network;
mod rows;
mod walk;

/// The cases.
mod told {
    pub mod batches;
    pub mod diagnostics;
    pub mod dropout;
    pub mod gradients;
    pub mod layers;
    pub mod numbers;
    pub mod picture;
    pub mod rates;
    pub mod stuck;
    pub mod units;
    pub mod unseen;
    pub mod updates;
}

/// What is looked at.
#[derive(clap::Args, Clone, Debug)]
struct CaseFlags {
    /// This case alone; give it again for more [default: all, and the three
    /// looks into a network]
    #[arg(long, value_name = "NAME", value_parser = known)]
    case: Vec<String>,
}

fn main() -> ExitCode {
    let title = "What is wrong with my run?";
    lesson::run_page(env!("CARGO_BIN_NAME"), title, look)
}

fn look(story: &mut Story, flags: CaseFlags) -> Result<()> {
    let all = flags.case.is_empty();
    for (name, symptom, tell) in CASES {
        if all || flags.case.iter().any(|case| case == name) {
            story.heading(symptom);
            tell(story)?;
        }
    }
    match all {
        true => told::diagnostics::tell(story),
        false => Ok(()),
    }
}
