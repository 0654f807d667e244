//! A loss that grows, and what drives it.

use super::{
    finding::{Certainty, Finding, Illness, digits},
    measured::{Measured, middle},
    run::Run,
};

/// A loss so many times as large is far out.
const FAR: f64 = 2.0;
/// Waves higher than this part of the first fall are too high at the end.
const WAVE: f64 = 0.05;

/// The loss grows: the steps are too long.
pub fn diverges(run: &Run, seen: &Measured) -> Option<Finding> {
    let factor = seen.growth?;
    let ratio = factor.sqrt(); // of the distance, in a bowl
    let adaptive = run.adaptive || run.rate <= 0.0;
    let by_steps = seen.turns(true).map(|turn| (1.0 - turn) / run.rate);
    let by_loss = (1.0 + ratio) / run.rate;
    let plain = run.momentum == 0.0 && run.is_full_batch();
    // A negative one is a slope that is climbed.
    let bend = seen.largest.or(by_steps.filter(|b| plain && *b > 0.0));
    let bend = bend.or(plain.then_some(by_loss)).filter(|_| !adaptive);
    let grows = format!(
        "The loss grows by a factor of {} with each update at the end.",
        digits(factor)
    );
    let Some(bend) = bend else {
        return Finding::new(
            Illness::Diverges,
            Certainty::Sure,
            [("factor", factor)],
            grows,
            "Take a learning rate ten times smaller; if that converges, go up \
             again by factors of three.",
        );
    };
    let limit = run.limit(bend);
    let words = format!(
        "{grows} The largest curvature measured is {}: there a rate of up to \
         {} converges, and this one is {}.",
        digits(bend),
        digits(limit),
        digits(run.rate)
    );
    let mut cure = format!("Take a rate of about {}.", digits(limit / 2.0));
    if limit > run.rate {
        cure = format!(
            "The curvature differs from place to place; take a rate of {}.",
            digits(run.rate / 10.0)
        );
    }
    Finding::new(
        Illness::Diverges,
        Certainty::Sure,
        [("factor", factor), ("curvature", bend), ("limit", limit)],
        words,
        cure,
    )
}

/// A loss that stays far above both the first one and the naive guess's, though
/// it no longer grows: a few long steps threw the run out, as of a network whose
/// units died.
pub fn thrown_out(run: &Run, seen: &Measured) -> Option<Finding> {
    let naive = run.naive_loss.filter(|_| seen.growth.is_none())?;
    if seen.losses.len() < 12 {
        return None;
    }
    let end = middle(seen.late().0);
    let far = end > FAR * naive.max(seen.first());
    (naive > 0.0 && far).then(|| {
        Finding::new(
            Illness::Diverges,
            Certainty::Likely,
            [("loss", end), ("first", seen.first()), ("naive", naive)],
            format!(
                "The loss stays around {}. It began at {}, and always giving \
                 the same answer has {}: long steps threw the run far out.",
                digits(end),
                digits(seen.first()),
                digits(naive)
            ),
            "Take a learning rate ten times smaller; if that converges, go up \
             again by factors of three.",
        )
    })?
}

/// Momentum that makes a run diverge that would converge without, or that
/// carries it up the other side again and again.
pub fn momentum_too_large(run: &Run, seen: &Measured) -> Option<Finding> {
    let momentum = run.momentum;
    if momentum <= 0.0 || run.adaptive {
        return None;
    }
    if seen.growth.is_some() {
        let pull = run.rate * seen.largest?;
        return (pull > 0.0 && pull < 2.0).then(|| {
            Finding::new(
                Illness::MomentumTooLarge,
                Certainty::Likely,
                [("rate times curvature", pull), ("momentum", momentum)],
                format!(
                    "The loss grows, yet rate times curvature is {}: below 2, \
                     where descent without momentum converges.",
                    digits(pull)
                ),
                format!(
                    "Take less momentum than {momentum}, or a smaller rate."
                ),
            )
        })?;
    }
    if run.is_noisy() {
        return None;
    }
    let n = seen.losses.len();
    let lowest = seen.losses.iter().copied().fold(f64::MAX, f64::min);
    let crest = |w: &[f64]| w[1] > w[0] && w[1] >= w[2];
    let crests: Vec<(usize, f64)> = (seen.losses.windows(3).enumerate())
        .filter(|(_, w)| crest(w))
        .map(|(k, w)| (k + 1, w[1] - lowest))
        .collect();
    let high = WAVE * (seen.first() - lowest);
    // Waves of many updates, not a swing from side to side.
    let late: Vec<_> = crests.iter().filter(|(_, c)| *c > high).collect();
    let (first, last) = (late.first()?, late.last()?);
    let period = (last.0 - first.0) as f64 / (late.len() - 1).max(1) as f64;
    if late.len() < 2 || period < 3.0 || last.0 < n / 2 {
        return None;
    }
    let fades = momentum.powf(period);
    Finding::new(
        Illness::MomentumTooLarge,
        Certainty::Likely,
        [
            ("waves", late.len() as f64),
            ("period", period),
            ("momentum", momentum),
        ],
        format!(
            "The loss rises and falls in waves of {} updates: the run \
             overshoots the valley. Momentum {momentum} lets a wave keep {} of \
             its height.",
            digits(period),
            digits(fades)
        ),
        "Take less momentum (0.9 is a good first), or restart it whenever the \
         loss rises.",
    )
}
