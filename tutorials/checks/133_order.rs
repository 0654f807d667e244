//! The check of the exercise of this name.

#[path = "../exercises/133_order.rs"]
#[rustfmt::skip]
mod exercise;

use std::{collections::BTreeSet, process::ExitCode};

use exercise::Orders;
use tutorials::check::{self, Failure, Verdict, fresh_seed};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let seed = 1 + fresh_seed() % 1_000_000;
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
    for (epoch, order) in (1..).zip(&whole) {
        if let Some(at) = whole[epoch..].iter().position(|o| o == order) {
            return Err(Failure::told(format!(
                "Epoch {} has the same order as epoch {epoch}. Each epoch \
                 should have one of its own.",
                epoch + 1 + at
            )));
        }
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
    let sums = [
        (2, 1, whole[1..] == other[..5]),
        (1, 2, whole[..5] == other[1..]),
    ];
    if let Some((one, another, _)) = sums.into_iter().find(|sum| sum.2) {
        return Err(Failure::known(
            "sum",
            format!(
                "Epoch {one} of seed {seed} is epoch {another} of seed {}.",
                seed + 1
            ),
        ));
    }
    let others = (1..16).flat_map(|k| [seed + k, seed ^ k, (k + 1) * seed]);
    for other in others {
        let orders = epochs(other);
        for (epoch, order) in (1..).zip(&whole) {
            if let Some(at) = orders.iter().position(|other| other == order) {
                return Err(Failure::told(format!(
                    "Epoch {epoch} of seed {seed} is epoch {} of seed \
                     {other}. What you make of seed and epoch is the same \
                     number for both pairs. Other seeds should have other \
                     orders in all epochs.",
                    at + 1
                )));
            }
        }
    }
    // Of two orders dealt out by chance about two pairs are the same.
    let [first, second] = [0, 1].map(|at| neighbours(&whole[at]));
    if first.intersection(&second).count() > n / 2 {
        return Err(Failure::told(
            "In epoch 2 most places have the same neighbours as in epoch 1: \
             moved on, or turned around, they would share a batch in every \
             epoch. Shuffle in every epoch.",
        ));
    }
    Ok(
        "Whoever asks for an epoch gets its order, whatever was asked before. \
        A checkpoint needs the seed and the epoch, and no generator."
            .into(),
    )
}

/// Which places stand side by side.
fn neighbours(order: &[usize]) -> BTreeSet<(usize, usize)> {
    let pairs = order.windows(2);
    pairs.map(|p| (p[0].min(p[1]), p[0].max(p[1]))).collect()
}
