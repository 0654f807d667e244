//! The check of the exercise of this name.

#[path = "../exercises/134_enough.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use exercise::enough;
use tutorials::check::{self, Failure, Verdict, fresh_numbers, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// The epoch after which the rule ends a run with these losses.
fn ends(losses: &[f64]) -> Option<usize> {
    (1..=losses.len()).find(|until| enough(&losses[..*until]))
}

fn check() -> Verdict {
    let falling = |by: f64| -> Vec<f64> {
        (0..60).map(|k| 0.4 + f64::powi(by, k)).collect()
    };
    // Fast, slowly, and very slowly.
    for by in [0.6, 0.95, 0.999] {
        if let Some(epoch) = ends(&falling(by)) {
            return Err(Failure::known(
                "falling",
                format!(
                    "It ends a run after epoch {epoch} in which each epoch is \
                     lower than all before it."
                ),
            ));
        }
    }
    for at in [1, 2, 5, 11, 30] {
        let mut bumpy = falling(0.95);
        bumpy[at] = bumpy[at - 1] * 1.2;
        if let Some(epoch) = ends(&bumpy) {
            return Err(Failure::known(
                "one_rise",
                format!(
                    "Only epoch {} is higher than the one before, and the \
                     run ends after epoch {epoch}.",
                    at + 1
                ),
            ));
        }
    }
    // Down to a lowest at epoch 10, and up again, with some noise.
    let noise = fresh_numbers(60, 0.0..0.01);
    let bend = |k: usize| 0.4 + 0.02 * (k as f64 - 9.0).abs();
    let noisy = (0..60).zip(&noise).map(|(k, noise)| bend(k) + noise);
    let noisy: Vec<f64> = noisy.collect();
    let lowest = noisy.iter().copied().fold(f64::INFINITY, f64::min);
    let best = 1 + noisy.iter().take_while(|loss| **loss > lowest).count();
    let ended = ends(&noisy).filter(|epoch| *epoch <= best + 20);
    let Some(epoch) = ended else {
        return Err(Failure::known(
            "never",
            format!(
                "The loss is lowest after epoch {best} and rises from there. \
                 20 epochs later the run goes on."
            ),
        ));
    };
    for factor in [1000.0, 0.001, 1e12, 1e-12] {
        let scaled: Vec<_> = noisy.iter().map(|loss| factor * loss).collect();
        if ends(&scaled) != Some(epoch) {
            return Err(Failure::known(
                "scale",
                format!(
                    "The run ends after epoch {epoch}. With losses {} times \
                     as large it does not end there.",
                    number(factor)
                ),
            ));
        }
    }
    // As far down, and then level, or up and down without an end.
    let then = |after: fn(usize) -> f64| -> Vec<f64> {
        (0..60)
            .map(|k| if k < 10 { bend(k) } else { after(k) })
            .collect()
    };
    for (losses, what) in [
        (then(|_| 0.4), "stays where it is"),
        (then(|k| [0.5, 0.6][k % 2]), "goes up and down above it"),
    ] {
        if ends(&losses).is_none_or(|epoch| epoch > 30) {
            return Err(Failure::known(
                "never",
                format!(
                    "The loss is lowest after epoch 10, and {what}. 20 epochs \
                     later the run goes on."
                ),
            ));
        }
    }
    let cost = noisy[epoch - 1] - lowest;
    Ok(format!(
        "A rule. On a loss that is lowest after epoch {best} it ends the run \
         after epoch {epoch}, {} above the lowest: that is why one keeps the \
         best checkpoint, and not only the last.",
        number(cost)
    ))
}
