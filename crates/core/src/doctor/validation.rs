//! What rows say that the model did not learn from.

use super::{
    finding::{Certainty, Finding, Illness, digits},
    measured::{Measured, mean},
    run::Run,
};

/// A loss this part above its lowest has risen.
const RISE: f64 = 0.1;
/// A rise of a smaller part of the first loss is of no account.
const WORTH: f64 = 0.02;
/// A loss below this part of what it was learned with is too good.
const TOO_GOOD: f64 = 0.5;
/// Fewer rows than these say little.
const ROWS: usize = 30;
/// This part of the validation rows among those to learn from is a leak.
const SHARED: f64 = 0.1;

/// The validation loss turns, while the other still falls.
pub fn overfits(run: &Run, _: &Measured) -> Option<Finding> {
    let seen = run.validation.as_ref()?;
    let n = seen.losses.len();
    let window = (n / 20).max(1);
    if n < 5 {
        return None;
    }
    // A mean of a few epochs, so that one lucky epoch is no turn.
    let at = |of: &[f64], k: usize| mean(&of[k.saturating_sub(window - 1)..=k]);
    let epochs = window - 1..n;
    let turn = epochs
        .min_by(|i, j| at(&seen.losses, *i).total_cmp(&at(&seen.losses, *j)))?;
    let (lowest, last) = (at(&seen.losses, turn), at(&seen.losses, n - 1));
    let falls = seen.learned.len() != n
        || at(&seen.learned, n - 1) < at(&seen.learned, turn);
    let worth = last - lowest > WORTH * seen.losses[0];
    let late = turn + n / 10 < n - 1;
    let risen = last > lowest * (1.0 + RISE) && worth && late;
    (risen && falls).then(|| {
        Finding::new(
            Illness::Overfits,
            Certainty::Sure,
            [("epoch", turn as f64), ("lowest", lowest), ("last", last)],
            format!(
                "Since epoch {turn} the loss on the validation rows has risen, \
                 from {} to {}, while the other still falls: the model learns \
                 the noise of its rows by heart.",
                digits(lowest),
                digits(last)
            ),
            "Stop there; or take a smaller model, a penalty, or more rows.",
        )
    })?
}

/// Validation rows that the model knows: some of them stand among those to
/// learn from, or the loss on them is lower than it can be.
pub fn leak(run: &Run, _: &Measured) -> Option<Finding> {
    let seen = run.validation.as_ref()?;
    let part = seen.shared as f64 / seen.rows.max(1) as f64;
    let cure = "Split before anything else is done with the rows: before \
                copies, means or choices are made from them.";
    if part > SHARED && seen.shared > 2 {
        return Finding::new(
            Illness::Leak,
            Certainty::Sure,
            [("shared", seen.shared as f64), ("rows", seen.rows as f64)],
            format!(
                "{} of the {} validation rows stand among the rows to learn \
                 from, too.",
                seen.shared, seen.rows
            ),
            cure,
        );
    }
    let last = *seen.losses.last()?;
    // A mean of n squares of noise has the deviation √(2/n) of itself.
    let chance = 3.0 * (2.0 / seen.rows.max(1) as f64).sqrt();
    let noise = seen.noise.filter(|s| last < s * (1.0 - chance));
    let learned = seen.learned.last().copied();
    let learned = learned.filter(|l| last < TOO_GOOD * l);
    let (beside, certainty, what) = match (noise, learned) {
        _ if seen.rows < ROWS => return None,
        (Some(noise), _) => (
            noise,
            Certainty::Likely,
            "the noise in y leaves to any model",
        ),
        (_, Some(learned)) => (
            learned,
            Certainty::Unsure(
                "a look for the same rows in both parts, and a new split; \
                 dropout or a penalty in the other loss explains it, too",
            ),
            "it has on the rows that it learned from",
        ),
        _ => return None,
    };
    Finding::new(
        Illness::Leak,
        certainty,
        [("loss", last), ("beside", beside)],
        format!(
            "The loss on the validation rows is {}, better than the {} that \
             {what}.",
            digits(last),
            digits(beside)
        ),
        cure,
    )
}
