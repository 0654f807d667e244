//! Tables of numbers from CSV files: of a good file the columns asked for, of
//! a bad one a line that says what is wrong, and where.
//!
//! | module | holds |
//! |---|---|
//! | `source` | a file or standard input, opened |
//! | `records` | bytes into records, each with its line number |
//! | `number` | a field into a number, a missing value, or what is wrong |
//! | `columns` | the header, and which columns are meant |
//! | `reader` | all of it together: rows into columns |
//! | `error` | the line that says what is wrong |
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

use std::io::Read;

pub use error::{Error, Result};
use reader::Reader;
pub use source::Source;

/// The columns asked for: the x columns, then y.
#[derive(Debug)]
pub struct Table {
    /// What each column is called: no two alike, without line breaks.
    pub names: Vec<String>,
    /// Whether the file has a header; else the names are numbers.
    pub header: bool,
    /// The numbers of each column, all finite, all columns equally long.
    pub columns: Vec<Vec<f64>>,
    /// The line of each row, where [`read_columns`] read them.
    pub lines: Vec<u64>,
    /// How many rows [`Missing::Drop`] left out.
    pub dropped: usize,
}

/// What becomes of a row that lacks a value in a column asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missing {
    /// It is left out, and counted.
    Drop,
    /// It is an error.
    Error,
}

/// Which columns, by name or by number from 1. What is not said is the first
/// numeric column that is not asked for otherwise: x first, then y. A column is
/// numeric if the first of its values that is not missing is a number.
#[derive(Debug, Default)]
pub struct Pick {
    /// The features; none: one numeric column.
    pub x: Vec<String>,
    /// The target; `None`: a numeric column.
    pub y: Option<String>,
}

/// Reads the columns of a fit: x, then y.
///
/// ```
/// use table::{Missing, Pick, Source, read};
///
/// let text = "name,height,weight\nAda,1.6,55\nBob,1.9,NA\nEve,1.7,60\n";
/// let source = Source::new(text.as_bytes(), "people.csv");
/// let table = read(source, &Pick::default(), Missing::Drop)?;
/// assert_eq!(table.names, ["height", "weight"]);
/// assert_eq!(table.columns, [[1.6, 1.7], [55.0, 60.0]]);
/// assert_eq!(table.dropped, 1);
///
/// let source = Source::new(text.as_bytes(), "people.csv");
/// let error = read(source, &Pick::default(), Missing::Error).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "people.csv, line 3, column weight: the value is missing; \
///      --missing drop leaves such rows out"
/// );
/// # Ok::<(), table::Error>(())
/// ```
///
/// # Errors
///
/// One line with file, line and column for whatever is wrong with the file, or
/// with `pick`; and where fewer than two rows are left.
pub fn read(
    source: Source<impl Read>,
    pick: &Pick,
    missing: Missing,
) -> Result<Table> {
    let mut reader = Reader::open(source)?;
    let chosen = reader.pick(pick)?;
    let file = reader.name().to_owned();
    let table = reader.read(&chosen, missing, |_| {})?;
    let (kept, dropped) = (table.columns[0].len(), table.dropped);
    if kept >= 2 {
        return Ok(table);
    }
    let what = match dropped {
        0 => "there is one row of data".to_owned(),
        _ => format!("{dropped} of {} rows lack a value", kept + dropped),
    };
    Err(Error::new(
        file,
        format!("{what}, and a fit needs two rows at least"),
    ))
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
