//! The check of the exercise of this name.

#[path = "../exercises/133_order.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use exercise::Orders;
use tutorials::check::{self, Failure, Verdict, fresh_seed};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let seed = fresh_seed() % 1_000_000;
    let n = 40 + seed as usize % 20;
    let epochs = |seed: u64| -> Vec<Vec<usize>> {
        let mut orders = Orders::new(seed);
        (1..=6).map(|epoch| orders.order(n, epoch)).collect()
    };
    let whole = epochs(seed);
    for (order, epoch) in whole.iter().zip(1..) {
        let mut sorted = order.clone();
        sorted.sort_unstable();
        if sorted != (0..n).collect::<Vec<_>>() {
            return Err(Failure::unknown(format!(
                "Epoch {epoch} does not hold each of {n} places once."
            )));
        }
        if sorted == *order {
            return Err(Failure::unknown(format!(
                "Epoch {epoch} is not shuffled."
            )));
        }
    }
    if whole[0] == whole[1] || whole[1] == whole[2] {
        let seen = "Two epochs after each other have the same order.";
        return Err(Failure::known("same", seen));
    }
    for first in [4, 2, 6] {
        if Orders::new(seed).order(n, first) != whole[first - 1] {
            return Err(Failure::unknown(format!(
                "A run that goes on with epoch {first} gets another order \
                 than the undisturbed one had there."
            )));
        }
    }
    let other = epochs(seed + 1);
    if whole == other {
        let seen = "Two seeds give the same orders.";
        return Err(Failure::known("no_seed", seen));
    }
    for (epoch, order) in (1..).zip(&whole) {
        if let Some(at) = other.iter().position(|other| other == order) {
            return Err(Failure::known(
                "sum",
                format!(
                    "Epoch {epoch} of seed {seed} is epoch {} of seed {}.",
                    at + 1,
                    seed + 1
                ),
            ));
        }
    }
    Ok(
        "Whoever asks for an epoch gets its order, whatever was asked before. \
        A checkpoint needs the seed and the epoch, and no generator."
            .into(),
    )
}
