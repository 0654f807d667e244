//! Exercise F5, write: a thousand or one. One solution of many.

/// The mark that stands before decimals in a column of numbers, a point or a
/// comma; `None` where they do not show it. The first number that shows it
/// speaks for all.
pub fn decimal(column: &[&str]) -> Option<char> {
    column.iter().find_map(|text| shown_by(text))
}

/// The mark that stands before decimals, if one number shows it.
fn shown_by(text: &str) -> Option<char> {
    // Where the last mark stands; a number without one shows nothing.
    let last = text.rfind(['.', ','])?;
    let (mark, other) = match &text[last..=last] {
        "." => ('.', ','),
        _ => (',', '.'),
    };
    let digits_behind = text.len() - last - 1;
    if text.contains(other) {
        return Some(mark);
    }
    if text.matches(mark).count() > 1 {
        return Some(other);
    }
    // No thousands are written as 12.5, as 0.125 or as 1912.345.
    let is_decimal = digits_behind != 3 || text.starts_with('0') || last > 3;
    is_decimal.then_some(mark)
}
