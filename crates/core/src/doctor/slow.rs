//! Runs that get nowhere in time.

use super::{
    finding::{Certainty, Finding, Illness, digits},
    measured::Measured,
    run::Run,
    vector::{alike, dot},
};

/// An update that goes less of the way down the steepest slope creeps.
const CREEPS: f64 = 0.05;
/// Less than this part of the loss still to fall is the end.
const LEFT: f64 = 0.05;
/// Valleys that are so many times as steep one way as another are ravines.
const RAVINE: f64 = 50.0;

/// A rate a small part of what would do.
pub fn creeps(run: &Run, seen: &Measured) -> Option<Finding> {
    let fall = seen.fall.filter(|_| seen.growth.is_none())?;
    let unfinished =
        fall.left > LEFT * seen.last().abs() && fall.left > 1e-6 * seen.first();
    if !unfinished || fall.gone <= 0.0 {
        return None;
    }
    let needed = fall.needed.ceil();
    let words = format!(
        "After {} updates {} of the first loss is gone, and it falls as slowly \
         as before",
        digits((seen.losses.len() - 1) as f64 * run.stride()),
        digits(fall.gone)
    );
    if let Some(pull) = seen.pull(run) {
        let slow = pull < CREEPS && (fall.gone < 0.5 || fall.is_steady());
        let rate = run.rate / pull;
        return slow.then(|| {
            Finding::new(
                Illness::Creeps,
                match seen.largest {
                    Some(_) => Certainty::Sure,
                    None => Certainty::Likely,
                },
                [("pull", pull), ("rate", rate), ("updates needed", needed)],
                format!(
                    "{words}: an update goes {} of the way down the steepest \
                     slope. If the loss goes on falling by the same factor, \
                     {} updates more leave a hundredth of what is still to \
                     fall.",
                    digits(pull),
                    digits(needed)
                ),
                format!("Take a rate of about {}.", digits(rate)),
            )
        })?;
    }
    // Without a curvature: a straight line that has hardly sunk.
    if !fall.is_straight() || fall.gone > 0.5 {
        return None;
    }
    let (first, last) = (seen.updates.first(), seen.updates.last());
    let alike = first.zip(last).map(|(u, v)| alike(u, v));
    let certainty = match alike {
        Some(alike) if alike > 0.9 => Certainty::Likely,
        _ => Certainty::Unsure(
            "the same run at ten times the rate: a plateau stays, creeping \
             ends",
        ),
    };
    Finding::new(
        Illness::Creeps,
        certainty,
        [("gone", fall.gone), ("updates needed", needed)],
        format!("{words}, nearly on a straight line."),
        "Take ten times the rate, and again ten times, until the loss swings.",
    )
}

/// A valley far steeper one way than another: the steep way limits the rate,
/// the flat way needs the updates.
pub fn ravine(run: &Run, seen: &Measured) -> Option<Finding> {
    let fall = seen.fall.filter(|_| seen.growth.is_none())?;
    let pull = seen.pull(run)?;
    // What is left of the loss shrinks by (1 − pull)² with each update.
    let flat = 1.0 - fall.factor.sqrt();
    let condition = pull / flat;
    let updates = (seen.losses.len() - 1) as f64 * run.stride();
    let waits = fall.left > LEFT * seen.last().abs()
        && fall.left > 1e-6 * seen.first()
        && fall.needed > updates / 2.0
        && fall.is_steady();
    let full = run.is_full_batch() && pull >= CREEPS && seen.is_bowl;
    if !full || !waits || condition < RAVINE {
        return None;
    }
    let size = |column: &Vec<f64>| {
        (dot(column, column) / column.len().max(1) as f64).sqrt()
    };
    let sizes = run
        .data
        .iter()
        .flat_map(|data| data.columns.iter().map(size));
    let (low, high) = sizes.chain([1.0]).fold((f64::MAX, 0.0), |(l, h), s| {
        (f64::min(l, s), f64::max(h, s))
    });
    let scales = match high > 3.0 * low {
        true => format!(
            " The columns' sizes go from {} to {}, the intercept's 1 among \
             them.",
            digits(low),
            digits(high)
        ),
        false => String::new(),
    };
    Finding::new(
        Illness::Ravine,
        match seen.largest {
            Some(_) => Certainty::Sure,
            None => Certainty::Likely,
        },
        [("condition", condition), ("updates needed", fall.needed)],
        format!(
            "One direction is about {} times as steep as another: the steep \
             one leaves no room for a larger rate, and the flat one needs about \
             {} updates more.{scales}",
            digits(condition),
            digits(fall.needed)
        ),
        "Standardise the columns of x; else momentum, which needs the root of \
         that number, or Adam.",
    )
}
