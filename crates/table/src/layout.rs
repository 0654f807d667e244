//! Where in a text the table stands: which line names its columns, where the
//! data begin.

use crate::{
    cell::Cell,
    error::{Error, ErrorKind, Position, Result, shown},
    number::is_missing,
    records::{Dialect, Records, Row, Separator, first_line},
    sample::{Rows, typed},
    separator::{self, GLANCE, dialect, width},
    table::{Note, Options},
};

/// So many rows show what the rest looks like.
const SAMPLE: usize = 1000;
/// Fewer are enough that have so many fields together.
const FIELDS: usize = 1 << 20;

/// Where the table stands.
#[derive(Debug)]
pub struct Layout<'t> {
    /// How the text is cut into fields.
    pub dialect: Dialect,
    /// How many columns there are.
    pub width: usize,
    /// What the header calls them; none where there is no header.
    pub names: Vec<String>,
    /// The line of the header, or of the first row where there is none.
    pub line: u64,
    /// The line at which the data begin.
    pub data_line: u64,
    /// Of each column, whether most of it is numbers or dates.
    pub typed: Vec<Option<Cell>>,
    /// The first rows of data that have this width.
    pub rows: Vec<Row<'t>>,
    /// What was assumed.
    pub notes: Vec<Note>,
}

/// Finds the table in a text.
///
/// # Errors
/// A text without a row; lines asked for that are not there; a first line of
/// which nobody can tell whether it is data.
pub fn find<'t>(
    source: &Position,
    text: &'t str,
    options: &Options,
    asked: &[String],
) -> Result<Layout<'t>> {
    let mut notes = Vec::new();
    let mut start = (text, 1);
    for _ in 0..options.skip.unwrap_or(0) {
        if start.0.is_empty() {
            break;
        }
        start = (first_line(start.0).1, start.1 + 1);
    }
    let mut delimiter = options.delimiter.clone();
    // Excel writes and reads such a line.
    let (line, behind) = first_line(start.0);
    if let Some(letter) = line.trim_matches('"').strip_prefix("sep=") {
        delimiter = delimiter.or(Some(letter.to_owned()));
        start = (behind, start.1 + 1);
        let what = format!("`{}` says what divides", shown(line));
        notes.push(Note::new(what, "skip"));
    }
    let (comments, start) = match options.comment {
        Some(_) => (Vec::new(), start),
        None => leading_comments(start),
    };
    let cut = |separator| dialect(source, start, separator, options);
    let (dialect, width) = match delimiter {
        // A single column, whose fields may have spaces in them.
        None if asked.len() == 1
            && asked[0] == first_line(start.0).0.trim() =>
        {
            (cut(Separator::Letter(b',')), 1)
        }
        None => separator::found(source, start, options),
        Some(mark) => {
            let dialect = cut(match mark.as_bytes() {
                b" " => Separator::Spaces,
                [letter] => Separator::Letter(*letter),
                [_, ..] if mark.is_ascii() => Separator::Text(mark),
                _ => {
                    let what = ErrorKind::Delimiter(shown(&mark));
                    return Err(Error::new(source.clone(), what));
                }
            });
            let width = width(source, start, &dialect);
            (dialect, width)
        }
    };
    if width > 1 {
        notes.append(&mut separator::notes(&dialect, options));
    }
    let mut records = Records::new(source, start, &dialect);
    let mut rows = Vec::new();
    let mut row = Row::default();
    // An error in a later row is met again when the rows are read.
    let mut failed = None;
    let enough = |rows: usize| {
        rows >= SAMPLE || rows >= GLANCE && rows * width >= FIELDS
    };
    while !enough(rows.len()) {
        match records.next(&mut row) {
            Ok(true) => rows.push(row.clone()),
            Ok(false) => break,
            Err(error) if rows.is_empty() => return Err(error),
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    if rows.is_empty() {
        return Err(Error::new(source.clone(), ErrorKind::Empty));
    }
    let seen = Rows {
        source,
        typed: typed(&rows, width),
        rows,
        width,
        separator: &dialect.separator,
    };
    let found = seen.header(options, asked, &comments, &mut notes)?;
    let Rows {
        mut rows, typed, ..
    } = seen;
    let data_line = match rows.get(found.data) {
        Some(row) => row.line,
        // Nothing below the header.
        None => rows.last().map_or(1, |row| row.line + 1),
    };
    rows.drain(..found.data.min(rows.len()));
    rows.retain(|row| row.fields.len() == width);
    match failed {
        Some(error) if rows.is_empty() => Err(error),
        _ => Ok(Layout {
            names: found.names,
            line: found.line,
            dialect,
            width,
            data_line,
            typed,
            rows,
            notes,
        }),
    }
}

/// The lines at the start that begin with `#` or `%`, and what comes behind.
/// `#N/A` and `#1` begin a row.
fn leading_comments((mut text, mut line): (&str, u64)) -> Parts<'_> {
    let mut comments = Vec::new();
    loop {
        let (first, behind) = first_line(text);
        if first.is_empty() && behind.is_empty() {
            return (comments, (text, line));
        }
        let is_comment = first.strip_prefix(['#', '%']).is_some_and(|rest| {
            let cell = first.split([',', ';', '\t', ' ']).next();
            !rest.starts_with(|c: char| c.is_ascii_digit())
                && !cell.is_some_and(is_missing)
        });
        if is_comment {
            comments.push((line, first.trim_start_matches(['#', '%'])));
        } else if !first.trim().is_empty() {
            return (comments, (text, line));
        }
        (text, line) = (behind, line + 1);
    }
}

/// Lines of comments, and the text behind them with its line.
type Parts<'t> = (Vec<(u64, &'t str)>, (&'t str, u64));
