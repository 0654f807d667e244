//! Exercise 135, write: a loop from nothing.
//!
//! Chapter: docs/src/lesson13.md
//! Check it: cargo run --bin tutor
//!
//! What a trainer does, and nothing of it is here yet. Write the whole loop:
//!
//! - `order(seed, epoch)` gives the places of all training rows in the order of
//!   this epoch. The first epoch is 1.
//! - `batch_size` rows in this order are a batch, and the last batch has what
//!   is left.
//! - Each batch makes one update: −lr times the gradient of its mean loss.
//! - After the last batch of an epoch comes the mean loss of the validation
//!   rows.
//! - The run ends when `patience` epochs in a row have brought nothing lower
//!   than the lowest loss before them, and after `epochs` epochs at the latest.
//!
//! `at` knows the model and its loss. It adds up: it gives the sum over the
//! rows that it gets, not their mean.
//!
//! The check trains two models, one of them on rows that are drawn anew each
//! time, and compares with a loop of its own.

/// The inputs of an example, and its target.
pub type Row = (Vec<f64>, f64);

/// How to train.
#[derive(Clone, Copy)]
pub struct Settings {
    pub lr: f64,
    pub batch_size: usize,
    /// So many at most.
    pub epochs: usize,
    /// So many epochs in a row without a lower validation loss end the run.
    pub patience: usize,
    pub seed: u64,
}

/// Trains from the parameters `start`. `at(&params, &rows)` is the sum of the
/// losses of these rows, and its gradient: a number for each parameter.
///
/// Gives the parameters as they were after the epoch with the lowest loss on
/// the validation rows, and that loss after each epoch that was run.
pub fn train(
    start: &[f64],
    training: &[Row],
    validation: &[Row],
    at: impl Fn(&[f64], &[Row]) -> (f64, Vec<f64>),
    order: impl Fn(u64, usize) -> Vec<usize>,
    settings: Settings,
) -> (Vec<f64>, Vec<f64>) {
    // TODO: write it.
    todo!("the loop")
}
