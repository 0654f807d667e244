//! Lesson 13: burn's own trainer.
//!
//! The loop of lesson 9 once more: first with callbacks, as a trainer of our
//! own, then in burn's words. A killed run goes on, and weights move.
//!
//! | file | holds |
//! |---|---|
//! | `plan.rs` | what both trainers are told: rates, orders, patience |
//! | `trainer.rs`, `callbacks.rs` | a trainer of our own |
//! | `classifier.rs` | the network, and burn's two steps of it |
//! | `data.rs`, `unplugged.rs` | dataset, batcher, loader; a disk that fails |
//! | `supervised.rs`, `quiet.rs` | burn's trainer, and what looks on |
//! | `weights.rs` | safetensors, and a state dict of PyTorch |
//! | `told/` | the story and its figures |
//!
//! Run it: `cargo run --bin lesson13`. The first time it builds burn's trainer,
//! the feature `trainer`, which no other lesson needs.

use std::process::ExitCode;

use program::value::{Parsed, epochs, positive, whole};

#[cfg(feature = "trainer")]
mod callbacks;
#[cfg(feature = "trainer")]
mod classifier;
#[cfg(feature = "trainer")]
mod data;
#[cfg(feature = "trainer")]
mod plan;
#[cfg(feature = "trainer")]
mod quiet;
#[cfg(feature = "trainer")]
mod supervised;
#[cfg(feature = "trainer")]
mod trainer;
#[cfg(feature = "trainer")]
mod unplugged;
#[cfg(feature = "trainer")]
mod weights;

/// The parts of the story.
#[cfg(feature = "trainer")]
mod told {
    pub mod apart;
    pub mod burns;
    pub mod checkpoint;
    pub mod dashboard;
    pub mod orders;
    pub mod own;
    pub mod resumed;
    pub mod setting;
    pub mod weights;
}

/// How both trainers train.
#[derive(clap::Args, Clone, Debug)]
struct TrainerFlags {
    /// Passes over the images, if nothing stops the run before
    #[arg(long, value_parser = epochs, allow_hyphen_values = true)]
    #[arg(default_value_t = 20)]
    epochs: usize,
    /// First learning rate, at most 1
    #[arg(long, value_parser = rate, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.1)]
    lr: f64,
    /// Epochs without a lower validation loss that end the run
    #[arg(long, value_parser = patience, allow_hyphen_values = true)]
    #[arg(default_value_t = 3)]
    patience: usize,
    /// Train once, with burn's dashboard in the terminal
    #[arg(long, conflicts_with = "json")]
    tui: bool,
}

/// burn's schedules take no other.
fn rate(text: &str) -> Parsed<f64> {
    let number = positive(text)?;
    let inside = (number <= 1.0).then_some(number);
    inside.ok_or_else(|| "it must be at most 1".into())
}

fn patience(text: &str) -> Parsed<usize> {
    let number = whole(text, 10_000).ok().filter(|number| *number > 0);
    number.ok_or_else(|| "it must be a whole number, 1 to 10000".into())
}

fn main() -> ExitCode {
    let draws = |flags: &TrainerFlags| !flags.tui;
    program::lesson::run_writing(env!("CARGO_BIN_NAME"), draws, teach)
}

#[cfg(feature = "trainer")]
fn teach(
    story: &mut program::Story,
    flags: TrainerFlags,
) -> program::Result<()> {
    let TrainerFlags {
        epochs,
        lr,
        patience,
        tui,
    } = flags;
    let setting = told::setting::Setting::new(story, lr, epochs, patience)?;
    if tui {
        return told::dashboard::tell(story, &setting);
    }
    let (model, record) = told::own::tell(story, &setting)?;
    told::burns::tell(story, &setting, (&model, &record))?;
    told::checkpoint::tell(story, &setting)?;
    told::resumed::tell(story, &setting)?;
    told::weights::tell(story, &setting, &model)
}

/// Never called: such a build has itself built anew, with burn's trainer.
#[cfg(not(feature = "trainer"))]
fn teach(_: &mut program::Story, _: TrainerFlags) -> program::Result<()> {
    let reason = "this build has no trainer: add --features trainer";
    Err(program::Error::Failed(reason.into()))
}
