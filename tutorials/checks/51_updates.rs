//! The check of the exercise of this name.

#[path = "../exercises/51_updates.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::batch::Batches;
use tutorials::check::{self, Verdict, list, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let sizes = |size: usize| -> Result<Vec<f64>, descent::Error> {
        let epoch = Batches::new(100, size, 42)?.epoch();
        Ok(epoch.iter().map(|batch| batch.len() as f64).collect())
    };
    let (of_32, of_all) = (sizes(32)?, sizes(100)?);
    let updates = of_32.len() as f64;
    let known = [("dropped", 3.0), ("fraction", 100.0 / 32.0)];
    predicted("UPDATES", exercise::UPDATES, updates, 1e-3, &known)?;
    let known = [("full", 32.0)];
    let last = of_32.last().copied().unwrap_or_default();
    predicted("LAST_BATCH", exercise::LAST_BATCH, last, 1e-3, &known)?;
    let known = [("points", 1000.0)];
    let full = 10.0 * of_all.len() as f64;
    predicted("FULL_BATCH", exercise::FULL_BATCH, full, 1e-3, &known)?;
    Ok(format!(
        "The batches hold {} points. Four updates an epoch against one: that \
         is why runs are compared by epoch or by update, and never by a number \
         that does not say which.",
        list(&of_32)
    ))
}
