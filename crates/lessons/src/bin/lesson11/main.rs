//! Lesson 11: an autodiff of your own.
//!
//! What burn does in lesson 4, written out: a tape that records operations and
//! goes back through them, for numbers and then for matrices.
//!
//! | file | holds |
//! |---|---|
//! | `tape.rs` | the tape of numbers |
//! | `number.rs`, `expressions.rs`, `point.rs` | what is recorded on it |
//! | `shares.rs` | the way back through it, step by step |
//! | `mistakes.rs`, `kept.rs` | ways back that go wrong; a record that grows |
//! | `dual.rs`, `passes.rs` | forward mode, and what either way costs |
//! | `matrices.rs` | the tape of matrices |
//! | `backprop.rs` | a hidden layer by hand, by the tape and by burn |
//! | `checkpoints.rs` | memory for time |
//! | `three_or_seven.rs` | digits, learned with the tape |
//! | `told/` | the story and its figures |
//!
//! Run it: `cargo run --bin lesson11`

use std::process::ExitCode;

use program::{
    doctor::DoctorFlags,
    value::{epochs, positive},
};

mod backprop;
mod checkpoints;
mod dual;
mod expressions;
mod kept;
mod matrices;
mod mistakes;
mod number;
mod passes;
mod point;
mod shares;
mod tape;
mod three_or_seven;

/// The parts of the story.
mod told {
    pub mod backprop;
    pub mod checkpoints;
    pub mod kept;
    pub mod mistakes;
    pub mod passes;
    pub mod recording;
    pub mod tape;
    pub mod three_or_seven;

    /// A difference as its power of ten, or 0.
    fn power(difference: f64) -> String {
        match difference {
            0.0 => "0".into(),
            _ => format!("{difference:.0e}"),
        }
    }
}

/// How our engine learns digits.
#[derive(clap::Args, Clone, Debug)]
struct EngineFlags {
    /// Passes over the images
    #[arg(long, value_parser = epochs, allow_hyphen_values = true)]
    #[arg(default_value_t = 10)]
    epochs: usize,
    /// Learning rate of the network
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.1)]
    lr: f64,
    /// A look at our engine's run.
    #[command(flatten)]
    doctor: DoctorFlags,
}

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), |story, flags: EngineFlags| {
        told::tape::tell(story)?;
        told::mistakes::tell(story)?;
        told::kept::tell(story)?;
        told::passes::tell(story)?;
        told::backprop::tell(story)?;
        told::checkpoints::tell(story)?;
        let how = (flags.lr, flags.epochs, flags.doctor);
        told::three_or_seven::tell(story, how)
    })
}
