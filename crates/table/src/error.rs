//! What can be wrong with a table, and where.

use std::{
    fmt::{self, Display},
    io,
};

/// What everything here returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What is wrong with a table, and where: as text one line, without line
/// breaks and without what else a terminal would obey.
///
/// It knows nothing of the program that reads the table. What its user could
/// do about it besides, such as a flag, that program adds.
#[derive(Debug)]
pub struct Error(Box<(Position, ErrorKind)>);

impl Error {
    pub(crate) fn new(position: Position, kind: ErrorKind) -> Self {
        Error(Box::new((position, kind)))
    }

    /// What is wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.1
    }

    /// Where it is wrong.
    pub fn position(&self) -> &Position {
        &self.0.0
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.position(), self.kind())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Open(error) | ErrorKind::Read(error) => Some(error),
            _ => None,
        }
    }
}

/// A place in a table, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The file's name, or "standard input".
    pub source: String,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The column in this line.
    pub column: Option<Column>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Which one, from 1.
    pub number: usize,
    /// What it is called; `None` where the file does not say, or where it is
    /// not known yet.
    pub name: Option<String>,
}

impl Position {
    /// All of a source.
    pub(crate) fn of(source: &str) -> Self {
        Position {
            source: source.to_owned(),
            line: None,
            column: None,
        }
    }

    /// A line of it, from 1.
    pub(crate) fn line(self, line: u64) -> Self {
        let line = Some(line);
        Position { line, ..self }
    }

    /// A column of it: its number from 1, and its name.
    pub(crate) fn column(self, number: usize, name: Option<String>) -> Self {
        let column = Some(Column { number, name });
        Position { column, ..self }
    }
}

impl Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.source)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(Column { number, name }) = &self.column {
            match name {
                Some(name) => write!(f, ", column {name}")?,
                None => write!(f, ", column {number}")?,
            }
        }
        Ok(())
    }
}

