//! Exercise 102, complete: nobody on both sides.
//!
//! Chapter: docs/src/lesson10.md
//! Check it: cargo run --bin tutor
//!
//! Each row of a data set was written by somebody: writers[row] is that
//! person's number, 0, 1, 2, … In a cross-validation with some parts, the
//! person w belongs to part w % parts. One part is left out to test, the rows
//! of all other people train. Nobody may be on both sides.

/// The rows that train and the rows that test, [train, test], when `part` is
/// left out. Both in rising order.
pub fn split(writers: &[usize], parts: usize, part: usize) -> [Vec<usize>; 2] {
    // TODO: each row goes to one side.
    todo!("{writers:?} {parts} {part}")
}
