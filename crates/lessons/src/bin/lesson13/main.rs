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

use flags::TrainerFlags;

#[cfg(feature = "trainer")]
mod callbacks;
#[cfg(feature = "trainer")]
mod classifier;
#[cfg(feature = "trainer")]
mod data;
mod flags;
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
    pub mod killed;
    pub mod orders;
    pub mod own;
    pub mod recording;
    pub mod resumed;
    pub mod setting;
    pub mod weights;
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
        doctor,
        tui,
    } = flags;
    let setting = told::setting::Setting::new(story, lr, epochs, patience)?;
    told::setting::fail_on_panic(story);
    if tui {
        return told::dashboard::tell(story, &setting);
    }
    let (model, record) = told::own::tell(story, &setting, doctor)?;
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
