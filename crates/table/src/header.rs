//! Which row names the columns, and which is the first of data.

use std::{borrow::Cow, collections::HashSet, ops::Range};

use crate::{
    cell::{Cell, cell},
    error::{Error, ErrorKind, Result, shown},
    number::shape,
    records::Row,
    sample::{Rows, is_formats},
    table::{Header, Note, Options},
};

/// Where the names stand, and the data.
pub struct Found {
    /// The names; none where there is no header.
    pub names: Vec<String>,
    /// The line of the header, or of the first row where there is none.
    pub line: u64,
    /// The first row of data.
    pub data: usize,
}

impl Rows<'_, '_> {
    /// The header, by the options or by what the rows look like; `comments`
    /// stand above them, and `asked` are the columns that the caller asks for.
    ///
    /// # Errors
    /// A header asked for that is not there; a first line of which nobody can
    /// tell what it is.
    pub fn header(
        &self,
        options: &Options,
        asked: &[String],
        comments: &[(u64, &str)],
        notes: &mut Vec<Note>,
    ) -> Result<Found> {
        let has_typed = self.typed.iter().any(Option::is_some);
        let first = match has_typed {
            true => self.first_data(),
            // Texts alone: the row behind the header.
            false => {
                let named = self.rows.iter().position(|r| self.may_name(r));
                named.map(|at| at + 1)
            }
        };
        let first = first.unwrap_or(self.rows.len());
        let mut names = Vec::new();
        let mut data = first;
        let mut line = self.rows.get(first).map_or(1, |row| row.line);
        match options.header {
            Some(Header::None) => {
                let wide = |row: &Row| row.fields.len() == self.width;
                data = self.rows.iter().position(wide).unwrap_or(first);
                line = self.rows[data.min(self.rows.len() - 1)].line;
                self.say_above(data, line, notes);
            }
            Some(Header::Line(asked)) => {
                let at = self.rows.iter().position(|row| row.line == asked);
                let at = at.ok_or_else(|| {
                    let place = self.source.clone().line(asked);
                    Error::new(place, ErrorKind::NoHeader)
                })?;
                names = self.names(at, notes);
                line = asked;
                data = match has_typed {
                    true => first.max(at + 1),
                    false => at + 1,
                };
                self.say_between(at, data, notes);
            }
            None => {
                let above = self.rows[..first].iter().rev();
                let fits =
                    |row: &&Row| self.may_name(row) || self.may_be_units(row);
                let block = first - above.take_while(fits).count()..first;
                let weak = block
                    .clone()
                    .all(|at| self.rows[at].fields.len() < self.width);
                if weak && self.names_years(first, asked) {
                    line = self.rows[first].line;
                    names = self.names(first, notes);
                    data = first + 1;
                    self.say_above(first, line, notes);
                    let what = format!("line {line} is taken for the header");
                    notes.push(Note::new(what, "header"));
                } else if let Some(at) = self.most_names(block, asked) {
                    self.refuse_more_names(at)?;
                    names = self.names(at, notes);
                    line = self.rows[at].line;
                    self.say_above(at, line, notes);
                    // A row with a number in it is data, however damaged.
                    let behind = (at + 1..first).find(|at| {
                        let row = &self.rows[*at];
                        let number = |f: &Cow<str>| shape(f.trim()).is_some();
                        !is_formats(row)
                            && (row.fields.iter().any(number)
                                || self.holds_text(row))
                    });
                    data = behind.unwrap_or(first);
                    self.say_between(at, data, notes);
                } else if let Some(found) =
                    self.without(first, (comments, asked), notes)?
                {
                    (names, line) = found;
                } else {
                    self.refuse_other_names(first)?;
                    self.say_above(first, line, notes);
                }
            }
        }
        Ok(Found { names, line, data })
    }

    /// Of these rows the one with most of the names asked for; else with the
    /// most different names.
    fn most_names(
        &self,
        block: Range<usize>,
        asked: &[String],
    ) -> Option<usize> {
        let different = |at: &usize| {
            let fields = self.as_names(&self.rows[*at]).into_iter();
            let names: HashSet<&str> =
                fields.filter(|field| !field.is_empty()).collect();
            // Of two that have as many, one without spaces: titles have some.
            let spaces = names.iter().any(|name| name.contains(' '));
            let brackets =
                names.iter().all(|name| name.starts_with(['[', '(']));
            let as_many = names.len() <= self.width;
            let asked = asked.iter().filter(|name| names.contains(&name[..]));
            (asked.count(), as_many, names.len(), !brackets, !spaces)
        };
        let named = block.filter(|at| self.may_name(&self.rows[*at]));
        // The first of those that have as many.
        named.rev().max_by_key(different)
    }

    /// The names in a row; in R's tables the column of row names has none.
    fn names(&self, at: usize, notes: &mut Vec<Note>) -> Vec<String> {
        let fields = self.as_names(&self.rows[at]).into_iter();
        let mut names: Vec<String> = fields.map(str::to_owned).collect();
        if names.len() + 1 == self.width {
            let data = self.rows[at + 1..].iter();
            let last = |row: &&Row| row.fields.len() == self.width;
            let ends = data.filter(last).map(|row| &row.fields[self.width - 1]);
            let trailing = { ends }.all(|end| end.trim().is_empty());
            let dates = self.times_are_apart();
            let nameless = match (trailing, dates) {
                (true, _) => names.len(),
                (false, Some(dates)) => dates + 1,
                (false, None) => 0,
            };
            names.insert(nameless, String::new());
            if !trailing {
                let line = self.rows[at].line;
                let which = match dates {
                    Some(_) => "that of times",
                    None => "the first",
                };
                let what = format!(
                    "line {line} has a name less than columns: {which} has none"
                );
                notes.push(Note::new(what, "header"));
            }
        }
        if let Some(name) = names.get(self.width).filter(|n| !n.is_empty()) {
            let what =
                format!("nothing stands in the column `{}`", shown(name));
            notes.push(Note::new(what, "header"));
        }
        names.resize(self.width, String::new());
        names
    }

