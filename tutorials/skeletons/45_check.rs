//! Exercise 45, write: a gradient check of your own.
//!
//! Chapter: docs/src/lesson4.md
//! Check it: cargo run --bin tutor
//!
//! Somebody hands you a loss and a gradient. Is the gradient right? Write the
//! check that this course applies to every formula, in two functions. The
//! parameters and slopes are plain numbers, and the loss is any function of
//! them: you can call it at any place, `loss(&w)`.
//!
//! The check tries losses that bend in many ways, of one to five parameters
//! between −10 and 10, some of them a million times as large as others. It
//! hands you right gradients, and others with slopes that are off by less and
//! by more than the bound.
//!
//! `loss: impl Fn(&[f64]) -> f64` is a function that is given: the page
//! docs/src/rust.md has it. `at.to_vec()` is a copy that you may change.

/// The slopes of the loss at a place, one for each parameter, by central
/// differences: the loss a little above, less the loss a little below, over
/// the way between. Meanwhile the other parameters stay where they are.
pub fn differences(loss: impl Fn(&[f64]) -> f64, at: &[f64]) -> Vec<f64> {
    // TODO: one parameter after the other.
    todo!("the slopes")
}

/// Which slopes of a gradient are wrong: the numbers of their parameters from
/// 0 on, in rising order. A slope is wrong if it is off by more than a
/// thousandth of the largest size among all slopes.
pub fn wrong(
    loss: impl Fn(&[f64]) -> f64,
    at: &[f64],
    gradient: &[f64],
) -> Vec<usize> {
    // TODO: compare with your differences.
    todo!("the wrong ones")
}
