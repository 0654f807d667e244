//! Rows that hold the sums or the means of others.

use std::ops::Range;

use crate::{lines::Lines, rows::Rows};

/// The sum of a row called so may be rounded to this part.
const ROUNDED: f64 = 1e-3;
/// One that is not called so must be exact.
const EXACT: f64 = 1e-9;
/// So many rows may stand behind a gap, and hold sums.
const GAPS: usize = 10;

/// The rows, from 0, that hold the sums or the means of others in each of
/// these columns of numbers: if a word such as `Total` begins them; or if
/// nothing does, or a line is blank above them, and the numbers are exact.
pub fn totals(columns: &[&[f64]], rows: &Rows) -> Vec<usize> {
    let called = rows.totals.iter().map(|(row, _)| (*row, true));
    let others = behind_gaps(&rows.lines).into_iter();
    let others = others.chain(rows.nameless.iter().copied());
    let mut all: Vec<_> = called.chain(others.map(|r| (r, false))).collect();
    all.sort_unstable_by_key(|(row, is_called)| (*row, !is_called));
    all.dedup_by_key(|(row, _)| *row);
    let mut found: Vec<usize> = Vec::new();
    for (row, is_called) in all {
        let since = found.last().map_or(0, |last| last + 1)..row;
        let (parts, within, fewest) = match is_called {
            true => (vec![since, 0..row, 0..rows.lines.len()], ROUNDED, 1),
            false => (vec![since, 0..row], EXACT, 2),
        };
        let sums_up = |part: &Range<usize>| {
            let others = || {
                let part = part.clone();
                part.filter(|other| *other != row && !found.contains(other))
            };
            let of = columns.iter().map(|column| {
                let values = others().map(|other| column[other]);
                is_total(column[row], values, within)
            });
            let both = of.reduce(|a, b| [a[0] && b[0], a[1] && b[1]]);
            others().nth(fewest).is_some() && both.is_some_and(|[a, b]| a || b)
        };
        let numbers = columns.iter().filter(|column| !column[row].is_nan());
        if numbers.count() >= fewest && parts.iter().any(sums_up) {
            found.push(row);
        }
    }
    found
}

/// Whether a number is the sum of others, and whether it is their mean; one
/// that is missing may be either.
fn is_total(
    total: f64,
    others: impl Iterator<Item = f64>,
    within: f64,
) -> [bool; 2] {
    let (mut sum, mut size, mut count) = (0.0, 0.0, 0.0);
    for value in others.filter(|value| !value.is_nan()) {
        (sum, size, count) = (sum + value, size + value.abs(), count + 1.0);
    }
    [1.0, count]
        .map(|n| total.is_nan() || (n * total - sum).abs() <= within * size)
}

/// The rows below a line that is none, where there are few.
fn behind_gaps(lines: &Lines) -> Vec<usize> {
    let rows = lines.runs().skip(1).take(GAPS + 1);
    let rows: Vec<usize> = rows.collect();
    if rows.len() > GAPS { Vec::new() } else { rows }
}
