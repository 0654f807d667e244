//! What can be wrong with a table, and where.

use std::fmt::{self, Display};

pub use crate::kind::ErrorKind;
pub use crate::words::in_lines;
pub(crate) use crate::words::{plain, shown};

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
