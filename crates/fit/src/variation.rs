//! Fits that are a little different: without an intercept.

/// What is fitted a little differently.
#[derive(clap::Args, Clone, Debug)]
pub struct Variation {
    /// Fit the model without its constant: where every x is 0, so is y
    #[arg(long)]
    pub no_intercept: bool,
}
