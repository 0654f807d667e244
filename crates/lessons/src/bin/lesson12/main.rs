//! Lesson 12: shapes, not pixels.
//!
//! A filter slides over an image and asks everywhere the same question. A
//! network of filters reads digits with fewer weights, and minds less where
//! they stand.
//!
//! | file | holds |
//! |---|---|
//! | `grid.rs`, `drawn.rs` | images and filters as rows of numbers |
//! | `convolution.rs` | a convolution in loops, and its way back |
//! | `windows.rs`, `same.rs` | the same as a product of matrices, and by burn |
//! | `pooling.rs`, `checked.rs` | pooling; both gradients checked |
//! | `shared.rs` | weights and products, counted |
//! | `border.rs`, `sees.rs` | what moves along; what a unit sees |
//! | `network.rs`, `training.rs` | a network of filters, and its training |
//! | `moved.rs`, `interval.rs` | images moved by a pixel, and how sure that is |
//! | `deep.rs`, `stacks.rs` | residual sums and normalisation |
//! | `told/` | the story and its figures |
//!
//! Run it: `cargo run --bin lesson12`

use std::process::ExitCode;

use program::{
    doctor::DoctorFlags,
    value::{epochs, positive},
};

mod border;
mod checked;
mod convolution;
mod deep;
mod drawn;
mod grid;
mod interval;
mod moved;
mod network;
mod pooling;
mod same;
mod sees;
mod shared;
mod stacks;
mod training;
mod windows;

/// The parts of the story.
mod told {
    pub mod border;
    pub mod costs;
    pub mod deep;
    pub mod digits;
    pub mod doctor;
    pub mod filter;
    pub mod gradient;
    pub mod moved;
    pub mod pooling;
    pub mod recording;
    pub mod sees;
    pub mod shared;

    use crate::grid::Grid;

    /// The rows of a grid of whole numbers, as the story shows them.
    fn numbers(grid: &Grid) -> Vec<String> {
        let row = |row: &[f64]| row.iter().map(|v| format!("{v:4}")).collect();
        grid.values.chunks(grid.columns).map(row).collect()
    }

    /// A difference as its power of ten, or 0.
    fn power(difference: f64) -> String {
        match difference {
            0.0 => "0".into(),
            _ => format!("{difference:.0e}"),
        }
    }
}

/// How both networks learn digits.
#[derive(clap::Args, Clone, Debug)]
struct ShapeFlags {
    /// Passes over the images
    #[arg(long, value_parser = epochs, allow_hyphen_values = true)]
    #[arg(default_value_t = 30)]
    epochs: usize,
    /// Learning rate of the network of filters; that of lesson 9 keeps its 0.1
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.02)]
    lr: f64,
    /// A look at both runs.
    #[command(flatten)]
    doctor: DoctorFlags,
}

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), |story, flags: ShapeFlags| {
        told::filter::tell(story)?;
        told::gradient::tell(story)?;
        told::shared::tell(story);
        told::border::tell(story);
        told::pooling::tell(story)?;
        told::sees::tell(story)?;
        let how = (flags.lr, flags.epochs, flags.doctor);
        let learned = told::digits::tell(story, how)?;
        told::moved::tell(story, &learned)?;
        told::deep::tell(story)
    })
}
