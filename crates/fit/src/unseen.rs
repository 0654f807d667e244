//! The flags for a model that shall do well on rows that it has not seen.

use program::value::{Parsed, positive};

/// How to make it do well there, and how to find out whether it does.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "On rows that it has not seen")]
pub struct Unseen {
    /// Adds LAMBDA times the sum of the squared weights to the loss, all for
    /// standardised columns; the intercept and biases are free (ridge
    /// regression, weight decay)
    #[arg(long, value_name = "LAMBDA", value_parser = lambda)]
    #[arg(allow_hyphen_values = true)]
    pub l2: Option<f64>,
}

/// Above this all weights are 0, but for rounding.
const MOST: f64 = 1e9;

fn lambda(text: &str) -> Parsed<f64> {
    let lambda = positive(text)?;
    let usable = (lambda <= MOST).then_some(lambda);
    usable.ok_or_else(|| "it must be at most 1e9; try 0.1".into())
}
