//! Exercise 102, complete: chosen on other people.
//!
//! Chapter: docs/src/lesson10.md
//! Check it: cargo run --bin tutor
//!
//! Each row of a data set was written by somebody: writers[row] is that
//! person's number, 0, 1, 2, … In a cross-validation with some parts, the
//! person w belongs to part w % parts. One part is left out to test, the rows
//! of all other people train. Nobody may be on both sides.
//!
//! First write the split. Then choose a model's setting by it: every part is
//! left out once, and so is every row. The setting wins whose squared errors
//! have the least sum over all rows.

/// The rows that train and the rows that test, [train, test], when `part` is
/// left out. Both in rising order.
pub fn split(writers: &[usize], parts: usize, part: usize) -> [Vec<usize>; 2] {
    // TODO: each row goes to one side.
    todo!("the rows on each side")
}

/// The squared errors on some rows, summed, of a model that has been trained on
/// others: `error(setting, train, test)`.
pub type Error<'e> = &'e dyn Fn(usize, &[usize], &[usize]) -> f64;

/// The setting, from 0 to `settings` − 1, that errs least on people who have
/// not trained.
pub fn choose(
    writers: &[usize],
    parts: usize,
    settings: usize,
    error: Error,
) -> usize {
    // TODO: the errors of all parts, for each setting.
    todo!("the setting with the least error")
}
