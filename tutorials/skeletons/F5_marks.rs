//! Exercise F5, write: a thousand or one.
//!
//! Chapter: docs/src/fit.md
//! Check it: cargo run --bin tutor
//!
//! 10.5 may be written 10,5, and 1021 may be written 1.021 or 1,021. Nobody
//! says so beside the numbers: they must show it themselves. Write what they
//! show. Each has digits, and points or commas among them:
//!
//! - where both marks come, the last one stands before decimals: 1.234,5;
//! - a mark that comes twice stands between thousands, so it is the other one
//!   that would stand before decimals: 1.234.567;
//! - a single mark stands before decimals, unless it could part off thousands:
//!   one to three digits before it, the first of them no 0, and just three
//!   behind it. Of 1.021 nobody can tell.

/// The mark that stands before decimals in a column of numbers, a point or a
/// comma; `None` where they do not show it. The first number that shows it
/// speaks for all.
pub fn decimal(column: &[&str]) -> Option<char> {
    // TODO: a function of your own for one number helps. Of a text you need
    // `text.rfind(['.', ','])`, which is where the last mark stands,
    // `text.contains('.')` and `text.matches('.').count()`.
    todo!("the mark, or None")
}
