//! Lesson 8: from a line to a network.
//!
//! Matrices one after the other are one matrix. A nonlinearity between them
//! makes a network, and a wide enough network fits any curve.
//!
//! | file | holds |
//! |---|---|
//! | `stacked.rs` | two matrices, with and without relu between them |
//! | `hidden_layer.rs` | a network from matrices, and as a module |
//! | `depth.rs` | how numbers grow or fade in a deep stack of layers |
//! | `initializers.rs` | the rules for first weights |
//! | `bumps.rs` | networks built by hand: steps, bumps, any curve |
//! | `curves.rs`, `learning.rs` | curves, and networks that learn them |
//! | `told/` | the story and its figures |
//!
//! Run it: `cargo run --bin lesson8`

use std::{path::PathBuf, process::ExitCode};

use program::{
    doctor::DoctorFlags,
    value::{positive, updates},
};

mod bumps;
mod curves;
mod depth;
mod hidden_layer;
mod initializers;
mod learning;
mod stacked;

/// The parts of the story.
mod told {
    pub mod approximation;
    pub mod bumps;
    pub mod by_hand;
    pub mod depth;
    pub mod hidden_layer;
    pub mod initializers;
    pub mod learning;
    pub mod limits;
    pub mod neuron;
    pub mod stacked;
}

/// How networks learn curves.
#[derive(clap::Args, Clone, Debug)]
struct CurveFlags {
    /// Updates of each network
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    #[arg(default_value_t = 500)]
    steps: usize,
    /// Learning rate of each network
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.03)]
    lr: f64,
    /// Write every update of the networks that learn curves to a file: run,
    /// update, loss, and the length of its gradient; their parameters are too
    /// many
    #[arg(long, value_name = "FILE.csv")]
    trace: Option<PathBuf>,
    /// A look at the network that the animation shows.
    #[command(flatten)]
    doctor: DoctorFlags,
}

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), |story, flags: CurveFlags| {
        let CurveFlags {
            steps,
            lr,
            trace,
            doctor,
        } = flags;
        story.trace_to(trace.as_deref())?;
        told::neuron::tell(story)?;
        told::stacked::tell(story)?;
        told::hidden_layer::tell(story)?;
        told::depth::tell(story)?;
        told::initializers::tell(story)?;
        told::bumps::tell(story)?;
        told::by_hand::tell(story)?;
        let fits = told::approximation::tell(story, steps, lr)?;
        told::limits::tell(story, &fits)?;
        told::learning::draw(story, steps, lr, doctor)
    })
}
