//! The flags of the lesson.

use std::path::PathBuf;

use program::value::{Parsed, whole};

/// Who works, and what is written down on the way.
#[derive(clap::Args, Clone, Debug)]
pub struct Flags {
    /// How many workers the run has that loses some; --backend remote starts as
    /// many processes if it is given no worker
    #[arg(long, value_parser = workers, allow_hyphen_values = true)]
    #[arg(default_value_t = 4, value_name = "K")]
    pub workers: usize,
    /// How many of them stop in the middle of it
    #[arg(long, value_parser = lose, allow_hyphen_values = true)]
    #[arg(default_value_t = 1, value_name = "K")]
    pub lose: usize,
    /// Where that run keeps its checkpoint; one that is there it goes on from
    #[arg(long, value_name = "DIR")]
    pub checkpoint: Option<PathBuf>,
    /// Updates from one checkpoint to the next
    #[arg(long, value_parser = every, allow_hyphen_values = true)]
    #[arg(default_value_t = 10, value_name = "N")]
    pub every: usize,
    /// Rows of the updates that are timed [default: 200000 with --release,
    /// 4000 without]
    #[arg(long, value_name = "N", value_parser = timed)]
    #[arg(allow_hyphen_values = true)]
    pub rows: Option<usize>,
}

fn workers(text: &str) -> Parsed<usize> {
    whole(text, 16)
}

fn lose(text: &str) -> Parsed<usize> {
    if text == "0" { Ok(0) } else { whole(text, 16) }
        .map_err(|_| "it must be a whole number, 0 to 16".into())
}

fn every(text: &str) -> Parsed<usize> {
    whole(text, 1_000_000)
}

/// Eight workers must each have some.
fn timed(text: &str) -> Parsed<usize> {
    let number = whole(text, 10_000_000).ok().filter(|n| *n >= 100);
    number.ok_or_else(|| "it must be a whole number, 100 to 10000000".into())
}
