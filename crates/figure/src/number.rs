//! Numbers as the labels of a figure, and the range of many.

use std::borrow::Borrow;

/// Whether a figure can show the value: the square of a difference of such
/// values still fits into a float64.
pub(crate) fn finite(value: f64) -> bool {
    value.abs() < 1e150
}

/// The lowest and the highest finite value, if there is one. Values of ±1e150
/// and beyond count as infinite.
///
/// ```
/// use figure::number::range;
///
/// let values = [2.0, f64::NAN, -1.0, f64::INFINITY];
/// assert_eq!(range(&values), Some((-1.0, 2.0)));
/// assert_eq!(range([f64::NAN]), None);
/// ```
pub fn range<V: Borrow<f64>>(
    values: impl IntoIterator<Item = V>,
) -> Option<(f64, f64)> {
    let values = values.into_iter().map(|value| *value.borrow());
    let ranges = values.filter(|&value| finite(value)).map(|v| (v, v));
    ranges.reduce(|(low, high), (v, _)| (low.min(v), high.max(v)))
}

/// A number with about three digits.
///
/// ```
/// use figure::number::short;
///
/// assert_eq!(short(0.04213), "0.0421");
/// assert_eq!(short(-230.4), "−230");
/// assert_eq!(short(4_204_000.0), "4.2·10⁶");
/// ```
pub fn short(value: f64) -> String {
    if !is_plain(value) {
        return scientific(value, 2);
    }
    let power = value.abs().max(1e-3).log10().floor();
    let decimals = (2.0 - power).max(0.0) as usize;
    signed(trimmed(&format!("{value:.decimals$}")))
}

/// A number as digits, at most `decimals` of them after the point, times a
/// power of ten; without the power where that is 0.
///
/// ```
/// use figure::number::scientific;
///
/// assert_eq!(scientific(-0.00042, 1), "−4.2·10⁻⁴");
/// assert_eq!(scientific(5e7, 1), "5·10⁷");
/// ```
pub fn scientific(value: f64, decimals: usize) -> String {
    let number = format!("{value:.decimals$e}");
    let Some((digits, power)) = number.split_once('e') else {
        return number; // NaN or infinite
    };
    let digits = signed(trimmed(digits));
    match power.parse() {
        Ok(power) if power != 0 && value != 0.0 => {
            format!("{digits}·10{}", superscript(power))
        }
        _ => digits,
    }
}

/// An exponent in raised digits.
///
/// ```
/// assert_eq!(figure::number::superscript(-12), "⁻¹²");
/// ```
pub fn superscript(power: i32) -> String {
    const DIGITS: [char; 10] =
        ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = |c: char| c.to_digit(10).map_or('⁻', |d| DIGITS[d as usize]);
    power.to_string().chars().map(raised).collect()
}

/// A number with this many decimals.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    signed(format!("{value:.decimals$}"))
}

/// Whether a number needs no power of ten.
pub(crate) fn is_plain(value: f64) -> bool {
    value == 0.0 || (1e-3..1e6).contains(&value.abs())
}

/// The number without zeros at its end.
fn trimmed(number: &str) -> String {
    if !number.contains('.') {
        return number.into();
    }
    number.trim_end_matches('0').trim_end_matches('.').into()
}

/// The number with a true minus sign, and none before zero.
fn signed(number: String) -> String {
    match number.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.')) => {
            rest.into()
        }
        Some(rest) => format!("−{rest}"),
        None => number,
    }
}