    /// Refuses a line of names above the data that are fewer or more than the
    /// columns: fields may be divided where a number has a comma.
    fn refuse_other_names(&self, first: usize) -> Result<()> {
        let Some(row) = first.checked_sub(1).map(|at| &self.rows[at]) else {
            return Ok(());
        };
        let text = |field: &Cow<str>| {
            cell(field) == Cell::Text && !field.contains(' ')
        };
        if self.by_letter()
            && row.fields.len() > 1
            && row.fields.iter().all(text)
        {
            let what = ErrorKind::OtherNames {
                names: row.fields.len(),
                fields: self.width,
            };
            let place = self.source.clone().line(row.line);
            return Err(Error::new(place, what));
        }
        Ok(())
    }

    /// Refuses more names than columns: nobody can tell which have no values.
    fn refuse_more_names(&self, at: usize) -> Result<()> {
        let row = &self.rows[at];
        let is_there = |name: &&str| !name.is_empty();
        let last = self.as_names(row).iter().rposition(is_there);
        let names = last.map_or(0, |at| at + 1);
        if !self.by_letter() || names <= self.width {
            return Ok(());
        }
        let what = ErrorKind::OtherNames {
            names,
            fields: self.width,
        };
        Err(Error::new(self.source.clone().line(row.line), what))
    }

    /// Whether a row that looks like data names the columns: the caller asks
    /// for one of its texts, or its numbers are years.
    fn names_years(&self, first: usize, asked: &[String]) -> bool {
        let Some(row) = self.rows.get(first) else {
            return false;
        };
        let named = asked.iter().any(|name| {
            let number = name.parse::<usize>();
            let is_number = number.is_ok_and(|n| n <= self.width);
            !is_number && row.fields.iter().any(|f| f.trim() == name.trim())
        });
        named || self.are_years(first) || self.have_units(first)
    }

    /// A table whose first row is data: its names may stand in a comment.
    /// `None`: it has no header.
    fn without(
        &self,
        first: usize,
        (comments, asked): (&[(u64, &str)], &[String]),
        notes: &mut Vec<Note>,
    ) -> Result<Option<(Vec<String>, u64)>> {
        let Some(row) = self.rows.get(first) else {
            return Ok(None);
        };
        if let Some((line, names)) = self.names_in(comments, asked) {
            let what = format!("the names stand in line {line}, a comment");
            notes.push(Note::new(what, "header"));
            return Ok(Some((names, line)));
        }
        if self.may_count(first) {
            let place = self.source.clone().line(row.line);
            return Err(Error::new(place, ErrorKind::MayCount));
        }
        if self.is_unlike(first) {
            let place = self.source.clone().line(row.line);
            return Err(Error::new(place, ErrorKind::FirstLineUnlike));
        }
        let what = format!("it has no header: line {} is data", row.line);
        notes.push(Note::new(what, "header"));
        Ok(None)
    }

    /// The names in one of the last two comments, and its line: units may stand
    /// below the names. Who writes `key: value` names nothing.
    fn names_in(
        &self,
        comments: &[(u64, &str)],
        asked: &[String],
    ) -> Option<(u64, Vec<String>)> {
        let names = |(line, comment): &(u64, &str)| {
            let parts = [',', ';', '\t', '|'].map(|letter| {
                comment.split(letter).map(str::trim).collect::<Vec<_>>()
            });
            let words = comment.split_whitespace().collect();
            let mut all = parts.into_iter().chain([words]);
            let names = all.find(|names| names.len() == self.width)?;
            let is_pair = names[0].ends_with(':') && !names[1].ends_with(':');
            let names = names.into_iter().map(str::to_owned).collect();
            (!is_pair).then_some((*line, names))
        };
        let last = &comments[comments.len().saturating_sub(2)..];
        let worth = |(_, names): &(u64, Vec<String>)| {
            let asked = asked.iter().filter(|name| names.contains(name));
            (asked.count(), names.iter().collect::<HashSet<_>>().len())
        };
        last.iter().filter_map(names).max_by_key(worth)
    }

    /// Says which lines above the header are none of the table.
    fn say_above(&self, at: usize, line: u64, notes: &mut Vec<Note>) {
        let Some(first) = self.rows.first().filter(|_| at > 0) else {
            return;
        };
        let what = match (first.line, self.rows[at - 1].line.min(line - 1)) {
            (a, b) if a == b => format!("line {a} is a title"),
            (a, b) if a + 1 == b => format!("lines {a} and {b} are a title"),
            (a, b) => format!("lines {a} to {b} are a title"),
        };
        notes.push(Note::new(what, "header"));
    }

    /// Says which lines below the header are no data.
    fn say_between(&self, at: usize, first: usize, notes: &mut Vec<Note>) {
        let between = &self.rows[(at + 1).min(first)..first];
        let first_text: Option<Cow<str>> = between.first().map(|row| {
            let mut fields = row.fields.iter().rev();
            fields
                .find(|f| !f.trim().is_empty())
                .cloned()
                .unwrap_or_default()
        });
        let Some(text) = first_text else {
            return;
        };
        let text = shown(text.trim());
        let what = match between {
            [row] => format!(
                "line {}, below the header, holds no data (`{text}`)",
                row.line
            ),
            [row, .., last] => format!(
                "lines {} to {}, below the header, hold no data (`{text}`)",
                row.line, last.line
            ),
            [] => return,
        };
        notes.push(Note::new(what, "skip"));
    }
}
