//! What is asked of a file, and what it gives.

use serde::{Deserialize, Serialize};

use crate::{date::Dates, error::plain};

/// Which columns, by name or by number from 1. What is not said is the first
/// numeric column that is not asked for otherwise: x first, then y.
#[derive(Clone, Debug, Default)]
pub struct Pick {
    /// The features; none: one column of numbers or dates.
    pub x: Vec<String>,
    /// The target; `None`: a column of numbers.
    pub y: Option<String>,
    /// Whether y is classes, though it be numbers.
    pub classes: bool,
    /// The weights of the rows.
    pub weights: Option<String>,
    /// The groups of the rows.
    pub group: Option<String>,
}

/// What a caller knows of a file. The rest is found out.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What divides the columns, in ASCII; a space for runs of spaces.
    pub delimiter: Option<String>,
    /// What stands before decimals.
    pub decimal: Option<char>,
    /// What stands between groups of digits.
    pub thousands: Option<char>,
    /// How many lines stand above the table.
    pub skip: Option<u64>,
    /// The line of the header.
    pub header: Option<Header>,
    /// The encoding of the text, as the web calls it.
    pub encoding: Option<String>,
    /// Texts that stand for a missing value, besides the usual ones.
    pub na: Vec<String>,
    /// With what a line begins that is a comment.
    pub comment: Option<char>,
    /// Columns of x whose numbers are codes.
    pub categories: Vec<String>,
    /// Whether to refuse what would have to be assumed.
    pub strict: bool,
    /// What becomes of a row that lacks a value.
    pub missing: Missing,
    /// Whether [`Table::kept`] is asked for, of a table that is read again.
    pub keep: bool,
}

/// Where the names of the columns stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Header {
    /// In this line, from 1.
    Line(u64),
    /// Nowhere.
    None,
}

/// What becomes of a row that lacks a value in a column asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Missing {
    /// It is left out, and counted.
    Drop,
    /// It is an error.
    #[default]
    Error,
    /// It is kept, with NaN for what is missing.
    Keep,
}

/// Something that was assumed, and the option that says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// In words, without a full stop.
    pub what: String,
    /// The name of a field of [`Options`], or nothing.
    pub option: &'static str,
}

impl Note {
    pub(crate) fn new(what: impl Into<String>, option: &'static str) -> Self {
        let what = what.into();
        Note { what, option }
    }
}

/// A column asked for, and how it became numbers.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Feature {
    /// What the file calls it.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// The unit that stands at all of its numbers, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What a column holds.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Numbers.
    Number,
    /// Dates or times: one number each.
    Date(Dates),
    /// Texts: a column of 0 and 1 for each level but the base.
    Category {
        /// The level that has no column.
        base: String,
        /// The other levels, in the order of their columns.
        levels: Vec<String>,
    },
}

impl Feature {
    /// The names of its columns of numbers.
    pub fn names(&self) -> Vec<String> {
        match &self.kind {
            Kind::Number | Kind::Date(_) => vec![self.name.clone()],
            Kind::Category { levels, .. } => {
                let name =
                    |level: &String| format!("{}={}", self.name, plain(level));
                levels.iter().map(name).collect()
            }
        }
    }
}

/// The columns asked for: the x columns, then y.
#[derive(Debug, Default)]
pub struct Table {
    /// The columns as the file has them: those of x, then y.
    pub features: Vec<Feature>,
    /// What each column of numbers is called: no two alike, without line
    /// breaks.
    pub names: Vec<String>,
    /// Whether the file has a header; else the names are numbers.
    pub header: bool,
    /// The numbers of each column, all columns equally long, and all finite:
    /// only [`Missing::Keep`] leaves NaN where a value is missing.
    pub columns: Vec<Vec<f64>>,
    /// The classes of y, sorted; its column holds positions in it. Empty where
    /// y is numbers.
    pub classes: Vec<String>,
    /// The weights of the rows, if they were asked for.
    pub weights: Vec<f64>,
    /// The group of each row, counted by first appearance, if asked for.
    pub groups: Vec<usize>,
    /// The line of each row.
    pub lines: Vec<u64>,
    /// The lines of the rows that [`Missing::Drop`] left out.
    pub dropped: Vec<u64>,
    /// The names of all columns of the file, and all fields of the rows as
    /// they stand there, if they were asked for.
    pub kept: Option<(Vec<String>, Vec<Vec<String>>)>,
    /// How the file was read, where it could have been read otherwise.
    pub notes: Vec<Note>,
}
