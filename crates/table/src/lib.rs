//! Tables of numbers from CSV files: of a good file the columns asked for, of
//! a bad one a line that says what is wrong, and where.
//!
//! | module | holds |
//! |---|---|
//! | `error` | what can be wrong, and where |
//! | `source` | a file or standard input, opened |
//! | `number` | a field into a number, a missing value, or what is wrong |
//! | `records` | bytes into records, each with its line number |
//! | `columns` | the header, and which columns are meant |
//! | `table` | what is asked of a file, and what it gives |
//! | `reader` | all of it together: rows into columns |
//!
//! It knows neither burn nor the terminal, so that its tests, its fuzz target
//! and its timing build in seconds.
//!
//! # What is read
//!
//! - Columns are divided by tabs if the first line has one, else by semicolons
//!   if it has one, else by commas. Fields may be quoted (RFC 4180).
//! - The first row is a header unless all its fields are numbers or missing.
//! - Blank lines, and lines that begin with `#`, are no rows.
//! - An empty field, `NA` and `NaN` (in any case) are missing values. In a file
//!   of one column `NA` or `""` is one; an empty line is a blank line.
//! - Every row has as many fields as the first one. Only the columns asked for
//!   must hold numbers.

mod columns;
mod error;
mod number;
mod reader;
mod records;
mod source;
mod table;

use std::io::Read;

pub use error::{Column, Error, ErrorKind, Position, Result};
use reader::Reader;
pub use source::Source;
pub use table::{Missing, Pick, Table};

/// Reads the columns of a fit: x, then y.
///
/// ```
/// use table::{ErrorKind, Missing, Pick, Source, read};
///
/// let text = "name,height,weight\nAda,1.6,55\nBob,1.9,NA\nEve,1.7,60\n";
/// let source = Source::new(text.as_bytes(), "people.csv");
/// let table = read(source, &Pick::default(), Missing::Drop)?;
/// assert_eq!(table.names, ["height", "weight"]);
/// assert_eq!(table.columns, [[1.6, 1.7], [55.0, 60.0]]);
/// assert_eq!(table.dropped, [3]); // its line
///
/// let source = Source::new(text.as_bytes(), "people.csv");
/// let error = read(source, &Pick::default(), Missing::Error).unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::Missing));
/// assert_eq!(error.position().line, Some(3));
/// assert_eq!(
///     error.to_string(),
///     "people.csv, line 3, column weight: the value is missing"
/// );
/// # Ok::<(), table::Error>(())
/// ```
///
/// # Errors
///
/// Whatever is wrong with the file, or with `pick`; and fewer than two rows
/// that are left.
pub fn read(
    source: Source<impl Read>,
    pick: &Pick,
    missing: Missing,
) -> Result<Table> {
    let mut reader = Reader::open(source)?;
    let chosen = reader.pick(pick)?;
    let place = reader.place();
    let mut table = reader.read(&chosen, missing, |_| {})?;
    if pick.weights.is_some() {
        table.names.pop();
        table.weights = table.columns.pop().unwrap_or_default();
    }
    let (rows, dropped) = (table.columns[0].len(), table.dropped.len());
    match rows {
        0 | 1 => {
            Err(Error::new(place, ErrorKind::TooFewRows { rows, dropped }))
        }
        _ => Ok(table),
    }
}

/// Reads the columns with these names, in this order; in a file without header
/// those with these numbers.
///
/// # Errors
///
/// As [`read`], except that one row is enough, and none where all were dropped.
pub fn read_columns(
    source: Source<impl Read>,
    names: &[String],
    missing: Missing,
) -> Result<Table> {
    let reader = Reader::open(source)?;
    let chosen = reader.asked(names)?;
    let mut lines = Vec::new();
    let table = reader.read(&chosen, missing, |line| lines.push(line))?;
    Ok(Table { lines, ..table })
}
