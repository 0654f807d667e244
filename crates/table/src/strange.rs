//! Values that may be none: marks for missing ones, damaged ones.

use crate::{lines::Lines, table::Note};

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
pub fn notes(name: &str, values: &[f64], lines: &Lines) -> Vec<Note> {
    let there = || values.iter().copied().filter(|value| !value.is_nan());
    let rows = there().count();
    if rows < 4 {
        return Vec::new();
    }
    let (low, high) = (End::of(there()), End::of(there().map(|v| -v)));
    let sentinels = [
        low.sentinel(-high.value, rows),
        high.sentinel(-low.value, rows).map(|value| -value),
    ];
    let mut strange: Vec<f64> = sentinels.into_iter().flatten().collect();
    if strange.is_empty() {
        strange.extend(damaged(values, &low, &high));
    }
    let note = |value: f64| {
        let at: Vec<u64> = values
            .iter()
            .zip(lines.iter())
            .filter(|(v, _)| **v == value)
            .map(|(_, line)| line)
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

/// The lower end of some numbers; of numbers turned around, the upper one.
struct End {
    /// The smallest number.
    value: f64,
    /// How often it stands there.
    times: usize,
    /// The smallest of all others; infinite if there are none.
    next: f64,
}

impl End {
    fn of(values: impl Iterator<Item = f64>) -> End {
        let mut end = End {
            value: f64::INFINITY,
            times: 0,
            next: f64::INFINITY,
        };
        for value in values {
            if value > end.next {
                continue; // as most are
            }
            if value < end.value {
                (end.value, end.times, end.next) = (value, 1, end.value);
            } else if value == end.value {
                end.times += 1;
            } else {
                end.next = value;
            }
        }
        end
    }

    /// The smallest value, if it looks like a mark: `high` is the largest, of
    /// so many rows.
    fn sentinel(&self, high: f64, rows: usize) -> Option<f64> {
        let (value, low, rest) = (self.value, self.next, rows - self.times);
        let known = SENTINELS.contains(&value) || SENTINELS.contains(&-value);
        let is_mark = self.times > 1 || known && value.abs() > 9.0;
        // Two values alone have a range by chance.
        let few = rest < 3 || low == high;
        let away = low - value > AWAY * (high - low);
        (is_mark && away && !few && self.times < rest).then_some(value)
    }

    /// The second smallest number.
    fn second(&self) -> f64 {
        match self.times {
            1 => self.next,
            _ => self.value,
        }
    }
}

/// A value beside which all others are nothing.
fn damaged(values: &[f64], low: &End, high: &End) -> Option<f64> {
    let is_far = |end: &End| end.value.abs() > DAMAGED * end.second().abs();
    if !is_far(low) && !is_far(high) {
        return None; // no need to look for the one in the middle
    }
    let mut all = values.to_vec();
    all.retain(|value| !value.is_nan());
    let half = all.len() / 2;
    let (_, middle, _) = all.select_nth_unstable_by(half, f64::total_cmp);
    let middle = middle.abs();
    let is_damaged = |end: &End| {
        let most = middle.max(end.second().abs());
        end.value.abs() > DAMAGED * most && middle > 0.0
    };
    match (is_damaged(high), is_damaged(low)) {
        (true, _) => Some(-high.value),
        (false, true) => Some(low.value),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(values: &[f64]) -> Vec<String> {
        let mut lines = Lines::default();
        lines.push(2, values.len());
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