/// What is wrong with a table. Text from a file is cut where it is long, and
/// holds nothing that a terminal would obey.
#[derive(Debug, thiserror::Error)]
pub enum ErrorKind {
    /// A file that cannot be opened.
    #[error("{}", cannot_open(.0))]
    Open(io::Error),
    /// A source that fails while it is read.
    #[error("cannot read: {0}")]
    Read(io::Error),
    /// A file whose length changed while it was read.
    #[error(
        "the file changed while it was read, from {from} bytes to {to}: try \
         again"
    )]
    Changed {
        /// Its length before.
        from: u64,
        /// The bytes that came.
        to: u64,
    },
    /// A gzip file that ends early, or holds something else.
    #[error("this gzip file is damaged: fetch it again")]
    Gzip,
    /// A spreadsheet, or another zip file.
    #[error(
        "this is a spreadsheet or a zip file: save it as CSV, or unpack it"
    )]
    Spreadsheet,
    /// A zero byte.
    #[error("this is no text: a byte of it is 0")]
    NoText,
    /// Another format of text.
    #[error("this is {0} and no table: save it as CSV")]
    OtherFormat(&'static str),
    /// An encoding that does not exist.
    #[error(
        "there is no encoding `{0}`: use a name such as utf-8, \
             windows-1252, utf-16le or euc-kr"
    )]
    NoEncoding(String),
    /// A text that is not in its encoding.
    #[error("this is not {0}: name its encoding, or save it in UTF-8")]
    NotInEncoding(&'static str),
    /// A separator beyond ASCII.
    #[error("`{0}` cannot divide columns: use a letter of ASCII")]
    Delimiter(String),
    /// A field or a row without end.
    #[error(
        "this field or row is longer than 1 MiB: no table, or a quote that \
         never closes"
    )]
    TooLong,
    /// A quote that is open at the end of the file.
    #[error("a quote opens that never closes")]
    OpenQuote,
    /// Text between a closing quote and the end of its field.
    #[error(
        "text follows a closing quote: write a quote within quotes twice, and \
         close every quote"
    )]
    TextAfterQuote,
    /// A line that does not keep to the places of the columns.
    #[error(
        "each column has its place in the line, and in this line something \
         reaches over the border of its column"
    )]
    OverPlace,
    /// No row at all.
    #[error("there is no data in it")]
    Empty,
    /// A header, and no row below it.
    #[error("there is a header, and no data below it")]
    HeaderOnly,
    /// A line of names that are not as many as the columns.
    #[error(
        "this line has {names} names, and the rows below it have {fields} \
         fields: is a comma within numbers taken for one between columns?"
    )]
    OtherNames {
        /// How many names.
        names: usize,
        /// How many fields the rows have.
        fields: usize,
    },
    /// A header asked for in a line without a row.
    #[error("no row begins in this line, so it cannot be the header")]
    NoHeader,
    /// A first line of numbers that lie far from all others.
    #[error(
        "the numbers of this line lie far from all below it: is it data, a \
         header, or none of the table?"
    )]
    FirstLineUnlike,
    /// A row with more or fewer fields than the first one.
    #[error(
        "this row has {fields} field{}, and line {first_line} has {expected}",
        if *fields == 1 { "" } else { "s" }
    )]
    RowLength {
        /// How many it has.
        fields: usize,
        /// How many the first row has.
        expected: usize,
        /// The line of the first row.
        first_line: u64,
    },
    /// A row that ends early, and does not hold what its columns do.
    #[error(
        "this row has fewer fields than others, and what it has stands in \
         columns of another kind: is a comma within a text taken for one \
         between columns?"
    )]
    Shifted,
    /// A column asked for that is not there.
    #[error("{}", no_column(asked, *columns, header, near))]
    NoColumn {
        /// The name or the number that was asked for.
        asked: String,
        /// How many columns there are.
        columns: usize,
        /// Their names; none where the file has no header.
        header: Vec<String>,
        /// At most three names like the one asked for, the nearest first.
        near: Vec<String>,
    },
    /// A column that was asked for twice.
    #[error("column `{0}` is asked for twice")]
    AskedTwice(String),
    /// A column asked for by a name that others have, too.
    #[error(
        "columns {} have the same name, `{name}`: ask for one by its number",
        listed(&of(columns), " and ")
    )]
    SameName {
        /// The name.
        name: String,
        /// The numbers of the columns, from 1.
        columns: Vec<usize>,
    },
    /// A first row that may be data: it is taken for the header, but the name
    /// of a column asked for is a number.
    #[error(
        "this is the header, as not all of it is numbers, but column {column} \
         is called `{name}`: if this is data, put a line with names above it; \
         if it is a name, ask for the column by it"
    )]
    NumberInHeader {
        /// The number of the column, from 1.
        column: usize,
        /// What it is called.
        name: String,
    },
    /// One column, where a fit needs two.
    #[error(
        "there is one column, and a fit needs two, divided by commas, \
         semicolons, tabs or spaces"
    )]
    OneColumn,
    /// Fewer columns of numbers than a fit needs. The position is that of the
    /// first text, if there is one.
    #[error("{}", too_few_numeric(*needed, *rows, found, text))]
    TooFewNumeric {
        /// How many were needed besides those asked for.
        needed: usize,
        /// How many rows were looked at.
        rows: usize,
        /// The one that was found.
        found: Option<String>,
        /// The first text that stands where a number could.
        text: Option<String>,
    },
    /// Fewer than two rows of numbers.
    #[error(
        "{}, and a fit needs two rows at least",
        too_few_rows(*rows, *dropped)
    )]
    TooFewRows {
        /// How many there are.
        rows: usize,
        /// How many were left out.
        dropped: usize,
    },
    /// Another table below the first.
    #[error("here a second table begins, with other names: save the two apart")]
    SecondTable,
    /// A value that is missing.
    #[error("the value is missing")]
    Missing,
    /// A field that is no number.
    #[error("`{0}` is not a number, nor a mark for a missing value")]
    NotANumber(String),
    /// A number written otherwise than the rest of its column.
    #[error(
        "`{text}` is not written as the other numbers of its column, which \
         have {} before decimals{}",
        called(*decimal),
        thousands.map_or(String::new(), |mark| {
            format!(" and {} between thousands", called(mark))
        })
    )]
    OtherMarks {
        /// The number.
        text: String,
        /// The column's mark before decimals.
        decimal: char,
        /// Its mark between thousands.
        thousands: Option<char>,
    },
    /// Two numbers that cannot both be read.
    #[error(
        "`{0}` and `{1}` are not written alike: one mark cannot stand both \
         before decimals and between thousands"
    )]
    MixedMarks(String, String),
    /// A number of which nobody can tell what its mark means.
    #[error("{}", either_mark(.0))]
    EitherMark(String),
    /// A number in clothes that others of its column do not wear.
    #[error(
        "`{text}` and `{other}` stand in one column: a unit must stand behind \
         all numbers, or none"
    )]
    MixedClothes {
        /// This number.
        text: String,
        /// Another one.
        other: String,
    },
    /// A unit that the numbers of an earlier fit did not have, or had.
    #[error("{}", other_unit(found, asked))]
    OtherUnit {
        /// The unit of the numbers.
        found: Option<String>,
        /// The unit of those of the fit.
        asked: Option<String>,
    },
    /// An integer that float64 does not hold.
    #[error(
        "`{0}` has more digits than a 64-bit float keeps: subtract what all \
         have in common, or cut digits off"
    )]
    TooManyDigits(String),
    /// A bound in place of a value.
    #[error("`{0}` is a bound and no value (it is censored)")]
    Censored(String),
    /// A text among dates.
    #[error("`{0}` is not a date as the others of its column are")]
    NotADate(String),
    /// Dates of which nobody can tell whether the day comes first.
    #[error(
        "in dates such as `{0}` the day or the month may come first: write \
         them as 2024-12-31"
    )]
    AmbiguousDate(String),
    /// Years of two digits on both sides of 1969.
    #[error(
        "in dates such as `{0}` two digits of a year may mean 1900 or 2000: \
         write four"
    )]
    TwoDigitYears(String),
    /// Years that end in the next one, or months.
    #[error(
        "`{0}` and the others may each be a month, or a year that ends in the \
         next one: write months with a day, years alone"
    )]
    TwoYears(String),
    /// A text that is none of the levels.
    #[error("`{text}` is none of the levels of this column: {}",
            listed(&quoted(levels), " and "))]
    NoLevel {
        /// The text.
        text: String,
        /// The levels.
        levels: Vec<String>,
    },
    /// A column of texts that are no categories.
    #[error(
        "this column has more than {most} different texts, such as `{text}`: \
         names are no categories"
    )]
    TooManyLevels {
        /// So many are too many.
        most: usize,
        /// One of them.
        text: String,
    },
    /// Texts that are nearly all different.
    #[error(
        "`{text}` is not a number, and {levels} different texts in {rows} rows \
         are no categories"
    )]
    Names {
        /// The first of them.
        text: String,
        /// How many are different.
        levels: usize,
        /// How many there are.
        rows: usize,
    },
    /// A column of one text.
    #[error("all values of this column are `{0}`: it explains nothing")]
    OneLevel(String),
    /// What would have to be assumed, where nothing may be.
    #[error("this would be assumed: {what}")]
    Assumed {
        /// In words.
        what: String,
        /// The name of the option that says it.
        option: &'static str,
    },
    /// A number beyond the range of float64.
    #[error("`{0}` is beyond the range of 64-bit floats, 1.8e308")]
    OutOfRange(String),
    /// An infinite number.
    #[error("`{0}` is infinite, and a fit needs finite numbers")]
    Infinite(String),
    /// More rows than the memory holds.
    #[error("it does not fit into the memory")]
    OutOfMemory,
}

