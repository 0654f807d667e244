//! Numbers that are none, and numbers with too few digits.

use super::{
    finding::{Certainty, Finding, Illness, digits},
    measured::Measured,
    run::Run,
    vector::length,
};
use crate::device::Precision;

/// A last gradient longer than this part of the longest is not at rest.
const AT_REST: f64 = 1e-3;

/// The loss or the parameters became NaN or infinite, though nothing grew.
pub fn not_a_number(run: &Run, seen: &Measured) -> Option<Finding> {
    let n = seen.losses.len();
    let bad = *run.losses.get(n)?;
    let params = run.params.get(n);
    let finite = params.is_none_or(|p| p.iter().all(|v| v.is_finite()));
    let start = run.params.first().map_or(0.0, |p| length(p));
    let far = params.is_some_and(|p| length(p) > 1e6 * (1.0 + start));
    if seen.growth.is_some() || (finite && far) {
        return None;
    }
    let (limit, half) = match run.precision {
        Some(Precision::F32) => (88.7, 16.6),
        _ => (709.7, 36.7),
    };
    let outputs = run.layers.last().into_iter().flat_map(|l| &l.outputs);
    let outputs = outputs.flatten().copied();
    let largest = outputs.fold(None, |most: Option<f64>, z| {
        let most = most.unwrap_or(0.0);
        // A NaN would hide behind f64::max.
        Some(if z.is_nan() {
            f64::NAN
        } else {
            most.max(z.abs())
        })
    });
    let before = n.checked_sub(1).map(|k| seen.losses[k]);
    let at = format!("At update {} the loss is {bad}", n as f64 * run.stride());
    let small = seen.first().abs().max(1.0) * 1e-12;
    if !finite && before.is_some_and(|loss| loss.abs() <= small) {
        return zero_by_zero(n, before.unwrap_or_default());
    }
    let numbers = [
        ("update", n as f64),
        ("largest output", largest.unwrap_or(f64::NAN)),
    ];
    let exp = "Subtract the largest output before exp (log-sum-exp), or take \
               the loss of burn that does.";
    let log = "Take the loss from the outputs before the sigmoid or softmax, \
               in one piece: ln(1 + eᶻ) needs no logarithm of 0.";
    match largest {
        Some(z) if z > limit => Finding::new(
            Illness::ExpOverflow,
            Certainty::Sure,
            numbers,
            format!(
                "{at}, and an output is {}: exp of more than {limit} is no \
                 number here.",
                digits(z)
            ),
            exp,
        ),
        Some(z) if z > half => Finding::new(
            Illness::LogOfZero,
            Certainty::Sure,
            numbers,
            format!(
                "{at}. An output is {}: beyond {half} a probability rounds to \
                 0 or 1, and the loss takes the logarithm of 0.",
                digits(z)
            ),
            log,
        ),
        _ if finite && bad.is_infinite() => Finding::new(
            Illness::LogOfZero,
            Certainty::Likely,
            numbers,
            format!(
                "{at}, with finite parameters and no growth before it: a \
                 probability rounded to 0, and ln 0 is −∞."
            ),
            log,
        ),
        _ if finite && n > 0 => Finding::new(
            Illness::ExpOverflow,
            Certainty::Unsure(
                "the largest output before the loss: above 709 (88 in float32) \
                 exp overflows, above 36 (16) it is the logarithm of 0",
            ),
            numbers,
            format!(
                "{at}, with finite parameters and no growth before it: ∞/∞ or \
                 0 × ∞ inside the loss."
            ),
            exp,
        ),
        _ => Finding::new(
            Illness::NotANumber,
            Certainty::Unsure(
                "the rows one by one, and each operation of the loss at these \
                 parameters",
            ),
            numbers,
            format!("{at}, and nothing grew before it."),
            "Look for a root, a quotient, a logarithm or an exponential whose \
             argument leaves its domain.",
        ),
    }
}

/// A root of 0 has the slope 1/0, and 0 × 1/0 is NaN.
fn zero_by_zero(update: usize, loss: f64) -> Option<Finding> {
    Finding::new(
        Illness::ZeroByZero,
        Certainty::Sure,
        [("update", update as f64), ("loss before", loss)],
        format!(
            "The loss was {} before update {update}, and the update NaN: at a \
             perfect fit the slope of a root, or of a length, is 0/0.",
            digits(loss)
        ),
        "Descend on the mean squared error, or stop when the loss is 0.",
    )
}

/// Parameters in float32 that no longer move, though the slope is there: the
/// update is below half of their last digit.
pub fn rounding(run: &Run, seen: &Measured) -> Option<Finding> {
    if run.precision != Some(Precision::F32) || seen.growth.is_some() {
        return None;
    }
    let still = seen.updates.iter().rev();
    let still = still.take_while(|u| u.iter().all(|u| *u == 0.0)).count();
    let at = run.params.get(seen.updates.len())?;
    let gradient = |at: &Vec<f64>| run.ask.map(|ask| (ask.gradient)(at));
    let last = match gradient(at) {
        Some(gradient) => length(&gradient),
        None => *run.gradient_lengths.last()?,
    };
    let first = match run.params.first().and_then(gradient) {
        Some(gradient) => length(&gradient),
        None => *run.gradient_lengths.first()?,
    };
    let recorded = run.gradient_lengths.iter().copied();
    let longest = recorded.fold(first, f64::max);
    if still < 3 || last <= AT_REST * longest || run.rate == 0.0 {
        return None;
    }
    let (update, size) = (run.effective_rate() * last, length(at));
    let digit = size * f64::from(f32::EPSILON) / 2.0;
    // Longer updates are not lost: they were not made.
    if update > digit * (at.len() as f64).sqrt() {
        return None;
    }
    Finding::new(
        Illness::Rounding,
        Certainty::Sure,
        [
            ("updates at rest", still as f64),
            ("update", update),
            ("half a digit", digit),
        ],
        format!(
            "The last {still} updates changed no digit, though the gradient is \
             {}: an update of {} is below half the last digit, {}, of \
             parameters of length {} in float32.",
            digits(last),
            digits(update),
            digits(digit),
            digits(size)
        ),
        "Compute in float64, take a larger rate, or shift and scale the \
         problem so that the parameters are about 1.",
    )
}
