//! What is asked of a file, and what it gives.

/// The columns asked for: the x columns, then y.
#[derive(Debug)]
pub struct Table {
    /// What each column is called: no two alike, without line breaks.
    pub names: Vec<String>,
    /// Whether the file has a header; else the names are numbers.
    pub header: bool,
    /// The numbers of each column, all columns equally long, and all finite:
    /// only [`Missing::Keep`] leaves NaN where a value is missing.
    pub columns: Vec<Vec<f64>>,
    /// The line of each row, where
    /// [`read_columns`](crate::read_columns) read them.
    pub lines: Vec<u64>,
    /// The weight of each row, where [`Pick::weights`] asked for them; else
    /// empty.
    pub weights: Vec<f64>,
    /// The lines of the rows that [`Missing::Drop`] left out.
    pub dropped: Vec<u64>,
}

/// What becomes of a row that lacks a value in a column asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missing {
    /// It is left out, and counted.
    Drop,
    /// It is an error.
    Error,
    /// It is kept, with NaN for what is missing.
    Keep,
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
    /// The column of weights; `None`: there is none. It is neither x nor y.
    pub weights: Option<String>,
}
