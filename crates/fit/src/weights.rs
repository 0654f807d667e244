//! `--weights`: how much each row counts.

use std::path::Path;

use program::{Error, Result};
use table::{Missing, Table};

use crate::input;

/// How much each row counts: one number above 0 a row, 1 in the mean. Empty
/// where all rows count alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// From numbers that say how much rows count beside each other.
    pub fn new(values: &[f64]) -> Weights {
        // Sums of parts of the largest stay within float64.
        let largest = values.iter().copied().fold(0.0, f64::max);
        let parts: Vec<f64> = values.iter().map(|v| v / largest).collect();
        let mean = parts.iter().sum::<f64>() / parts.len() as f64;
        Weights(parts.iter().map(|part| part / mean).collect())
    }

    /// One a row; none where all count alike.
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// Whether all rows count alike.
    pub fn are_alike(&self) -> bool {
        self.0.is_empty()
    }

    /// Σ wᵢ vᵢ / Σ wᵢ: the mean of numbers that stand in these rows.
    pub fn mean(&self, values: impl Iterator<Item = f64>) -> f64 {
        let weight = |i| match self.are_alike() {
            true => 1.0,
            false => self.0[i],
        };
        let (mut sum, mut all) = (0.0, 0.0);
        for (i, value) in values.enumerate() {
            sum += weight(i) * value;
            all += weight(i);
        }
        sum / all
    }

    /// A column times the roots of the weights. The least squares of such
    /// columns are weighted least squares of the columns as they were.
    pub fn by_root(&self, mut column: Vec<f64>) -> Vec<f64> {
        let weighted = column.iter_mut().zip(&self.0);
        weighted.for_each(|(v, w)| *v *= w.sqrt());
        column
    }
}

/// Makes sure that the weights of a table can be used, and leaves out rows
/// that count for nothing. How many these were.
///
/// # Errors
/// A weight below 0; weights that are all 0.
pub fn leave_out_zeros(
    table: &mut Table,
    column: &str,
    (file, missing): (&Path, Missing),
) -> Result<usize> {
    if let Some(row) = table.weights.iter().position(|w| *w < 0.0) {
        let columns = [&table.names[..], &[column.to_owned()]].concat();
        return Err(Error::Input(format!(
            "{}, column {column}: the weight {} is below 0; a row that is to \
             count for nothing has the weight 0",
            input::place(file, &columns, missing, row),
            table.weights[row]
        )));
    }
    let counts: Vec<bool> = table.weights.iter().map(|w| *w > 0.0).collect();
    let zeros = counts.iter().filter(|counts| !**counts).count();
    if zeros == counts.len() {
        return Err(Error::Input(format!(
            "{}: every weight in column {column} is 0: no row would count",
            input::name(file)
        )));
    }
    if zeros > 0 {
        for values in table.columns.iter_mut().chain([&mut table.weights]) {
            let mut counts = counts.iter();
            values.retain(|_| counts.next().is_some_and(|counts| *counts));
        }
    }
    Ok(zeros)
}
