//! Rows that cannot teach what they should.

use super::{
    finding::{Certainty, Finding, Illness, digits},
    measured::{Measured, mean},
    run::{Data, Run},
};

/// A loss between these parts of the naive guess's has not beaten it; one that is
/// higher is out of hand.
const NAIVE: [f64; 2] = [0.98, 2.0];

/// The first place that holds no number.
pub fn nan(run: &Run, _: &Measured) -> Option<Finding> {
    let bad = |v: &&f64| !v.is_finite();
    let place = |values: &[f64]| values.iter().position(|v| !v.is_finite());
    if let Some(data) = &run.data {
        let columns = data.columns.iter().enumerate();
        let x = columns.map(|(j, of)| (format!("column {j} of x"), of));
        let mut all = x.chain([("y".to_string(), &data.target)]);
        let (name, row, of) =
            all.find_map(|(name, of)| Some((name, place(of)?, of)))?;
        let count = of.iter().filter(bad).count();
        let every = match count == of.len() {
            true => {
                " The whole column is so: 0/0 of a column that never varies, \
                 perhaps."
            }
            false => "",
        };
        return Finding::new(
            Illness::NanInData,
            Certainty::Sure,
            [("row", row as f64), ("how many", count as f64)],
            format!("{name} is {} in row {row}.{every}", of[row]),
            "Leave the row out or fill the gap, and look where it comes from.",
        );
    }
    // Without the rows: ask for the loss of each, where the start has none.
    let (ask, at) = (run.ask?, run.params.first()?);
    let on_rows = ask.on_rows.filter(|_| !(ask.loss)(at).is_finite())?;
    let is_bad = |row: &usize| !on_rows(at, *row..row + 1).is_finite();
    let row = (0..run.rows).find(is_bad)?;
    let count = (0..run.rows).filter(is_bad).count();
    (count < run.rows).then(|| {
        Finding::new(
            Illness::NanInData,
            Certainty::Likely,
            [("row", row as f64), ("how many", count as f64)],
            format!(
                "At the start the loss of row {row} is {}; {} of {} rows have \
                 one.",
                on_rows(at, row..row + 1),
                run.rows - count,
                run.rows
            ),
            "Look at that row for a NaN, and leave it out or fill the gap.",
        )
    })?
}

/// A target whose mean or deviation is far from 0 and 1, in a run that did not
/// reach it.
pub fn target_scale(run: &Run, seen: &Measured) -> Option<Finding> {
    let target = &run.data.as_ref()?.target;
    let middle = mean(target);
    let variance = mean(
        &target
            .iter()
            .map(|y| (y - middle).powi(2))
            .collect::<Vec<_>>(),
    );
    let deviation = variance.sqrt();
    let naive = run.naive_loss.unwrap_or(variance);
    let far = middle.abs() > 10.0 * deviation.max(1.0);
    let wide = !(0.01..=100.0).contains(&deviation);
    let out = seen.growth.is_some() || seen.losses.len() < run.losses.len();
    let sick = out || seen.last() > 0.5 * naive;
    // A linear model does not mind the scale of y, only a distant start.
    let network = run.layers.len() > 1;
    let distant = !out && far && seen.first() > 100.0 * naive;
    let minds = (network && (far || wide)) || distant;
    (deviation > 0.0 && sick && minds).then(|| {
        Finding::new(
            Illness::TargetScale,
            Certainty::Likely,
            [("mean", middle), ("deviation", deviation)],
            format!(
                "y has mean {} and deviation {}; a model that starts near 0 \
                 with weights of about 1 is far from that.",
                digits(middle),
                digits(deviation)
            ),
            "Descend on (y − mean)/deviation, and undo that in the \
             predictions.",
        )
    })?
}

/// A run that has ended and is no better than the best constant answer; or
/// data in which y follows the x of another row.
pub fn labels(run: &Run, seen: &Measured) -> Option<Finding> {
    if let Some((shift, here, there)) = run.data.as_ref().and_then(shifted) {
        let rows = if shift.abs() == 1 { "row" } else { "rows" };
        return Finding::new(
            Illness::Labels,
            Certainty::Unsure(
                "whether the rows are moments, of which one acts on a later \
                 one",
            ),
            [
                ("shift", shift as f64),
                ("r² here", here),
                ("r² there", there),
            ],
            format!(
                "y follows the x of another row: shifted by {shift} {rows}, a \
                 column explains {} of it, as it stands {}.",
                digits(there),
                digits(here)
            ),
            "Find where the rows of x and y got out of step.",
        );
    }
    let naive = run.naive_loss.filter(|naive| *naive > 0.0)?;
    let ended = seen.losses.len() >= 12
        && seen.fall.is_none_or(|fall| fall.left < 0.02 * seen.last());
    let beside = seen.last() / naive;
    let like = (NAIVE[0]..NAIVE[1]).contains(&beside);
    let sick = ended && seen.growth.is_none() && like;
    (sick && run.losses.len() == seen.losses.len()).then(|| {
        Finding::new(
            Illness::Labels,
            Certainty::Likely,
            [("loss", seen.last()), ("naive", naive)],
            format!(
                "The loss ends at {}; always giving the same answer has {}. So \
                 x says nothing of y as the model sees them.",
                digits(seen.last()),
                digits(naive)
            ),
            "Print ten rows with their labels and look: shifted, shuffled or \
             broken labels do this. Then let the model learn those ten by \
             heart; if it cannot, it is the model.",
        )
    })?
}

/// The shift by which a column of x, or its square, explains y far better than
/// as it stands; with the part of the variance that is explained, here and
/// there.
fn shifted(data: &Data) -> Option<(isize, f64, f64)> {
    let n = data.target.len();
    if n < 20 {
        return None;
    }
    let explains = |shift: isize| {
        let by = shift.unsigned_abs();
        let (early, late) = (0..n - by, by..n);
        let (x, y) = if shift < 0 {
            (early, late)
        } else {
            (late, early)
        };
        let target = &data.target[y];
        let columns = data.columns.iter().filter(|c| c.len() == n);
        let parts = columns.flat_map(|column| {
            let column = &column[x.clone()];
            let squares: Vec<f64> = column.iter().map(|x| x * x).collect();
            [r_squared(column, target), r_squared(&squares, target)]
        });
        parts.fold(0.0, f64::max)
    };
    let here = explains(0);
    let shifts = [-3, -2, -1, 1, 2, 3].map(|shift| (shift, explains(shift)));
    let best = shifts.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    // Of few rows and many columns some fit by chance.
    let sure = here < 0.2 && best.1 > (30.0 / n as f64).max(0.4);
    sure.then_some((best.0, here, best.1))
}

/// The square of the correlation.
fn r_squared(x: &[f64], y: &[f64]) -> f64 {
    let (of_x, of_y) = (mean(x), mean(y));
    let both = x.iter().zip(y).map(|(x, y)| (x - of_x) * (y - of_y));
    let square =
        |v: &[f64], m: f64| -> f64 { v.iter().map(|v| (v - m).powi(2)).sum() };
    let all = square(x, of_x) * square(y, of_y);
    if all > 0.0 {
        both.sum::<f64>().powi(2) / all
    } else {
        0.0
    }
}
