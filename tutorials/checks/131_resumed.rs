//! The check of the exercise of this name.

#[path = "../exercises/131_resumed.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::batch::Batches;
use tutorials::check::{self, Verdict, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// The validation losses after epochs 1 to 9.
const LOSSES: [f64; 9] = [0.9, 0.5, 0.6, 0.4, 0.45, 0.41, 0.42, 0.44, 0.43];

/// The epoch after which a run ends whose rule sees these epochs.
fn ends(first: usize) -> f64 {
    let (mut lowest, mut since) = (f64::INFINITY, 0);
    for (epoch, loss) in (first..).zip(&LOSSES[first - 1..]) {
        since += 1;
        if *loss < lowest {
            (lowest, since) = (*loss, 0);
        }
        if since == 3 {
            return epoch as f64;
        }
    }
    f64::INFINITY
}

fn check() -> Verdict {
    let per_epoch = Batches::new(100, 32, 0)?.per_epoch();
    let whole = per_epoch as f64;
    let known = [("dropped", 3.0), ("dropped", 3.125)];
    predicted("PER_EPOCH", exercise::PER_EPOCH, whole, 0.01, &known)?;
    let known = [("best", 4.0), ("two", 6.0)];
    predicted("ENDS", exercise::ENDS, ends(1), 0.01, &known)?;
    let last = 18 / per_epoch;
    let known = [("begun", last as f64 + 1.0)];
    let checkpoint = exercise::CHECKPOINT;
    predicted("CHECKPOINT", checkpoint, last as f64, 0.01, &known)?;
    let again = (18 - last * per_epoch) as f64;
    let known = [("anew", 18.0)];
    predicted("AGAIN", exercise::AGAIN, again, 0.01, &known)?;
    let known = [("remembered", ends(1))];
    let resumed = ends(last + 1);
    predicted("RESUMED", exercise::RESUMED, resumed, 0.01, &known)?;
    Ok(
        "All right. The resumed run goes through the same updates as the \
        other, bit by bit, and yet ends two epochs later: its rule begins \
        anew. What a run remembers outside of its checkpoint is lost."
            .into(),
    )
}
