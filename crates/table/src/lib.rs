//! Tables of numbers from CSV files: of a good file the columns asked for, of
//! a bad one a line that says what is wrong, and where.
//!
//! | module | holds |
//! |---|---|
//! | `error`, `kind`, `words` | what can be wrong, and where |
//! | `table` | what is asked of a file, and what it gives |
//! | `source` | a file or standard input, opened |
//! | `records` | text into records, each with its line number |
//! | `latex` | rows of LaTeX |
//! | `text` | bytes into text: unpacked and decoded |
//! | `number` | a field into a number, a missing value, or what is wrong |
//! | `clothes` | what stands around a number |
//! | `date`, `levels` | dates and texts as numbers |
//! | `marks` | which marks stand before decimals and between thousands |
//! | `strange` | values that may be none |
//! | `cell` | what a field looks like, at a glance |
//! | `quotes` | how fields are quoted |
//! | `separator` | what divides the columns |
//! | `sample` | the first rows, and what each may be |
//! | `header` | which row names the columns, and which is the first of data |
//! | `layout` | where in the text the table stands |
//! | `columns` | the names |
//! | `file` | a text of which all of this is known |
//! | `pick` | which columns are read, and what for |
//! | `lines` | the lines of the rows |
//! | `blocks` | plain rows, read on all cores |
//! | `rows` | the rows, read once from the first to the last |
//! | `totals` | rows of sums and means |
//! | `settle` | what a column holds, once all of it is read |
//! | `keep` | all fields of the rows, where they are asked for |
//! | `reader` | all of it together: from a text to a table |
//!
//! It knows neither burn nor the terminal, so that its tests, its fuzz target
//! and its timing build in seconds.
//!
//! # What is read
//!
//! What a file is, is found out, and what could be otherwise is noted in
//! [`Table::notes`]; [`Options`] say it beforehand. What cannot be known is
//! refused.
//!
//! - Columns are divided by commas, semicolons, tabs, bars, runs of spaces, or
//!   by their place in the line, rarely by `~`, `^`, `::` or `&` (LaTeX): by
//!   what makes the rows most alike. Fields may be quoted (RFC 4180, or single
//!   quotes, or a backslash before quotes within). Text may be gzipped, and in
//!   another encoding.
//! - Above the table may stand comments (`#`), titles and `sep=;`; below its
//!   header a row of units; behind it notes.
//! - A number may have a comma before its decimals, marks between thousands,
//!   and a unit behind it, if all of its column have.
//! - An empty field and the usual marks (`NA`, `-`, `?`, `#N/A`) are missing
//!   values. An empty line is a blank line.
//! - Every row has as many fields as the others. Only the columns asked for
//!   must hold numbers; an x may hold dates or categories, a y classes.

mod blocks;
mod cell;
mod clothes;
mod columns;
mod date;
mod error;
mod file;
mod header;
mod keep;
mod kind;
mod latex;
mod layout;
mod levels;
mod lines;
mod marks;
mod number;
mod pick;
mod quotes;
mod reader;
mod records;
mod rows;
mod sample;
mod separator;
mod settle;
mod source;
mod strange;
mod table;
mod text;
mod totals;
mod words;

use std::io::Read;

pub use date::{Dates, Unit};
pub use error::{Column, Error, ErrorKind, Position, Result, in_lines};
use file::File;
pub use levels::MOST as MOST_LEVELS;
use lines::Lines;
pub use source::Source;
pub use table::{Feature, Header, Kind, Missing, Note, Options, Pick, Table};

/// Reads the columns of a fit: x, then y.
///
/// ```
/// use table::{ErrorKind, Missing, Options, Pick, Source, read};
///
/// let text = "name,height,weight\nAda,1.6,55\nBob,1.9,NA\nEve,1.7,60\n";
/// let source = Source::new(text.as_bytes(), "people.csv");
/// let options = Options {
///     missing: Missing::Drop,
///     ..Options::default()
/// };
/// let table = read(source, &Pick::default(), &options)?;
/// assert_eq!(table.names, ["height", "weight"]);
/// assert_eq!(table.columns, [[1.6, 1.7], [55.0, 60.0]]);
/// assert_eq!(table.dropped, [3]); // its line
///
/// let source = Source::new(text.as_bytes(), "people.csv");
/// let options = Options::default();
/// let error = read(source, &Pick::default(), &options).unwrap_err();
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
    options: &Options,
) -> Result<Table> {
    let place = Position::of(&source.name);
    let (text, notes) = text::read(source, options.encoding.as_deref())?;
    let asked = [&pick.x[..], pick.y.as_slice()].concat();
    let found = {
        let file = File::open(&place, &text, options, &asked)?;
        reader::fit(&file, pick)?
    };
    drop(text); // the lines take its place in the memory
    closed((&place, options), notes, found)
}

/// Reads these columns as they were read for a fit; in a file without header
/// their names are numbers.
///
/// # Errors
///
/// As [`read`], except that one row is enough, and none where all were dropped.
pub fn read_again(
    source: Source<impl Read>,
    features: &[Feature],
    options: &Options,
) -> Result<Table> {
    let place = Position::of(&source.name);
    let (text, notes) = text::read(source, options.encoding.as_deref())?;
    let asked: Vec<_> = features.iter().map(|f| f.name.clone()).collect();
    let (found, kept) = {
        let file = File::open(&place, &text, options, &asked)?;
        let found = reader::again(&file, features)?;
        let kept = match options.keep {
            true => Some(keep::all(&file, &found.1)?),
            false => None,
        };
        (found, kept)
    };
    drop(text);
    let table = closed((&place, options), notes, found)?;
    Ok(Table { kept, ..table })
}

/// A table with the lines of its rows and what was assumed of its text; refused
/// where nothing may be assumed.
fn closed(
    (place, options): (&Position, &Options),
    mut notes: Vec<Note>,
    (mut table, lines): (Table, Lines),
) -> Result<Table> {
    table.lines = lines.iter().collect();
    notes.append(&mut table.notes);
    table.notes = notes;
    match table.notes.first() {
        Some(Note { what, option }) if options.strict => {
            let (what, option) = (what.clone(), *option);
            let what = ErrorKind::Assumed { what, option };
            Err(Error::new(place.clone(), what))
        }
        _ => Ok(table),
    }
}