fn other_unit(found: &Option<String>, asked: &Option<String>) -> String {
    let what = |unit: &Option<String>| match unit {
        None => "no unit".to_owned(),
        Some(unit) => format!("the unit `{unit}`"),
    };
    format!(
        "its numbers have {}, and those of the fit had {}: write them alike",
        what(found),
        what(asked)
    )
}

fn either_mark(text: &str) -> String {
    format!(
        "`{text}` may be {} or {}: say which mark stands before decimals, or \
         between thousands",
        text.replace(['.', ','], ""),
        text.replace(',', ".")
    )
}

/// The marks of a kind, in words.
pub(crate) fn called(mark: char) -> &'static str {
    match mark {
        '.' => "points",
        ',' => "commas",
        ' ' => "spaces",
        _ => "apostrophes",
    }
}

fn cannot_open(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => {
            "this is a folder: name a CSV file in it".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "you have no permission to read this file".to_owned()
        }
        _ => format!("cannot open: {error}"),
    }
}

fn no_column(
    asked: &str,
    columns: usize,
    header: &[String],
    near: &[String],
) -> String {
    let is_number = asked.parse::<i128>().is_ok();
    let rather = match (columns, near) {
        (1, _) if is_number || header.is_empty() => {
            "there is one, column 1".to_owned()
        }
        _ if is_number || header.is_empty() => {
            format!("they are numbered from 1 to {columns}")
        }
        (_, []) => format!("there are {}", listed(&quoted(header), " and ")),
        (_, near) => format!("did you mean {}?", listed(&quoted(near), " or ")),
    };
    match is_number {
        true => format!("there is no column {asked}: {rather}"),
        false => format!("there is no column `{asked}`: {rather}"),
    }
}

