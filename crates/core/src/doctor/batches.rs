//! Minibatches: their noise and their order.

use super::{
    finding::{Certainty, Finding, Illness, digits},
    measured::{Measured, mean, middle},
    run::Run,
    vector,
};

/// Losses that lie so much above what their mean parameters reach are noise.
const NOISE: f64 = 0.1;
/// Waves that repeat so well from epoch to epoch are no chance.
const REPEATS: f64 = 0.6;

/// The loss repeats itself from epoch to epoch: its logarithm, less its mean
/// over an epoch, is compared with itself an epoch later.
pub fn not_shuffled(run: &Run, seen: &Measured) -> Option<Finding> {
    if run.is_full_batch() || run.stride() > 1.0 || seen.growth.is_some() {
        return None;
    }
    let epoch = run.rows.div_ceil(run.batch);
    let n = seen.losses.len();
    if epoch < 3 || n < 4 * epoch || n < 24 {
        return None;
    }
    let positive = seen.losses.iter().all(|loss| *loss > 0.0);
    let logs: Vec<f64> = match positive {
        true => seen.losses.iter().map(|loss| loss.ln()).collect(),
        false => seen.losses.clone(),
    };
    let waves: Vec<f64> = (n / 4..n - epoch)
        .map(|k| logs[k + epoch / 2] - mean(&logs[k..k + epoch]))
        .collect();
    let alike = |lag: usize| {
        let (u, v) = (&waves[..waves.len() - lag], &waves[lag..]);
        let both = vector::length(u) * vector::length(v);
        if both > 0.0 {
            vector::dot(u, v) / both
        } else {
            0.0
        }
    };
    if waves.len() < 2 * epoch {
        return None;
    }
    let (later, between) = (alike(epoch), alike(epoch / 2));
    (later > REPEATS && later > between + 0.3).then(|| {
        Finding::new(
            Illness::NotShuffled,
            Certainty::Likely,
            [("epoch", epoch as f64), ("repeats", later)],
            format!(
                "The loss waves with a period of {epoch} updates, an epoch: an \
                 epoch later it does the same again (correlation {}).",
                digits(later)
            ),
            "Shuffle the rows anew before each epoch.",
        )
    })?
}

/// Steps in the noise of the batches keep the parameters off the lowest point:
/// the mean of the last parameters does better than they do.
pub fn noise(run: &Run, seen: &Measured) -> Option<Finding> {
    if run.is_full_batch() || seen.growth.is_some() {
        return None;
    }
    let cure = "Let the learning rate decay, take larger batches, or take the \
                mean of the last parameters.";
    let n = seen.losses.len();
    let known = run.params.len().min(n);
    if let Some(ask) = &run.ask
        && known >= 12
    {
        let late = &run.params[known - known / 3..known];
        let apart = (late.len() / 50).max(1);
        let losses = late.iter().step_by(apart).map(|at| (ask.loss)(at));
        let losses: Vec<f64> = losses.collect();
        let halves = late.split_at(late.len() / 2);
        let [before, after] =
            [halves.0, halves.1].map(|half| (ask.loss)(&vector::mean(half)));
        let reached = (ask.loss)(&vector::mean(late));
        let floor = run.resolution() * seen.first();
        let excess = mean(&losses) / reached - 1.0;
        let at_rest = before - after < 0.5 * (mean(&losses) - reached);
        let is_seen = mean(&losses) > floor;
        return (is_seen && excess > NOISE && at_rest).then(|| {
            Finding::new(
                Illness::BatchNoise,
                Certainty::Sure,
                [("mean of the losses", mean(&losses)), ("reached", reached)],
                format!(
                    "The last third of the parameters have a loss of {} on \
                     average; their mean has {}. The difference is the noise \
                     of batches of {} rows at this rate.",
                    digits(mean(&losses)),
                    digits(reached),
                    run.batch
                ),
                cure,
            )
        })?;
    }
    if run.losses_of_batches || n < 12 {
        return None;
    }
    let halves = seen.losses[n / 2..].split_at(n / 4);
    if middle(halves.1) < 0.8 * middle(halves.0) {
        return None; // it falls
    }
    let (late, mean, deviation) = seen.late();
    let lowest = late.iter().copied().fold(f64::MAX, f64::min);
    let part = deviation / mean.abs();
    let is_seen = mean.abs() > run.resolution() * seen.first().abs();
    (is_seen && part > NOISE && mean - lowest > NOISE * mean.abs()).then(|| {
        Finding::new(
            Illness::BatchNoise,
            Certainty::Likely,
            [("mean", mean), ("deviation", deviation), ("lowest", lowest)],
            format!(
                "The loss hardly falls any more: in the last third it stays around \
                 {}, now up, now down by {}, and was as low as {}.",
                digits(mean),
                digits(deviation),
                digits(lowest)
            ),
            cure,
        )
    })?
}
