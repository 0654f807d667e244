//! Updates that do not follow the gradient.

use super::{
    finding::{Certainty, Finding, Illness, digits},
    gradient::summed,
    measured::Measured,
    run::Run,
    vector::{along, dot, length},
};

/// Updates that follow something else than the gradient: all gradients so far,
/// or its opposite. By the gradients, if they may be asked; else by the losses:
/// a step u changes the loss by ½(g + g′)·u, exactly so in a bowl.
pub fn updates(run: &Run, seen: &Measured) -> Option<Finding> {
    if run.adaptive || seen.losses.len() < 4 || seen.updates.len() < 3 {
        return None;
    }
    if !run.is_full_batch() {
        return by_batches(run, seen);
    }
    let asked = run.ask.is_some();
    let [plain, sums] = match asked {
        true => by_gradients(run, seen),
        false if run.momentum == 0.0 && run.rate > 0.0 => by_losses(run, seen),
        false => return None,
    };
    // (factor, what is left unexplained)
    let (fits, fails) = (0.05, 0.2);
    let certainty = match asked {
        true => Certainty::Sure,
        false => Certainty::Likely,
    };
    let as_large = |factor: f64| asked || (0.8..1.25).contains(&factor.abs());
    if sums.1 < fits && plain.1 > fails && sums.0 > 0.0 && as_large(sums.0) {
        return not_cleared(certainty, sums.1, plain.1);
    }
    if plain.1 >= fits {
        return None;
    }
    if plain.0 < 0.0 && as_large(plain.0) {
        return Finding::new(
            Illness::Uphill,
            certainty,
            [("factor", plain.0)],
            "The updates go along the gradient, not against it: the loss \
             grows at every rate."
                .into(),
            "Subtract: w ← w − rate × gradient.",
        );
    }
    // The updates by as many times too long as there are rows.
    let times = 1.0 / plain.0;
    let rows = run.rows as f64;
    let by_rows = run.rows > 2 && (times / rows - 1.0).abs() < 0.1;
    (by_rows && !asked).then(|| {
        summed(times, format!(
            "The updates are {} times the rate times the slope of the recorded \
             loss: as many times as there are rows.",
            digits(times)
        ))
    })?
}

fn not_cleared(certainty: Certainty, sums: f64, plain: f64) -> Option<Finding> {
    Finding::new(
        Illness::NotCleared,
        certainty,
        [("left by sums", sums), ("left by gradients", plain)],
        format!(
            "The updates equal the rate times the sum of all gradients so far: \
             that leaves {} of them unexplained, the gradient alone leaves {}. \
             So the run swings like momentum 1, without end.",
            digits(sums),
            digits(plain)
        ),
        "Clear the gradients before each backward pass.",
    )
}

/// The same under the noise of batches: what an update keeps of the one before
/// is its momentum, or all, where gradients add up. The rest is the gradient on
/// all rows, and noise, which is less where the guess is right.
fn by_batches(run: &Run, seen: &Measured) -> Option<Finding> {
    let ask = run.ask.filter(|_| run.rate > 0.0 && run.momentum < 0.9)?;
    let (mut plain, mut sums, mut all) = (0.0, 0.0, 0.0);
    for k in 1..seen.updates.len().min(60) {
        let gradient = (ask.gradient)(&run.params[k]);
        let (now, before) = (&seen.updates[k], &seen.updates[k - 1]);
        let noise = along(now, run.rate, &gradient);
        let left = |kept: f64| length(&along(&noise, -kept, before)).powi(2);
        plain += left(run.momentum);
        sums += left(1.0);
        all += dot(now, now);
    }
    let [plain, sums] = [plain, sums].map(|left: f64| (left / all).sqrt());
    (sums < 0.6 * plain).then(|| not_cleared(Certainty::Likely, sums, plain))?
}

/// How well the updates are explained by a multiple of what they should be and
/// by one of the running sums.
fn by_gradients(run: &Run, seen: &Measured) -> [(f64, f64); 2] {
    let Some(ask) = run.ask else {
        return [(0.0, 1.0); 2];
    };
    let p = run.params[0].len();
    let (mut sum, mut steps) = (vec![0.0; p], [vec![0.0; p], vec![0.0; p]]);
    let mut columns = [Vec::new(), Vec::new(), Vec::new()];
    for (at, update) in run.params.iter().zip(&seen.updates).take(30) {
        let gradient = (ask.gradient)(at);
        sum = along(&sum, 1.0, &gradient);
        // The momentum's own sum, of each.
        steps[0] = along(&gradient, run.momentum, &steps[0]);
        steps[1] = along(&sum, run.momentum, &steps[1]);
        columns[0].extend(steps[0].iter().map(|v| -v));
        columns[1].extend(steps[1].iter().map(|v| -v));
        columns[2].extend_from_slice(update);
    }
    [0, 1].map(|k| explained(&columns[2], &columns[k]))
}

fn by_losses(run: &Run, seen: &Measured) -> [(f64, f64); 2] {
    let mut columns = [Vec::new(), Vec::new(), Vec::new()];
    let last = seen.updates.len().min(seen.losses.len()) - 1;
    for k in 1..last.min(30) {
        let [before, now, next] = [k - 1, k, k + 1].map(|k| &seen.updates[k]);
        let both = dot(now, now) + dot(next, now);
        // Each beside its losses: the last ones may be 0, or beyond bounds.
        let loss = seen.losses[k].abs() + seen.losses[k + 1].abs();
        let size = loss.max(f64::MIN_POSITIVE);
        columns[0].push(-both / (2.0 * run.rate * size));
        let between = dot(next, now) - dot(before, now);
        columns[1].push(-between / (2.0 * run.rate * size));
        columns[2].push((seen.losses[k + 1] - seen.losses[k]) / size);
    }
    [0, 1].map(|k| explained(&columns[2], &columns[k]))
}

/// The factor of `by` that comes closest to `what`, and the part of its length
/// that is left.
fn explained(what: &[f64], by: &[f64]) -> (f64, f64) {
    let square = dot(by, by);
    let factor = if square > 0.0 {
        dot(what, by) / square
    } else {
        0.0
    };
    let left = length(&along(what, -factor, by)) / length(what);
    (factor, if left.is_finite() { left } else { 1.0 })
}
