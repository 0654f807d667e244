//! Lesson 9: an image classifier from scratch.
//!
//! Scores become probabilities, probabilities a loss, and the descent of the
//! lessons before does the rest: a network learns to read digits.
//!
//! Run it: `cargo run --bin lesson9`

use std::{path::PathBuf, process::ExitCode};

use descent::data;
use program::{
    Result, Story,
    doctor::DoctorFlags,
    value::{epochs, positive},
};

mod checksum;
mod linear;
mod network;
mod pictures;
mod saved;
mod softmax;

/// Images from files.
mod image {
    pub mod file;
    pub mod pgm;
    pub mod pixels;
}

/// The parts of the story.
mod told {
    pub mod files;
    pub mod images;
    pub mod learn;
    pub mod mistakes;
    pub mod predict;
    pub mod softmax;
    pub mod ten_classes;
    pub mod three_or_seven;
}

/// How a network learns digits, or which image it is to name.
#[derive(clap::Args, Clone, Debug)]
struct DigitFlags {
    /// Passes over the images
    #[arg(long, value_parser = epochs, allow_hyphen_values = true)]
    #[arg(default_value_t = 30)]
    epochs: usize,
    /// Learning rate of the network
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.1)]
    lr: f64,
    /// Write every update of both networks to a file: run, update, the loss of
    /// its batch, and the length of the gradient; their parameters are too many
    #[arg(long, value_name = "FILE.csv")]
    trace: Option<PathBuf>,
    /// A look at both networks.
    #[command(flatten)]
    doctor: DoctorFlags,
    /// Train nothing; name the digit in a file: 64 numbers from 0 (paper) to
    /// 16 (ink), or an image of 8×8 pixels (PGM or PNG, light ink on black)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["epochs", "lr", "trace", "doctor"])]
    predict: Option<PathBuf>,
}

fn main() -> ExitCode {
    let trains = |flags: &DigitFlags| flags.predict.is_none();
    program::lesson::run_writing(env!("CARGO_BIN_NAME"), trains, teach)
}

fn teach(story: &mut Story, flags: DigitFlags) -> Result<()> {
    if let Some(file) = &flags.predict {
        return told::predict::tell(story, file);
    }
    story.trace_to(flags.trace.as_deref())?;
    let how = (flags.lr, flags.epochs, flags.doctor);
    let digits = data::digits()?;
    told::images::tell(story, &digits)?;
    told::softmax::tell(story)?;
    told::three_or_seven::tell(story, &digits)?;
    let same = told::ten_classes::same_writers(story, &digits, how)?;
    told::files::leave(story, &same)?;
    let other = told::ten_classes::other_writers(story, &digits, how)?;
    told::ten_classes::compare(story, &same, &other)?;
    told::mistakes::tell(story, &other)
}
