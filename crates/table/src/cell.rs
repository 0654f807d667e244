//! What a field looks like, at a glance: for finding the table, not for reading
//! it.

use std::ops::Range;

use crate::{
    clothes::undressed,
    number::{bound, formula, is_missing, shape},
};

/// What a cell looks like, at a glance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// A number, in whatever way it is written.
    Number,
    /// A date or a time.
    Date,
    /// Nothing, or a mark for it.
    Missing,
    /// Anything else.
    Text,
}

/// What a field looks like.
pub fn cell(field: &str) -> Cell {
    let field = formula(field.trim());
    let is_infinite = field.parse::<f64>().is_ok_and(f64::is_infinite);
    if is_missing(field) {
        Cell::Missing
    } else if is_month(field) {
        Cell::Date
    } else if is_infinite
        || shape(bound(field).unwrap_or(field)).is_some()
        || undressed(field).is_some()
    {
        Cell::Number
    } else if looks_like_a_date(field) || names_a_month(field) {
        Cell::Date
    } else {
        Cell::Text
    }
}

/// Whether a text says that its row is the sum or the mean of others.
pub fn sums_up(field: &str) -> bool {
    const WORDS: [&str; 18] = [
        "total",
        "totals",
        "subtotal",
        "grand",
        "overall",
        "sum",
        "summe",
        "gesamt",
        "insgesamt",
        "zusammen",
        "somme",
        "ensemble",
        "totale",
        "all",
        "average",
        "mean",
        "合計",
        "합계",
    ];
    let word = field.trim().split(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| WORDS.iter().any(|w| w.eq_ignore_ascii_case(word)))
}

/// A month with its year, as in 03.2020, which is no number.
pub fn is_month(field: &str) -> bool {
    let Some((month, year)) = field.split_once(['.', '/']) else {
        return false;
    };
    let is = |text: &str, n, range: Range<u16>| {
        text.len() == n && text.parse().is_ok_and(|n| range.contains(&n))
    };
    is(month, 2, 1..13) && is(year, 4, 1900..2100)
}

/// Digits, and one word between them that is a month: `1-Jan-24`.
fn names_a_month(field: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // The most texts, quickly.
    let digits = field.bytes().filter(u8::is_ascii_digit).count();
    if !(2..=14).contains(&digits) || field.len() > 30 {
        return false;
    }
    let text = field.to_ascii_lowercase();
    let words = text.split(|c: char| !c.is_alphabetic());
    let mut words = words.filter(|w| !matches!(*w, "" | "am" | "pm" | "t"));
    let is_month = |word: &str| {
        let mut months = MONTHS.iter();
        months.any(|month| *month == word || month[..3] == *word)
    };
    words.next().is_some_and(is_month)
        && words.next().is_none()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-/., :".contains(c))
}

/// Digits with at least one hyphen, slash or colon between them.
fn looks_like_a_date(field: &str) -> bool {
    let mark = |c: char| matches!(c, '-' | '/' | ':' | '.' | ' ' | '+');
    let digits = field.bytes().filter(u8::is_ascii_digit).count();
    let marks = field.chars().filter(|c| matches!(c, '-' | '/' | ':'));
    let dots = field.matches('.').count();
    digits >= 3
        && !field.contains("::") // which divides columns
        && (marks.count() >= 1 || dots == 2)
        && field
            .chars()
            .all(|c| c.is_ascii_digit() || mark(c) || "TZAMPamp".contains(c))
}