fn too_few_numeric(
    needed: usize,
    rows: usize,
    found: &Option<String>,
    text: &Option<String>,
) -> String {
    let needs = match needed {
        1 => "another column",
        _ => "two columns",
    };
    let show = match rows {
        1 => "the first row shows".to_owned(),
        rows => format!("the first {rows} rows show"),
    };
    let found = match found {
        None => "none".to_owned(),
        Some(name) => format!("`{name}` only"),
    };
    let what = format!("a fit needs {needs} of numbers, and {show} {found}");
    match text {
        None => what,
        Some(text) => format!("`{text}` is not a number; {what}"),
    }
}

fn too_few_rows(rows: usize, dropped: usize) -> String {
    match dropped {
        0 if rows == 0 => "there is no row of data".to_owned(),
        0 => "there is one row of data".to_owned(),
        _ => format!("{dropped} of {} rows are left out", rows + dropped),
    }
}

fn of(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(usize::to_string).collect()
}

fn quoted(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

/// "a, b and c", or "a, b, … and 7 more".
fn listed(names: &[String], last: &str) -> String {
    const MOST: usize = 10;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        _ if names.len() > MOST => {
            let more = names.len() - MOST;
            format!("{} and {more} more", names[..MOST].join(", "))
        }
        [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
    }
}

/// Lines in words, the first few of them.
pub fn in_lines(lines: &[u64]) -> String {
    const SHOWN: usize = 5;
    let names: Vec<_> = lines.iter().map(u64::to_string).collect();
    match names.len() {
        1 => format!("line {}", names[0]),
        n if n > SHOWN => format!("lines {} …", names[..SHOWN].join(", ")),
        _ => format!("lines {}", listed(&names, " and ")),
    }
}

/// A piece of a file, fit for a message: short and plain.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let short: String = text.chars().take(LONGEST).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    plain(&short) + more
}

/// A text without line breaks, and without what else a terminal would obey.
pub(crate) fn plain(text: &str) -> String {
    // The marks of Unicode that turn a line around, too.
    let obeyed = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}')
            || ('\u{2028}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    text.replace(obeyed, "\u{fffd}")
}
