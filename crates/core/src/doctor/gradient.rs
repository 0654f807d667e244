//! Gradients that are wrong, and updates that do not follow them.

use super::{
    curvature::Questions,
    finding::{Certainty, Finding, Illness, digits},
    measured::Measured,
    run::{Ask, Run},
    vector::{along, any_direction, length},
};

/// Of more parameters only so many are checked.
const CHECKED: usize = 100;

/// The same parameters, asked twice, must give the same loss.
pub fn random_evaluation(run: &Run, _: &Measured) -> Option<Finding> {
    let looks_at = |at: &Vec<f64>| {
        let looks = |ask: Ask| [(); 3].map(|()| (ask.loss)(at)).to_vec();
        run.ask.map(looks)
    };
    // At a start of zeros nothing that is left out is missed.
    let [start, end] =
        [run.params.first(), run.params.last()].map(|at| at.and_then(looks_at));
    let repeated = run.validation.as_ref().map(|v| v.repeated.clone());
    let looks = [start, end, repeated];
    let range = |v: &Vec<f64>| {
        let low = v.iter().copied().fold(f64::MAX, f64::min);
        let high = v.iter().copied().fold(f64::MIN, f64::max);
        (low, high)
    };
    let ranges = looks.iter().flatten().filter(|v| v.len() > 1).map(range);
    // More than the order of a sum in float32 could make.
    let mut differ = ranges.filter(|(l, h)| h - l > 1e-4 * h.abs());
    let (low, high) = differ.next()?;
    Finding::new(
        Illness::RandomEvaluation,
        Certainty::Sure,
        [("lowest", low), ("highest", high)],
        format!(
            "The loss of the same parameters is {} at one look and {} at \
             another: something is drawn at random, as dropout is.",
            digits(low),
            digits(high)
        ),
        "Evaluate without dropout, the model in its inference mode, and on \
         the same rows.",
    )
}

/// The gradient against central differences of the loss, component by
/// component, at three places: a kink makes one of them wrong, not two.
pub fn wrong_gradient(run: &Run, seen: &Measured) -> Option<Finding> {
    if random_evaluation(run, seen).is_some() {
        return None;
    }
    let (ask, start) = (run.ask.as_ref()?, run.params.first()?);
    let of = Questions::new(ask, run.precision);
    let aside = any_direction(start.len());
    let places = [0.0, 0.1, -0.1]
        .map(|t| along(start, t * length(start).max(1.0), &aside));
    let gradients = places.each_ref().map(|at| (ask.gradient)(at));
    let stride = start.len().div_ceil(CHECKED).max(1);
    let mut wrong: Vec<(usize, f64, f64)> = Vec::new();
    let checked = (0..start.len()).step_by(stride);
    for i in checked.clone() {
        let mut failed = (0..places.len())
            .filter_map(|k| misses(&of, &places[k], gradients[k][i], i));
        if let (Some(first), Some(_)) = (failed.next(), failed.next()) {
            wrong.push((i, first[0], first[1]));
        }
    }
    let (i, claimed, slope) = *wrong.first()?;
    // One factor for all of them?
    let ratios = wrong.iter().map(|(_, claimed, slope)| claimed / slope);
    let factor = claimed / slope;
    let same = ratios.clone().all(|r| (r / factor - 1.0).abs() < 0.05);
    let all = wrong.len() == checked.count();
    let rows = [run.rows, run.batch].map(|n| n as f64);
    let is = |n: f64| n > 1.0 && (factor / n - 1.0).abs() < 0.05;
    if all && same && rows.into_iter().any(is) {
        return summed(
            factor,
            format!(
                "Each component of the gradient is {} times the slope of the loss: \
             as many times as there are rows.",
                digits(factor)
            ),
        );
    }
    let words = match all && same && wrong.len() > 1 {
        true => format!(
            "Each component is {} times the slope of the loss.",
            digits(factor)
        ),
        false => format!(
            "Component {i}{} is {}, but differences of the loss say {}.",
            match wrong.len() {
                1 => String::new(),
                n => format!(" (one of {n} that are wrong)"),
            },
            digits(claimed),
            digits(slope)
        ),
    };
    Finding::new(
        Illness::WrongGradient,
        Certainty::Sure,
        [
            ("component", i as f64),
            ("gradient", claimed),
            ("difference", slope),
            ("wrong ones", wrong.len() as f64),
        ],
        words,
        "Derive it again, sign and factor, or let autodiff do it.",
    )
}

/// Component i and the central difference of the loss, if they are too far
/// apart for the errors of a difference.
fn misses(
    of: &Questions,
    at: &[f64],
    claimed: f64,
    i: usize,
) -> Option<[f64; 2]> {
    let loss = |h: f64| {
        let mut there = at.to_vec();
        there[i] += h;
        (of.ask.loss)(&there)
    };
    let h = of.step(at[i].abs());
    let [wide, slope] = [h, h / 2.0].map(|h| (loss(h) - loss(-h)) / (2.0 * h));
    let rounding = 16.0 * of.epsilon * loss(0.0).abs() / h;
    let error = 4.0 * (wide - slope).abs() + rounding;
    let room = error + 0.01 * claimed.abs().max(slope.abs());
    ((claimed - slope).abs() > room).then_some([claimed, slope])
}

pub fn summed(factor: f64, words: String) -> Option<Finding> {
    Finding::new(
        Illness::SumForMean,
        Certainty::Sure,
        [("factor", factor)],
        words,
        "Divide by the number of rows, or divide the learning rate by it: \
         otherwise each new row asks for a smaller rate.",
    )
}

/// A loss that is the sum of its halves, where a mean would be their mean.
pub fn sum_for_mean(run: &Run, seen: &Measured) -> Option<Finding> {
    let (ask, at) = (run.ask?, run.params.first()?);
    let on_rows = ask.on_rows.filter(|_| run.rows > 1)?;
    let half = run.rows / 2;
    let parts = [0..half, half..run.rows].map(|rows| on_rows(at, rows));
    let (sum, whole) = (parts[0] + parts[1], on_rows(at, 0..run.rows));
    let adds_up = (whole - sum).abs() < 1e-4 * whole.abs();
    let harms = seen.growth.is_some() || run.losses.len() > seen.losses.len();
    if !adds_up || !harms || whole == 0.0 {
        return None;
    }
    let n = run.rows as f64;
    summed(
        n,
        format!(
            "The loss on all {} rows is {}, the sum of its halves, {} and {}: a \
         mean would lie between them. The gradient is {} times as long.",
            run.rows,
            digits(whole),
            digits(parts[0]),
            digits(parts[1]),
            run.rows
        ),
    )
}
