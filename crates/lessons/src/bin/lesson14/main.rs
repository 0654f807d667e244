//! Lesson 14: how fast can it go?
//!
//! One step of the line fit, faster in stages: from one operation at a time to
//! one pass over the points, and on to many steps in one call.
//!
//! | file | holds |
//! |---|---|
//! | `fit.rs` | the points, and what a step is, point by point |
//! | `stages.rs` | the step in six ways |
//! | `ways.rs` | an epoch of minibatches in four ways |
//! | `addition.rs` | one operation: new memory, in place, with autodiff |
//! | `clock.rs`, `limits.rs`, `timing.rs` | how they are timed, and the machine |
//! | `told/`, `pictures.rs` | the story and its figures |
//!
//! Run it: `cargo run --release --bin lesson14`

use std::process::ExitCode;

use fused::machine;
use program::value::Parsed;

mod addition;
mod clock;
mod fit;
mod limits;
mod pictures;
mod stages;
mod timing;
mod told;
mod ways;

/// How many points steps are timed on.
#[derive(clap::Args, Clone, Debug)]
struct Flags {
    /// The largest number of points [default: 10000000 with --release, 100000
    /// without]
    #[arg(long, value_name = "N", value_parser = points)]
    #[arg(allow_hyphen_values = true)]
    largest: Option<usize>,
}

impl Flags {
    /// The numbers of points: 30, and powers of ten up to the largest.
    fn sizes(&self) -> Vec<usize> {
        let default = if cfg!(debug_assertions) {
            100_000
        } else {
            10_000_000
        };
        let largest = self.largest.unwrap_or(default);
        let powers = (2..=8).map(|power| 10_usize.pow(power));
        [30].into_iter()
            .chain(powers.filter(|n| *n <= largest))
            .collect()
    }
}

/// The smallest fit has 30 points; 10⁸ of float64 take 1.6 GB, and as much
/// again on the host.
fn points(text: &str) -> Parsed<usize> {
    let number = text.parse().ok();
    let number = number.filter(|n| (30..=100_000_000).contains(n));
    number.ok_or_else(|| "it must be a whole number, 30 to 100000000".into())
}

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), |story, flags: Flags| {
        if cfg!(debug_assertions) {
            story.aside(
                "Built without --release: its times say nothing of the machine.",
            );
        }
        machine::join_in();
        let sizes = flags.sizes();
        told::overhead::of_an_operation(story)?;
        told::overhead::of_a_temporary(story, &sizes)?;
        let times = told::steps::six_ways(story, sizes.clone())?;
        pictures::draw(story, &times)?;
        let largest = sizes[sizes.len() - 1];
        told::epoch::four_ways(story, largest)?;
        told::precision::three_sizes(story, largest)
    })
}
