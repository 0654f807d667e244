//! What all lessons share, so that each can be one screen of its own subject:
//!
//! | module | holds |
//! |---|---|
//! | [`args`] | the flags |
//! | [`lesson`] | the story, the results and the figures of a run |
//! | [`figure`] | charts, bowls, graphs: SVG for stills, GIF for animations |
//! | [`scene`] | what several lessons draw: a fit, a bowl |
//! | `numbers` | arrays in the notebooks' four digits |
//! | `terminal` | charts in the terminal, live descents, progress |
//! | [`rebuild`] | `--backend` for a backend that was not built yet |
//! | [`output`] | standard output, and files written whole or not at all |

pub mod args;
mod error;
pub mod figure;
pub mod lesson;
mod numbers;
pub mod output;
pub mod rebuild;
pub mod scene;
mod terminal;

use std::process::ExitCode;

use args::Args;
use descent::device::Precision;
pub use error::{Error, Result};
pub use lesson::Lesson;
pub use numbers::{array, number};

/// The syllabus: what lesson 1, 2, … is called, and its precision unless
/// `--precision` says otherwise. Where a device lacks float64, float32 takes
/// its place.
pub const LESSONS: [(&str, Precision); 10] = [
    ("Random data", Precision::F32),
    ("Loss", Precision::F32),
    ("The gradient by hand", Precision::F64),
    ("Autodiff", Precision::F32),
    ("Minibatches", Precision::F32),
    ("The learning rate", Precision::F64),
    ("Optimisers", Precision::F64),
    ("From a line to a network", Precision::F64),
    ("An image classifier from scratch", Precision::F64),
    ("How fast can it go?", Precision::F32),
];

/// Runs lesson `number`: reads its flags, opens the device, teaches, and turns
/// every error into one line and an exit code (1 for a failed run, 2 for bad
/// input).
pub fn run<Flags: clap::Args>(
    number: usize,
    teach: impl FnOnce(&mut Lesson, Flags) -> Result<()>,
) -> ExitCode {
    let result = Args::<Flags>::read(number).and_then(|args| {
        let name = format!("lesson{number}");
        let folder = args.common.folder(&format!("target/lessons/{name}"));
        if !args.common.no_figures {
            output::prepare(&folder)?;
        }
        if let Some(code) = rebuild::if_needed(&name, args.common.backend)? {
            return Ok(code);
        }
        output::finish_writing_on_interrupt()?;
        let (title, preferred) = LESSONS[number - 1];
        let title = format!("Lesson {number}: {title}");
        let mut lesson = Lesson::open(&title, preferred, folder, args.common)?;
        teach(&mut lesson, args.own)?;
        lesson.close(number)?;
        Ok(ExitCode::SUCCESS)
    });
    result.unwrap_or_else(|error| {
        output::complain(&format!("error: {error}"));
        error.exit_code()
    })
}
