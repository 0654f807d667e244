//! The flags of this lesson.

use std::path::PathBuf;

use program::{
    doctor::DoctorFlags,
    points::{LiveFlags, ProblemFlags},
    value::{Parsed, each_once, epochs, positive, whole},
};

/// How minibatches descend.
#[derive(clap::Args, Clone, Debug)]
pub struct BatchFlags {
    /// Points and start.
    #[command(flatten)]
    pub problem: ProblemFlags,
    /// Learning rate [default: 0.01; for your own points half the largest
    /// stable one]
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    pub lr: Option<f64>,
    /// Passes over the data [default: as many as each size needs for 600 updates]
    #[arg(long, value_parser = epochs, allow_hyphen_values = true)]
    pub epochs: Option<usize>,
    /// Points in a batch; give it again to compare sizes [default: 1 10 25 and all]
    #[arg(long, value_name = "SIZE", value_parser = batch_size)]
    #[arg(allow_hyphen_values = true)]
    pub batch_size: Vec<usize>,
    /// Write every update to a file: run, update, parameters, the loss over
    /// all points, and the length of its gradient
    #[arg(long, value_name = "FILE.csv")]
    pub trace: Option<PathBuf>,
    /// A look at each run.
    #[command(flatten)]
    pub doctor: DoctorFlags,
    /// Animation.
    #[command(flatten)]
    pub live: LiveFlags,
}

/// As many points as there are at most: that is known later.
fn batch_size(text: &str) -> Parsed<usize> {
    whole(text, 10_000)
}

impl BatchFlags {
    /// The batch sizes to compare of n points, each once.
    pub fn sizes(&self, n: usize) -> Vec<usize> {
        each_once(match self.batch_size.is_empty() {
            true => [1, 10, 25, n].map(|size| size.min(n)).to_vec(),
            false => self.batch_size.clone(),
        })
    }
}
