//! The header, and which columns are meant.

use std::collections::HashMap;

use crate::{
    error::{Error, Result, plain, shown},
    number::{Value, value},
    records::Row,
};

/// What the first row says about the columns.
pub struct Columns {
    /// The file, for messages.
    file: String,
    /// The line of the first row.
    pub line: u64,
    /// Whether the first row is a header.
    pub header: bool,
    /// As in the header; `column 2` where it has none.
    names: Vec<String>,
    /// The same; with its number where several columns have the name.
    unique: Vec<String>,
}

impl Columns {
    /// The first row is a header unless all its fields are numbers or missing.
    pub fn new(file: &str, first: &Row) -> Self {
        let header = first.fields().any(|field| value(field) == Value::Text);
        let names: Vec<String> = first
            .fields()
            .enumerate()
            .map(|(at, field)| match one_line(field) {
                name if header && !name.is_empty() => name,
                _ => format!("column {}", at + 1),
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
            file: file.to_owned(),
            line: first.line,
            header,
            names,
            unique,
        }
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
    pub fn place(&self, line: u64, at: usize) -> String {
        let (file, name) = (&self.file, shown(self.name(at)));
        if name == format!("column {}", at + 1) {
            return format!("{file}, line {line}, {name}");
        }
        format!("{file}, line {line}, column {name}")
    }

    /// An error in the first row.
    pub fn error(&self, what: String) -> Error {
        Error::new(format!("{}, line {}", self.file, self.line), what)
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
        let alike: Vec<String> = (0..self.len())
            .filter(|other| self.names[*other] == *name)
            .map(|other| (other + 1).to_string())
            .collect();
        if alike.len() == 1 {
            return Ok(at);
        }
        Err(self.error(format!(
            "columns {} have the same name, `{}`: ask for one by its number",
            listed(&alike, " and "),
            shown(name)
        )))
    }

    /// Refuses a column that was not asked for by name, and whose name is a
    /// number: the first row may be data, and would be lost.
    pub fn no_number(&self, at: usize) -> Result<usize> {
        let name = &self.names[at];
        if value(name) == Value::Text {
            return Ok(at);
        }
        Err(self.error(format!(
            "this is the header, as not all of it is numbers, but column {} \
             is called `{}`: if this is data, put a line with names above it; \
             if it is a name, ask for the column by it",
            at + 1,
            shown(name)
        )))
    }

    fn unknown(&self, asked: &str) -> Error {
        let all = self.len();
        let number = asked.parse::<i128>().is_ok();
        let rather = if number || !self.header {
            match all {
                1 => "there is one, column 1".to_owned(),
                _ => format!("they are numbered from 1 to {all}"),
            }
        } else {
            match self.near(asked) {
                near if near.is_empty() => {
                    format!("there are {}", quoted(&self.names, " and "))
                }
                near => format!("did you mean {}?", quoted(&near, " or ")),
            }
        };
        let asked = if number {
            shown(asked)
        } else {
            format!("`{}`", shown(asked))
        };
        self.error(format!("there is no column {asked}: {rather}"))
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

/// "`a`, `b` and `c`", or "`a`, `b` ... and 7 more".
fn quoted(names: &[String], last: &str) -> String {
    let quoted: Vec<_> = names
        .iter()
        .map(|name| format!("`{}`", shown(name)))
        .collect();
    listed(&quoted, last)
}

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
