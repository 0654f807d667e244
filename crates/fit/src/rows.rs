//! The rows of a table as they are fitted: of logarithms, and without those that
//! count for nothing.

use std::path::Path;

use program::{Error, Result};
use table::{Missing, Table};

use crate::{input, log::Log};

/// Replaces the columns of a table by their logarithms. `weights` is the name
/// of their column.
///
/// # Errors
/// A value that has none, in a row that counts.
pub fn take_logarithms(
    log: Log,
    table: &mut Table,
    weights: Option<&String>,
    (file, missing): (&Path, Missing),
) -> Result<()> {
    let last = table.columns.len() - 1;
    for at in 0..=last {
        if !(if at == last { log.y } else { log.x }) {
            continue;
        }
        let counts = |row| table.weights.get(row) != Some(&0.0);
        let column = table.columns[at].iter().enumerate();
        let none = column.filter(|(_, v)| **v <= 0.0).find(|v| counts(v.0));
        if let Some((row, value)) = none {
            let weights = weights.map_or(&[][..], std::slice::from_ref);
            let columns = [&table.names[..], weights].concat();
            return Err(Error::Input(format!(
                "{}, column {}: {value} has no logarithm, and --log {log} \
                 takes that of every value; leave such rows out of the file, \
                 or the column out of --log",
                input::place(file, &columns, missing, row),
                table.names[at],
            )));
        }
        table.columns[at].iter_mut().for_each(|v| *v = v.ln());
    }
    Ok(())
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
