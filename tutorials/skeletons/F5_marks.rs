//! Exercise F5, complete: a thousand or one.
//!
//! Chapter: docs/src/fit.md
//! Check it: cargo run --bin tutor
//!
//! 10.5 may be written 10,5, and 1021 may be written 1.021 or 1,021. Nobody
//! says so beside the numbers: they must show it themselves. Write what one
//! number shows. It has digits, and points or commas among them:
//!
//! - where both marks come, the last one stands before decimals: 1.234,5;
//! - a mark that comes twice stands between thousands, so it is the other one
//!   that would stand before decimals: 1.234.567;
//! - a single mark stands before decimals, unless it could part off thousands:
//!   one to three digits before it, the first of them no 0, and just three
//!   behind it. Of 1.021 nobody can tell.

/// The mark that stands before decimals in a column of numbers, a point or a
/// comma; `None` where they do not show it.
pub fn decimal(column: &[&str]) -> Option<char> {
    // The first number that shows it speaks for all.
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
    // TODO: `text.contains(other)` and `text.matches(mark).count()` help.
    todo!(
        "what {text} shows of {mark} and {other}, {digits_behind} digits behind"
    )
}
