//! The flags of the lesson.

use program::{
    doctor::DoctorFlags,
    value::{Parsed, epochs, positive, whole},
};

/// How both trainers train.
#[derive(clap::Args, Clone, Debug)]
pub struct TrainerFlags {
    /// Passes over the images, if nothing stops the run before
    #[arg(long, value_parser = epochs, allow_hyphen_values = true)]
    #[arg(default_value_t = 20)]
    pub epochs: usize,
    /// First learning rate, at most 1
    #[arg(long, value_parser = rate, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.1)]
    pub lr: f64,
    /// Epochs without a lower validation loss that end the run
    #[arg(long, value_parser = patience, allow_hyphen_values = true)]
    #[arg(default_value_t = 3)]
    pub patience: usize,
    /// A look at our trainer's run.
    #[command(flatten)]
    pub doctor: DoctorFlags,
    /// Train once, with burn's dashboard in the terminal
    #[arg(long, conflicts_with_all = ["json", "doctor"])]
    pub tui: bool,
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
