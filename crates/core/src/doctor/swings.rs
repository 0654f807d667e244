//! Runs that leap to and fro and do not settle.

use super::{
    curvature::Questions,
    finding::{Certainty, Finding, Illness, digits},
    measured::Measured,
    run::Run,
    vector::{along, length},
};

/// An update shorter than this part of the longest has settled.
const SETTLED: f64 = 1e-3;
/// Swings that make a smaller part of the loss do no harm.
const LIFTS: f64 = 0.05;

/// Whether the updates at the end turn back on themselves.
fn turns_back(run: &Run, seen: &Measured) -> bool {
    let back = seen.turns(true).is_some_and(|turn| turn < -0.5);
    let far = seen.last_update().is_some_and(|part| part > SETTLED);
    run.is_full_batch() && !run.adaptive && back && far
}

/// Whether the loss goes up and down at the end and no longer sinks.
fn hovers(run: &Run, seen: &Measured) -> bool {
    let (late, mean, deviation) = seen.late();
    let rises = late.windows(2).filter(|pair| pair[1] > pair[0]).count();
    !run.is_noisy()
        && seen.losses.len() >= 12
        && seen.has_stopped()
        && 4 * rises >= late.len()
        && deviation > 0.05 * mean.abs()
        && mean.abs() > run.resolution() * seen.first().abs()
}

/// A slope that stays as steep close to the lowest point as it is far away:
/// |d|, where a bowl has d². The root of a sum of squares is one if nothing
/// is left at its lowest point, and so is a mean of absolute errors.
pub fn cone(run: &Run, seen: &Measured) -> Option<Finding> {
    let back = turns_back(run, seen);
    let unknown = seen.growth.is_some() || seen.losses.is_empty();
    if unknown || !(back || hovers(run, seen)) {
        return None;
    }
    if back && let Some(ask) = &run.ask {
        // A quarter of the way back: half as steep in a bowl, as steep here.
        let of = Questions::new(ask, run.precision);
        let from = &run.params[seen.updates.len() - 1];
        let update = seen.updates.last()?;
        let [here, quarter] = [0.0, 0.25]
            .map(|t| length(&(of.ask.gradient)(&along(from, t, update))));
        let part = quarter / here;
        // From one side to the other: half an update up the slope.
        let lifts = here * length(update) / 2.0;
        let matters = lifts > LIFTS * seen.last();
        return (part > 0.8 && part < 1.25 && matters).then(|| found(part))?;
    }
    let lengths = lengths(run, seen);
    let longest = lengths.iter().copied().fold(0.0, f64::max);
    let sixth = lengths.len().div_ceil(6);
    let late = &lengths[lengths.len().checked_sub(sixth)?..];
    let part = late.iter().sum::<f64>() / sixth as f64 / longest;
    // On a cone the updates first go straight, one as long as the other.
    let third = seen.updates.len() / 3;
    let straight = (0..third).filter_map(|k| seen.turn(k));
    let straight = straight.filter(|turn| (0.8..1.05).contains(turn)).count();
    let fell = seen.losses[seen.lowest] < seen.first() / 3.0;
    (part > 0.4 && straight >= 3.min(third) && fell).then(|| found(part))?
}

fn found(part: f64) -> Option<Finding> {
    Finding::new(
        Illness::Cone,
        Certainty::Likely,
        [("slope kept", part)],
        format!(
            "The run leaps to and fro over its lowest point, where the \
             gradient is still {} of what it was: each step is as long as \
             those far away.",
            digits(part)
        ),
        "Descend on the mean squared error: its slope fades. Or let the \
         learning rate decay.",
    )
}

/// The gradients' lengths, recorded or from the updates of plain descent.
fn lengths(run: &Run, seen: &Measured) -> Vec<f64> {
    match run.gradient_lengths.is_empty() {
        false => run.gradient_lengths.clone(),
        true if run.adaptive || run.momentum > 0.0 => Vec::new(),
        true => seen.updates.iter().map(|u| length(u)).collect(),
    }
}

/// Steps so long that each ends on the other side of the valley.
pub fn swings(run: &Run, seen: &Measured) -> Option<Finding> {
    if seen.growth.is_some() {
        return None;
    }
    if run.momentum == 0.0
        && run.rate > 0.0
        && turns_back(run, seen)
        && let Some(turn) = seen.turns(true)
    {
        let bend = (1.0 - turn) / run.rate;
        // From the middle of a bowl half an update lifts the loss so much.
        let half = length(seen.updates.last()?) / 2.0;
        let lifts = bend * half * half / 2.0;
        // A network may learn on at the edge of what is stable.
        let learns =
            !seen.is_bowl && seen.sixths().is_some_and(|[b, l]| l < 0.99 * b);
        if learns || lifts < LIFTS * seen.last() {
            return None;
        }
        let words = format!(
            "Each update undoes {} of the one before: the step crosses the \
             valley and climbs the other side. Along it the curvature is {}.",
            digits(-turn),
            digits(bend)
        );
        return Finding::new(
            Illness::Swings,
            Certainty::Sure,
            [("turn", turn), ("curvature", bend)],
            words,
            format!(
                "Take about half the rate: {} goes straight to the bottom \
                 there.",
                digits(1.0 / bend)
            ),
        );
    }
    if !hovers(run, seen) {
        return None;
    }
    let (_, mean, deviation) = seen.late();
    let part = deviation / mean.abs();
    Finding::new(
        Illness::Swings,
        Certainty::Likely,
        [("deviation", part)],
        format!(
            "The loss goes up and down by {} of itself at the end, and no \
             longer sinks, with all rows in each update.",
            digits(part)
        ),
        "Take a third of the rate, or let it decay.",
    )
}
