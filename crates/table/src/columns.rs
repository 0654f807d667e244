//! The header, and which columns are meant.

use std::collections::HashMap;

use crate::{
    error::{Error, ErrorKind, Position, Result, plain, shown},
    number::shape,
};

/// What the first row says about the columns.
pub struct Columns {
    source: Position,
    /// The line of the first row.
    pub line: u64,
    /// Whether the first row is a header.
    pub header: bool,
    /// Whether the caller says that it is.
    pub told: bool,
    /// As in the header; `column 2` where it has none.
    names: Vec<String>,
    /// The same; with its number where several columns have the name.
    unique: Vec<String>,
}

impl Columns {
    /// The columns of a table with this many, called so in this line; with no
    /// names they are numbered.
    pub fn new(
        source: &Position,
        line: u64,
        width: usize,
        header: &[String],
    ) -> Self {
        let names: Vec<String> = (0..width)
            .map(|at| match header.get(at).map(|name| one_line(name)) {
                Some(name) if !name.is_empty() => name,
                _ => numbered(at),
            })
            .collect();
        let mut count = HashMap::new();
        for name in &names {
            *count.entry(name.as_str()).or_insert(0) += 1;
        }
        let unique = names
            .iter()
            .enumerate()
            .map(|(at, name)| match count[name.as_str()] {
                1 => name.clone(),
                _ => format!("{name} (column {})", at + 1),
            })
            .collect();
        Columns {
            source: source.clone(),
            line,
            header: !header.is_empty(),
            told: false,
            names,
            unique,
        }
    }

    /// Whether the header has no name for the column at this position.
    pub fn is_nameless(&self, at: usize) -> bool {
        self.header && self.names[at] == numbered(at)
    }

    /// How many columns there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// What the column at this position is called.
    pub fn name(&self, at: usize) -> &str {
        &self.unique[at]
    }

    /// A line, and the column at this position.
    pub fn place(&self, line: u64, at: usize) -> Position {
        let name = shown(self.name(at));
        let name = Some(name).filter(|name| *name != numbered(at));
        self.source.clone().line(line).column(at + 1, name)
    }

    /// An error in all of the column at this position.
    pub fn wrong(&self, at: usize, what: ErrorKind) -> Error {
        let name = shown(self.name(at));
        let name = Some(name).filter(|name| *name != numbered(at));
        Error::new(self.source.clone().column(at + 1, name), what)
    }

    /// An error in the first row.
    pub fn error(&self, what: ErrorKind) -> Error {
        Error::new(self.source.clone().line(self.line), what)
    }

    /// The position of the column asked for: by its name, else by its number
    /// from 1.
    pub fn find(&self, asked: &str) -> Result<usize> {
        let asked = one_line(asked);
        if let Some(at) = self.unique.iter().position(|name| *name == asked) {
            return Ok(at);
        }
        if let Some(at) = self.names.iter().position(|name| *name == asked) {
            return self.alone(at);
        }
        match asked.parse::<usize>() {
            Ok(n) if (1..=self.len()).contains(&n) => self.no_number(n - 1),
            _ => Err(self.unknown(&asked)),
        }
    }

    /// Refuses a column that was not asked for by number, and whose name is
    /// not its own.
    pub fn alone(&self, at: usize) -> Result<usize> {
        let name = &self.names[at];
        let columns: Vec<usize> = (0..self.len())
            .filter(|other| self.names[*other] == *name)
            .map(|other| other + 1)
            .collect();
        if columns.len() == 1 {
            return Ok(at);
        }
        let name = shown(name);
        Err(self.error(ErrorKind::SameName { name, columns }))
    }

    /// Refuses a column that was not asked for by name, and whose name is a
    /// number but no year: the first row may be data, and would be lost.
    pub fn no_number(&self, at: usize) -> Result<usize> {
        let name = &self.names[at];
        let is_year = name.len() == 4 && name.parse::<u16>().is_ok();
        if self.told || is_year || shape(name).is_none() {
            return Ok(at);
        }
        let (column, name) = (at + 1, shown(name));
        Err(self.error(ErrorKind::NumberInHeader { column, name }))
    }

    fn unknown(&self, asked: &str) -> Error {
        let show = |names: &[String]| names.iter().map(|n| shown(n)).collect();
        self.error(ErrorKind::NoColumn {
            asked: shown(asked),
            columns: self.len(),
            header: if self.header {
                show(&self.names)
            } else {
                Vec::new()
            },
            near: show(&self.near(asked)),
        })
    }

    /// At most three names like the one asked for, the nearest first.
    fn near(&self, asked: &str) -> Vec<String> {
        let asked = asked.to_lowercase();
        let likeness = |name: &str| {
            let name = name.to_lowercase();
            if !asked.is_empty() && name.contains(&asked) {
                return 1.0;
            }
            // As in clap, which suggests flags.
            strsim::jaro_winkler(&name, &asked)
        };
        let mut near: Vec<_> = self
            .unique
            .iter()
            .map(|name| (likeness(name), name))
            .filter(|(likeness, _)| *likeness > 0.8)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        let nearest = near.first().map_or(0.0, |(likeness, _)| *likeness);
        near.retain(|(likeness, _)| *likeness > nearest - 0.1);
        near.into_iter()
            .take(3)
            .map(|(_, name)| name.clone())
            .collect()
    }
}

/// A name without the line breaks that spreadsheets put into headers, and
/// without what a terminal would obey.
fn one_line(name: &str) -> String {
    let words: Vec<_> = name.split_whitespace().collect();
    plain(&words.join(" "))
}

/// What a column without a name is called.
fn numbered(at: usize) -> String {
    format!("column {}", at + 1)
}
