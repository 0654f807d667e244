//! What can be wrong with a table.

use std::io;

use crate::words::{
    called, cannot_open, either_mark, listed, no_column, of, other_unit,
    quoted, too_few_numeric, too_few_rows,
};

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
         fields: {}",
        match names > fields {
            true => "which of the names has no values?",
            false => "is a comma within numbers taken for one between columns?",
        }
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
    /// A first line of the numbers of rows and of columns, it seems.
    #[error(
        "this line may count the rows and columns below it: is it data, or \
         none of the table?"
    )]
    MayCount,
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
    /// A row of sums or means.
    #[error("this row holds the sums or the means of others, and is no data")]
    SumsUp,
    /// A value that is missing.
    #[error("the value is missing")]
    Missing,
    /// A field that is no number.
    #[error("`{0}` is not a number, nor a mark for a missing value")]
    NotANumber(String),
    /// A number with brackets around it, or a sign behind.
    #[error(
        "`{0}` is not a number: if it is below 0, write it with a minus before \
         it"
    )]
    OddSign(String),
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
    /// Times of day that fall back once.
    #[error(
        "the times fall back to `{0}`, perhaps since a day began: write the \
         date with each of them"
    )]
    OverMidnight(String),
    /// A number that may lie south or west of an origin.
    #[error("`{0}` may lie south or west of 0: write it with a minus")]
    Hemisphere(String),
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
