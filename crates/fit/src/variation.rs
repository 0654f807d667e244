//! Fits that are a little different: without an intercept, with weights, of
//! logarithms, to rows drawn anew.

use program::value::{Parsed, whole};

use crate::log::Log;

/// What is fitted a little differently.
#[derive(clap::Args, Clone, Debug)]
pub struct Variation {
    /// Fit the model without its constant: where every x is 0, so is y
    #[arg(long)]
    pub no_intercept: bool,
    /// Column of weights, 0 or above: a row of weight 2 counts as two rows of
    /// weight 1. For standard errors they are one over the variance of each
    /// error, up to a factor
    #[arg(long, value_name = "COLUMN")]
    pub weights: Option<String>,
    /// Fit the model to natural logarithms: of y an exponential trend, of x a
    /// logarithmic one, of both a power of x
    #[arg(long, value_name = "x|y|xy")]
    pub log: Option<Log>,
    /// Draw the rows anew so often, fit the model to each draw, and tell where
    /// 95 % of what it finds lie; 1000 is usual
    #[arg(long, value_name = "DRAWS", value_parser = draws)]
    #[arg(allow_hyphen_values = true)]
    pub bootstrap: Option<usize>,
}

/// So many that 95 % of them are told from all: 20 at least.
fn draws(text: &str) -> Parsed<usize> {
    let draws = whole(text, 100_000).ok().filter(|draws| *draws >= 20);
    draws.ok_or_else(|| "it must be a whole number, 20 to 100000".into())
}
