//! The rows of a table as they are fitted: without those that count for
//! nothing, and of logarithms.

use std::path::Path;

use program::{Error, Result};
use table::{Kind, Table};

use crate::{input, log::Log, split::renumbered};

/// Makes sure that the weights of a table can be used, and leaves out rows
/// that count for nothing. How many these were.
///
/// # Errors
/// A weight below 0; weights that are all 0.
pub fn leave_out_zeros(
    table: &mut Table,
    column: &str,
    file: &Path,
) -> Result<usize> {
    let file = input::name(file);
    if let Some(row) = table.weights.iter().position(|w| *w < 0.0) {
        return Err(Error::Input(format!(
            "{file}, line {}, column {column}: the weight {} is below 0; a row \
             that is to count for nothing has the weight 0",
            table.lines[row], table.weights[row]
        )));
    }
    let counts: Vec<bool> = table.weights.iter().map(|w| *w > 0.0).collect();
    let zeros = counts.iter().filter(|counts| !**counts).count();
    if zeros == counts.len() {
        return Err(Error::Input(format!(
            "{file}: every weight in column {column} is 0: no row would count"
        )));
    }
    if zeros > 0 {
        for values in table.columns.iter_mut().chain([&mut table.weights]) {
            keep(values, &counts);
        }
        keep(&mut table.lines, &counts);
        keep(&mut table.groups, &counts);
        // All rows of a group may be gone.
        table.groups = renumbered(table.groups.iter().copied());
    }
    Ok(zeros)
}

/// Leaves out values that are not to be kept.
fn keep<T>(values: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    values.retain(|_| kept.next().is_some_and(|kept| *kept));
}

/// Replaces the columns of a table by their logarithms.
///
/// # Errors
/// A value that has none; a column x that is no measure.
pub fn take_logarithms(log: Log, table: &mut Table, file: &Path) -> Result<()> {
    let file = input::name(file);
    let numbers = |kind: &Kind| matches!(kind, Kind::Number);
    let other = table.features.iter().find(|one| !numbers(&one.kind));
    if let Some(other) = other.filter(|_| log.x) {
        return Err(Error::Input(format!(
            "{file}: column {} holds no numbers, but dates or categories, which \
             have no logarithm; leave the column or the x of --log {log} out",
            other.name
        )));
    }
    let last = table.columns.len() - 1;
    let named = table.names.iter().zip(&mut table.columns).enumerate();
    for (at, (name, column)) in named {
        if !(if at == last { log.y } else { log.x }) {
            continue;
        }
        if let Some(row) = column.iter().position(|v| *v <= 0.0) {
            return Err(Error::Input(format!(
                "{file}, line {}, column {name}: {} has no logarithm, and \
                 --log {log} takes that of every value; leave such rows out of \
                 the file, or the column out of --log",
                table.lines[row], column[row]
            )));
        }
        column.iter_mut().for_each(|v| *v = v.ln());
    }
    Ok(())
}
