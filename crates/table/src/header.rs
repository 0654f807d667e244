//! Which row names the columns, and which is the first of data.

use std::{borrow::Cow, collections::HashSet, ops::Range};

use crate::{
    cell::{Cell, cell, is_month},
    error::{Error, ErrorKind, Position, Result, shown},
    number::{is_missing, shape, undressed},
    records::{Row, Separator},
    table::{Header, Note, Options},
};

/// Of each column, whether most of it is numbers or dates: by the last half of
/// the rows, where no header stands.
pub fn typed(rows: &[Row], width: usize) -> Vec<Option<Cell>> {
    let alike: Vec<_> = rows
        .iter()
        .filter(|row| row.fields.len() == width)
        .collect();
    let last = &alike[alike.len() / 2..];
    let counts = |rows: &[&Row], at: usize| {
        let mut counts = [0; 3];
        for row in rows {
            match cell(&row.fields[at]) {
                Cell::Number => counts[0] += 1,
                Cell::Date => counts[1] += 1,
                Cell::Text => counts[2] += 1,
                Cell::Missing => {}
            }
        }
        counts
    };
    let kind = |at: usize| {
        let [numbers, dates, texts] = match counts(last, at) {
            // Missing in all of them.
            [0, 0, 0] => counts(&alike, at),
            counts => counts,
        };
        match (numbers, dates) {
            _ if numbers.max(dates) == 0 => None,
            _ if numbers >= dates && numbers >= texts => Some(Cell::Number),
            _ if dates >= texts && is_one_month(&alike, at) => {
                Some(Cell::Number)
            }
            _ if dates >= texts => Some(Cell::Date),
            _ => None,
        }
    };
    (0..width).map(kind).collect()
}

/// Whether all of a column would be dates of one month, as `12.1950` and
/// `12.1962`: they are numbers.
fn is_one_month(rows: &[&Row], at: usize) -> bool {
    let fields = rows.iter().map(|row| row.fields[at].trim());
    let mut filled = fields.filter(|field| cell(field) == Cell::Date);
    let Some(first) = filled.next().filter(|f| is_point_month(f)) else {
        return false;
    };
    filled.all(|field| is_point_month(field) && field[..2] == first[..2])
}

/// Whether a field is a month as in 03.2020.
fn is_point_month(field: &str) -> bool {
    is_month(field) && field.contains('.')
}

/// Whether a row says how wide its columns are, as in tables of the USGS:
/// `5s`, `15s`, `20d`.
fn is_formats(row: &Row) -> bool {
    row.fields.iter().all(|field| {
        let width = field.trim().strip_suffix(['s', 'd', 'n']);
        width.is_some_and(|width| width.parse::<u16>().is_ok())
    })
}

/// Whether a field may stand in a column of this kind: a date is no number.
fn fits(typed: Cell, field: &str) -> bool {
    match cell(field) {
        Cell::Text => false,
        Cell::Date => typed == Cell::Date || is_point_month(field.trim()),
        Cell::Number | Cell::Missing => true,
    }
}

