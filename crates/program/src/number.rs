//! Numbers as text, in the notebooks' style.

/// Columns a line of numbers may take, the brackets included.
const WIDTH: usize = 76;

/// Four digits after the point; a power of ten where that would be long.
///
/// ```
/// assert_eq!(program::number(9.10736), "9.1074");
/// assert_eq!(program::number(-1.5e9), "-1.5000e9");
/// ```
pub fn number(value: f64) -> String {
    if value.abs() < 5e-5 {
        "0.0000".into() // and never -0.0000
    } else if value.abs() < 1e6 {
        format!("{value:.4}")
    } else {
        format!("{value:.4e}")
    }
}

/// Seven digits that count, whatever the size; a power of ten where that
/// would be long.
///
/// ```
/// use program::number::digits;
///
/// assert_eq!(digits(-5780.831358), "-5780.831");
/// assert_eq!(digits(0.5), "0.5");
/// ```
pub fn digits(value: f64) -> String {
    significant(value, 7)
}

/// So many digits that count, at least one, whatever the size; a power of ten
/// where that would be long.
///
/// ```
/// use program::number::significant;
///
/// assert_eq!(significant(-3399999995.25, 12), "-3399999995.25");
/// assert_eq!(significant(1700000000000.0, 17), "1700000000000");
/// ```
pub fn significant(value: f64, count: usize) -> String {
    let last = count.max(1) - 1;
    let power = format!("{value:.last$e}");
    let exponent = power.split_once('e').and_then(|(_, e)| e.parse().ok());
    let whole = i32::try_from(last.max(8)).unwrap_or(8);
    match exponent.unwrap_or(0) {
        _ if value == 0.0 => "0".into(),
        exponent if (-4..=whole).contains(&exponent) => {
            let after = i32::try_from(last).unwrap_or(0) - exponent;
            let after = usize::try_from(after).unwrap_or(0);
            let text = format!("{value:.after$}");
            match text.contains('.') {
                true => text.trim_end_matches('0').trim_end_matches('.').into(),
                false => text,
            }
        }
        _ => power,
    }
}

/// About how large a number above 0 is: whole, below 100 with one digit after
/// the point, from 10000 on two digits and a power of ten.
///
/// ```
/// use program::number::rough;
///
/// assert_eq!(rough(18.04), "18.0");
/// assert_eq!(rough(3.349e7), "3.3e7");
/// ```
pub fn rough(value: f64) -> String {
    match value {
        value if value > 1e15 => "1e15 or more".into(), // float64 cannot tell
        value if value < 1e4 => {
            let after = usize::from(value < 99.5);
            format!("{value:.after$}")
        }
        _ => format!("{value:.1e}"),
    }
}

/// So many digits after the point; a power of ten where these would show
/// little, or too much.
///
/// ```
/// use program::number::fixed;
///
/// assert_eq!(fixed(0.78321, 4), "0.7832");
/// assert_eq!(fixed(3.2e-7, 4), "3.2000e-7");
/// ```
pub fn fixed(value: f64, after: usize) -> String {
    match value.abs() {
        size if size == 0.0 || (1e-3..1e6).contains(&size) => {
            format!("{value:.after$}")
        }
        _ => format!("{value:.after$e}"),
    }
}

/// At most four digits after the point, the points aligned, as NumPy prints
/// an array with `precision=4`.
///
/// ```
/// let text = program::array(&[0.3046, 0.918, -1.0]);
/// assert_eq!(text, "[ 0.3046,  0.918 , -1.    ]");
/// assert_eq!(program::array(&[-104.0, 4.0]), "[-104.,    4.]");
/// assert_eq!(program::array(&[5.0366e10]), "[5.0366e10]");
/// ```
pub fn array(values: &[f64]) -> String {
    // Whole part and digits of each; adding 0 turns −0 into 0.
    let parts: Vec<(String, String)> = values
        .iter()
        .map(|value| {
            let text = match (value * 1e4).round() / 1e4 + 0.0 {
                rounded if value.abs() < 1e6 => format!("{rounded:.4}"),
                _ => number(*value),
            };
            match text.split_once('.') {
                Some((whole, digits)) => {
                    let digits = match digits.contains('e') {
                        true => digits,
                        false => digits.trim_end_matches('0'),
                    };
                    (whole.to_owned(), format!(".{digits}"))
                }
                None => (text, String::new()), // NaN or infinite
            }
        })
        .collect();
    let widest = |part: fn(&(String, String)) -> &String| {
        parts.iter().map(|p| part(p).len()).max().unwrap_or(0)
    };
    let (left, right) = (widest(|p| &p.0), widest(|p| &p.1));
    let per_line = (WIDTH / (left + right + 2)).max(1);
    let lines: Vec<String> = parts
        .chunks(per_line)
        .map(|line| {
            let numbers = line.iter().map(|(whole, digits)| {
                format!("{whole:>left$}{digits:<right$}")
            });
            numbers.collect::<Vec<_>>().join(", ")
        })
        .collect();
    format!("[{}]", lines.join(",\n "))
}

/// A name cut to so many letters at most, so that it fits into a figure.
///
/// ```
/// use program::number::shortened;
/// assert_eq!(shortened("Größe in cm", 5), "Größe…");
/// assert_eq!(shortened("Größe", 5), "Größe");
/// ```
pub fn shortened(name: &str, letters: usize) -> String {
    match name.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_digits_count() {
        for (value, text) in [
            (0.0, "0"),
            (-5780.831358, "-5780.831"),
            (49.0, "49"),
            (0.00012345678, "0.0001234568"),
            (-3.16081871345029e-15, "-3.160819e-15"),
            (123456789.0, "123456789"),
            (1234567890.0, "1.234568e9"),
            (0.99999999, "1"),
        ] {
            assert_eq!(digits(value), text);
        }
    }

    #[test]
    fn rough_numbers_are_short() {
        for (value, text) in [
            (1.0, "1.0"),
            (99.4, "99.4"),
            (99.6, "100"),
            (1950.4, "1950"),
            (12345.0, "1.2e4"),
            (1e16, "1e15 or more"),
        ] {
            assert_eq!(rough(value), text);
        }
    }
}
