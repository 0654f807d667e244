//! Values that may be none: marks for missing ones, damaged ones.

use crate::table::Note;

/// What people write for a missing value, where a number is needed.
const SENTINELS: [f64; 14] = [
    -1.0, -9.0, -9.9, -9.99, -99.0, -99.9, -99.99, -200.0, -999.0, -999.9,
    -9999.0, 999.0, 9999.0, 99999.0,
];

/// A value this many times the range of all others away from them is no value,
/// if it is repeated or such a mark.
const AWAY: f64 = 3.0;
/// A single value so many times the size of the others is damaged.
const DAMAGED: f64 = 1e6;

/// Names the values of a column that may be none, with their lines.
pub fn notes(name: &str, values: &[f64], lines: &[u64]) -> Vec<Note> {
    let mut sorted = values.to_vec();
    sorted.retain(|value| !value.is_nan());
    if sorted.len() < 4 {
        return Vec::new();
    }
    sorted.sort_by(f64::total_cmp);
    let reversed: Vec<f64> = sorted.iter().rev().map(|v| -v).collect();
    let high = sentinel(&reversed).map(|value| -value);
    let mut strange: Vec<f64> =
        sentinel(&sorted).into_iter().chain(high).collect();
    if strange.is_empty() {
        strange.extend(damaged(&sorted));
    }
    let note = |value: f64| {
        let at: Vec<u64> = values
            .iter()
            .zip(lines)
            .filter(|(v, _)| **v == value)
            .map(|(_, line)| *line)
            .collect();
        let what = match at.as_slice() {
            [line] => format!(
                "{value} in column {name} lies far from all other values \
                 (line {line}): is it one?"
            ),
            _ => format!(
                "{value} in column {name} lies far from all other values \
                 ({} times, {}): does it stand for a missing one?",
                at.len(),
                crate::error::in_lines(&at)
            ),
        };
        Note::new(what, "na")
    };
    strange.into_iter().map(note).collect()
}

/// The smallest value, if it looks like a mark.
fn sentinel(sorted: &[f64]) -> Option<f64> {
    let value = sorted[0];
    let rest = &sorted[sorted.partition_point(|v| *v == value)..];
    let (low, high) = (rest.first()?, rest.last()?);
    let times = sorted.len() - rest.len();
    let known = SENTINELS.contains(&value) || SENTINELS.contains(&-value);
    let is_mark = times > 1 || known && value.abs() > 9.0;
    // Two values alone have a range by chance.
    let few = rest.len() < 3 || low == high;
    let away = low - value > AWAY * (high - low);
    (is_mark && away && !few && times < rest.len()).then_some(value)
}

/// A value beside which all others are nothing.
fn damaged(sorted: &[f64]) -> Option<f64> {
    let middle = sorted[sorted.len() / 2].abs();
    let [low, high] = [sorted[0], sorted[sorted.len() - 1]];
    let [second, last] = [sorted[1], sorted[sorted.len() - 2]];
    if high.abs() > DAMAGED * middle.max(last.abs()) && middle > 0.0 {
        return Some(high);
    }
    (low.abs() > DAMAGED * middle.max(second.abs()) && middle > 0.0)
        .then_some(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(values: &[f64]) -> Vec<String> {
        let lines: Vec<u64> = (2..).take(values.len()).collect();
        let notes = notes("y", values, &lines);
        notes.into_iter().map(|note| note.what).collect()
    }

    #[test]
    fn marks_and_damage_are_named() {
        let said_of = |values: &[f64]| said(values).join("; ");
        let marks = said_of(&[2.1, 2.3, -200.0, 2.8, -200.0, 3.2]);
        assert!(marks.contains("-200") && marks.contains("lines 4 and 6"));
        let mark = said_of(&[2.1, 2.3, 999.0, 2.8]);
        assert!(mark.contains("999") && mark.contains("line 4"), "{mark}");
        let damage = said_of(&[9.4, 9.8, 923_333_333_333_333.0, 10.5, 11.2]);
        assert!(damage.contains("923333333333333"), "{damage}");
    }

    #[test]
    fn what_is_merely_large_is_not() {
        for values in [
            &[1.0, 2.0, 3.0, 4.0, 5.0][..],
            &[1.0, 10.0, 100.0, 1000.0, 10_000.0],
            &[0.0, 0.0, 0.0, 0.0, 1.0],
            &[0.0, 0.0, 1.0, 1.0, 1.0],
            &[1e-3, 1e3, 1e6, 2e6],
        ] {
            assert_eq!(said(values), Vec::<String>::new(), "{values:?}");
        }
    }
}