/// The first rows of a text, and what they are.
pub struct Rows<'t, 's> {
    /// All of the source.
    pub source: &'s Position,
    /// The rows.
    pub rows: Vec<Row<'t>>,
    /// How many columns there are.
    pub width: usize,
    /// Of each column, whether most of it is numbers or dates.
    pub typed: Vec<Option<Cell>>,
    /// What divides the columns.
    pub separator: &'s Separator,
}

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
    fn by_letter(&self) -> bool {
        matches!(self.separator, Separator::Letter(_))
    }

    /// Whether it is data, but for cells at its end that are not there.
    fn ends_early(&self, row: &Row) -> bool {
        let n = row.fields.len();
        let cells = || self.typed.iter().zip(&row.fields);
        let is_number = |field: &str| cell(field) == Cell::Number;
        self.by_letter()
            && (2..self.width).contains(&n)
            && cells().all(|(typed, field)| match typed {
                Some(typed) => fits(*typed, field),
                None => !is_number(field),
            })
            && cells().any(|(typed, field)| typed.is_some() && is_number(field))
    }

    /// Whether most of its cells are of the kinds of their columns.
    fn is_data(&self, row: &Row) -> bool {
        let (good, all) = self.good(row);
        2 * good > all
    }

    /// How many cells of a row are of the kinds of their columns, if one of
    /// them is there, and of how many.
    fn good(&self, row: &Row) -> (usize, usize) {
        if row.fields.len() != self.width || is_formats(row) {
            return (0, 1);
        }
        let cells = self.typed.iter().zip(&row.fields);
        let cells: Vec<_> = cells
            .filter_map(|(typed, field)| Some(((*typed)?, &field[..])))
            .collect();
        let good = cells.iter().filter(|(typed, field)| fits(*typed, field));
        let good = good.count();
        let some = cells
            .iter()
            .any(|(_, f)| matches!(cell(f), Cell::Number | Cell::Date));
        (if some { good } else { 0 }, cells.len())
    }

    /// The first row of data: all of its cells are of the kinds of their
    /// columns, or those of a row right below it.
    fn first_data(&self) -> Option<usize> {
        let whole = |row: &Row| {
            let mut cells = self.typed.iter().zip(&row.fields);
            cells.all(|(typed, field)| {
                typed.is_none_or(|typed| fits(typed, field))
            })
        };
        let is_data = |row: &Row| self.is_data(row);
        let strict = |row: &Row| is_data(row) && whole(row);
        let first = self.rows.iter().position(strict);
        let first = first.or_else(|| self.rows.iter().position(is_data))?;
        // So is a row that lacks all of it.
        let lacks = |row: &Row| {
            let mut cells = self.typed.iter().zip(&row.fields);
            let missing = |field: &str| cell(field) == Cell::Missing;
            row.fields.len() == self.width
                && cells.all(|(typed, field)| typed.is_none() || missing(field))
        };
        // And one of which half is damaged, if something else names it.
        let half = |at: usize| {
            let (good, all) = self.good(&self.rows[at]);
            good > 0 && 2 * good == all && at > 0 && {
                let above = &self.rows[at - 1];
                self.may_name(above) && self.good(above).0 == 0
            }
        };
        let fits = |at: &usize| {
            let row = &self.rows[*at];
            is_data(row) || lacks(row) || half(*at) || self.ends_early(row)
        };
        let data = (0..first).rev().take_while(fits);
        Some(first - data.count())
    }

    /// Whether the last column is empty: a separator ends each line.
    fn last_is_empty(&self) -> bool {
        let mut rows =
            self.rows.iter().filter(|r| r.fields.len() == self.width);
        rows.all(|row| row.fields[self.width - 1].trim().is_empty())
    }

    /// Whether the first column may be R's names of rows, which have no name:
    /// texts that differ, or numbers from 1 in a table that R would divide so;
    /// and no row is shorter.
    fn have_row_names(&self) -> bool {
        let wide = |row: &&Row| row.fields.len() == self.width;
        let rows: Vec<_> = self.rows.iter().skip(1).filter(wide).collect();
        let whole = rows.len() + 1 >= self.rows.len();
        let names = || rows.iter().map(|row| row.fields[0].trim());
        let different: HashSet<&str> = names().collect();
        let text = self.typed[0].is_none() && different.len() == rows.len();
        let count = self.separator == &Separator::Spaces
            && names()
                .enumerate()
                .all(|(at, name)| name.parse() == Ok(at + 1));
        whole && (text || count)
    }

    /// Whether it stands below the names: units, fewer than there are columns.
    fn may_be_units(&self, row: &Row) -> bool {
        let n = row.fields.len();
        let by_spaces = (2..self.width).contains(&n) && !self.by_letter();
        let text = |field: &Cow<str>| cell(field) == Cell::Text;
        by_spaces && row.fields.iter().all(text)
    }

    /// Whether it could name the columns.
    fn may_name(&self, row: &Row) -> bool {
        // Between spaces, names of several words would look like more names.
        let most = self.width + usize::from(self.by_letter());
        let names = self.as_names(row);
        let filled = names.iter().filter(|name| !name.is_empty());
        // A sentence about the mark for missing values names nothing.
        let mark = |name: &&str| {
            is_missing(name) && !name.contains(char::is_alphanumeric)
        };
        if !self.by_letter() && filled.clone().any(mark) {
            return false;
        }
        // One of them may be called Na.
        let marks = filled.clone().filter(|name| is_missing(name)).count();
        let filled = filled.count();
        let one_less = names.len() + 1 == self.width
            && (self.last_is_empty() || self.have_row_names());
        let near = one_less || (self.width..=most).contains(&names.len());
        (near || row.reach() == self.width)
            && 2 * marks < filled
            && (filled >= 2 || self.width == 1)
    }

    /// The fields of a row, as names; where each column has its place, names
    /// may reach over borders, and are words.
    fn as_names<'r>(&self, row: &'r Row) -> Vec<&'r str> {
        match &row.fields[..] {
            [line] if matches!(self.separator, Separator::Places(_)) => {
                line.split_whitespace().collect()
            }
            fields => fields.iter().map(|field| field.trim()).collect(),
        }
    }

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
                    self.without(first, comments, notes)?
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
            names.insert(if trailing { names.len() } else { 0 }, String::new());
            if !trailing {
                let line = self.rows[at].line;
                let what = format!(
                    "line {line} has a name less than columns: the first has \
                     none"
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

    /// Whether a row below the header says something in a column of texts,
    /// other than that it holds units.
    fn holds_text(&self, row: &Row) -> bool {
        let cells = self.typed.iter().zip(&row.fields);
        let mut texts = cells.filter(|(typed, _)| typed.is_none());
        texts.any(|(_, field)| {
            let text = field.trim().to_lowercase();
            let unit = text.starts_with("unit") || text.starts_with("einheit");
            !text.is_empty() && !unit && !text.starts_with(['[', '('])
        })
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

    /// Whether all numbers of a row have units or are dates, as `100m` and
    /// `1/22/20`, and none below it in at least two columns of numbers.
    fn have_units(&self, first: usize) -> bool {
        let is_plain = |field: &str| {
            let is_footnote =
                undressed(field).is_some_and(|(c, _)| c.is_footnote());
            is_footnote
                || cell(field) == Cell::Number && undressed(field).is_none()
        };
        let numbers =
            (0..self.width).filter(|at| self.typed[*at] == Some(Cell::Number));
        let row = &self.rows[first];
        let mut is_name = numbers.clone().map(|at| {
            let below = self.rows[first + 1..].iter();
            let mut below = below.filter_map(|row| row.fields.get(at));
            let here = cell(&row.fields[at]);
            !is_plain(&row.fields[at])
                && here != Cell::Missing
                && below.all(|field| {
                    is_plain(field) || cell(field) == Cell::Missing
                })
        });
        row.fields.len() == self.width
            && numbers.count() >= 2
            && is_name.all(|is| is)
    }

    /// A table whose first row is data: its names may stand in a comment.
    /// `None`: it has no header.
    fn without(
        &self,
        first: usize,
        comments: &[(u64, &str)],
        notes: &mut Vec<Note>,
    ) -> Result<Option<(Vec<String>, u64)>> {
        let Some(row) = self.rows.get(first) else {
            return Ok(None);
        };
        if let Some((line, comment)) = comments.last() {
            let parts = [',', ';', '\t', '|'].map(|letter| {
                comment.split(letter).map(str::trim).collect::<Vec<_>>()
            });
            let words = comment.split_whitespace().collect();
            let mut all = parts.into_iter().chain([words]);
            if let Some(names) = all.find(|names| names.len() == self.width) {
                let what = format!("the names stand in line {line}, a comment");
                notes.push(Note::new(what, "header"));
                let names = names.into_iter().map(str::to_owned).collect();
                return Ok(Some((names, *line)));
            }
        }
        if self.is_unlike(first) {
            let place = self.source.clone().line(row.line);
            return Err(Error::new(place, ErrorKind::FirstLineUnlike));
        }
        let what = format!("it has no header: line {} is data", row.line);
        notes.push(Note::new(what, "header"));
        Ok(None)
    }

    /// The numbers of a column, in rows behind this one.
    fn below(&self, first: usize, at: usize) -> Vec<f64> {
        let rows = self.rows[first + 1..].iter();
        let fields = rows.filter_map(|row| row.fields.get(at));
        fields
            .filter_map(|f| f.trim().parse::<f64>().ok())
            .collect()
    }

    /// Whether the numbers of a row are years, and those below are not.
    fn are_years(&self, first: usize) -> bool {
        let year = |n: f64| n.fract() == 0.0 && (1500.0..2500.0).contains(&n);
        let row = &self.rows[first];
        let numbers = (0..self.width)
            .filter(|at| self.typed[*at] == Some(Cell::Number))
            .filter(|at| cell(&row.fields[*at]) == Cell::Number);
        let mut years = numbers.map(|at| {
            let here = row.fields[at].trim().parse().is_ok_and(year);
            let below = self.below(first, at);
            here && !below.is_empty() && !below.iter().all(|n| year(*n))
        });
        let texts = row.fields.iter().any(|f| cell(f) == Cell::Text);
        texts
            && (years.next() == Some(true) && years.all(|is| is)
                || self.count_years(first))
    }

    /// Whether a row has at least three years, one behind the other, and no
    /// row below it has.
    fn count_years(&self, first: usize) -> bool {
        let count = |row: &Row| {
            let fields = row.fields.iter().map(|field| field.trim());
            let years: Vec<u16> =
                fields.filter_map(|field| field.parse().ok()).collect();
            years.len() >= 3
                && (1500..2500).contains(&years[0])
                && years.windows(2).all(|pair| pair[0] + 1 == pair[1])
        };
        count(&self.rows[first]) && !self.rows[first + 1..].iter().any(count)
    }

    /// Whether each number of a row lies far from all below it.
    fn is_unlike(&self, first: usize) -> bool {
        let row = &self.rows[first];
        let far = |at: usize| {
            let here: f64 = row.fields[at].trim().parse().ok()?;
            let below = self.below(first, at);
            let low = below.iter().copied().fold(f64::INFINITY, f64::min);
            let high = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let away = (here - high).max(low - here);
            (below.len() >= 3).then_some(away > 3.0 * (high - low))
        };
        let far: Vec<bool> = (0..self.width).filter_map(far).collect();
        far.len() >= 2 && far.iter().all(|far| *far)
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
