//! Where in a text the table stands: what divides its columns, which line
//! names them, where the data begin.

use std::{borrow::Cow, collections::HashSet, ops::Range};

use crate::{
    error::{Error, ErrorKind, Position, Result},
    number::{is_missing, shape, undressed},
    records::{Records, Row, Separator, first_line},
    table::{Header, Note, Options},
};

/// So many rows show what the rest looks like.
const SAMPLE: usize = 1000;
/// Fewer are enough to tell what divides the columns.
const GLANCE: usize = 100;

/// Where the table stands.
#[derive(Debug)]
pub struct Layout<'t> {
    /// What divides the columns.
    pub separator: Separator,
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

/// What a cell looks like, at a glance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// A number, in whatever way it is written.
    Number,
    /// A date or a time.
    Date,
    /// Nothing, or a mark for it.
    Missing,
    /// Anything else.
    Text,
}

/// What a field looks like.
pub fn cell(field: &str) -> Cell {
    let field = field.trim();
    let is_infinite = field.parse::<f64>().is_ok_and(f64::is_infinite);
    if is_missing(field) {
        Cell::Missing
    } else if is_month(field) {
        Cell::Date
    } else if is_infinite
        || shape(field.trim_start_matches(['<', '>', '=', '≤', '≥'])).is_some()
        || shape(field).is_some()
        || undressed(field).is_some()
    {
        Cell::Number
    } else if looks_like_a_date(field) {
        Cell::Date
    } else {
        Cell::Text
    }
}

/// A month with its year, as in 03.2020, which is no number.
fn is_month(field: &str) -> bool {
    let Some((month, year)) = field.split_once(['.', '/']) else {
        return false;
    };
    let is = |text: &str, n, range: Range<u16>| {
        text.len() == n && text.parse().is_ok_and(|n| range.contains(&n))
    };
    is(month, 2, 1..13) && is(year, 4, 1800..2200)
}

/// Digits with at least one hyphen, slash or colon between them.
fn looks_like_a_date(field: &str) -> bool {
    let mark = |c: char| matches!(c, '-' | '/' | ':' | '.' | ' ' | '+');
    let digits = field.bytes().filter(u8::is_ascii_digit).count();
    let marks = field.chars().filter(|c| matches!(c, '-' | '/' | ':'));
    let dots = field.matches('.').count();
    digits >= 3
        && (marks.count() >= 1 || dots == 2)
        && field
            .chars()
            .all(|c| c.is_ascii_digit() || mark(c) || "TZAMPamp".contains(c))
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
        start = (first_line(start.0).1, start.1 + 1);
    }
    let mut delimiter = options.delimiter;
    // Excel writes and reads such a line.
    let (line, behind) = first_line(start.0);
    if let Some(letter) = line.trim_matches('"').strip_prefix("sep=") {
        delimiter = delimiter.or(letter.chars().next());
        start = (behind, start.1 + 1);
        notes.push(Note::new(format!("`{line}` says what divides"), "skip"));
    }
    let (comments, start) = match options.comment {
        Some(_) => (Vec::new(), start),
        None => leading_comments(start),
    };
    let (separator, width) = match delimiter {
        None => separator(source, start, options),
        Some(letter) => {
            let separator = match letter {
                ' ' => Separator::Spaces,
                letter if letter.is_ascii() => Separator::Letter(letter as u8),
                letter => {
                    let what = ErrorKind::Delimiter(letter.to_string());
                    return Err(Error::new(source.clone(), what));
                }
            };
            let glance = glance(source, start, separator.clone(), options);
            let (_, width) = uniformity(&glance.0);
            (separator, width)
        }
    };
    if options.delimiter.is_none()
        && let Some(what) = divided(&separator)
        && width > 1
    {
        notes.push(Note::new(what, "delimiter"));
    }
    let mut records =
        Records::new(source, start, separator.clone(), options.comment);
    let mut rows = Vec::new();
    let mut row = Row::default();
    // An error in a later row is met again when the rows are read.
    let mut failed = None;
    while rows.len() < SAMPLE {
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
    let rows = Rows {
        source,
        typed: typed(&rows, width),
        rows,
        width,
        by_place: matches!(separator, Separator::Places(_)),
        by_letter: matches!(separator, Separator::Letter(_)),
    };
    let mut layout = rows.header(options, asked, &comments, notes)?;
    layout.separator = separator;
    match failed {
        Some(error) if layout.rows.is_empty() => Err(error),
        _ => Ok(layout),
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

/// What divides the columns, where that is no comma.
fn divided(separator: &Separator) -> Option<String> {
    let by = match separator {
        Separator::Letter(b',') => return None,
        Separator::Letter(b';') => "semicolons divide the columns",
        Separator::Letter(b'\t') => "tabs divide the columns",
        Separator::Letter(b'|') => "bars | divide the columns",
        Separator::Letter(letter) => {
            return Some(format!("`{}` divides", char::from(*letter)));
        }
        Separator::Spaces => "spaces divide the columns",
        Separator::Places(_) => "each column has its place in the line",
    };
    Some(by.to_owned())
}

/// The first rows, if the columns were divided so, and how many lines went in.
fn glance<'t>(
    source: &Position,
    start: (&'t str, u64),
    separator: Separator,
    options: &Options,
) -> (Vec<Row<'t>>, bool) {
    let mut records = Records::new(source, start, separator, options.comment);
    let mut rows = Vec::new();
    let mut row = Row::default();
    while rows.len() < GLANCE {
        match records.next(&mut row) {
            Ok(true) => rows.push(row.clone()),
            Ok(false) => return (rows, true),
            Err(_) => return (rows, false),
        }
    }
    (rows, true)
}

/// The separator with which the rows are most alike and hold most numbers.
fn separator(
    source: &Position,
    start: (&str, u64),
    options: &Options,
) -> (Separator, usize) {
    let letters = [b'\t', b';', b',', b'|'].map(Separator::Letter);
    let mut best = (0.0, 1, Separator::Letter(b','));
    for separator in letters.into_iter().chain([Separator::Spaces]) {
        let (rows, _) = glance(source, start, separator.clone(), options);
        let (score, width) = uniformity(&rows);
        if width > 1 && score > best.0 + 1e-9 {
            best = (score, width, separator);
        }
    }
    let by_place = match best.2 {
        Separator::Spaces => true,
        _ => best.1 == 1,
    };
    let all = [true, false]
        .into_iter()
        .filter_map(|half| places(start.0, half));
    for places in all.filter(|_| by_place) {
        let separator = Separator::Places(places);
        let (rows, _) = glance(source, start, separator.clone(), options);
        let (score, width) = uniformity(&rows);
        if score > best.0 + 1e-9 {
            best = (score, width, separator);
        }
    }
    (best.2, best.1)
}

/// How alike rows are: the part of them that has the same number of fields, a
/// row of numbers counting ten times as much as one of texts; and that number.
/// After García's table uniformity (Data Science 7, 2024), in brief.
fn uniformity(rows: &[Row]) -> (f64, usize) {
    let worth = |row: &Row| {
        let cells = row.fields.iter().map(|field| match cell(field) {
            Cell::Number | Cell::Date => 1.0,
            Cell::Missing => 0.5,
            Cell::Text => 0.0,
        });
        0.1 + 0.9 * cells.sum::<f64>() / row.fields.len() as f64
    };
    let worths: Vec<_> =
        rows.iter().map(|r| (r.fields.len(), worth(r))).collect();
    let widths: HashSet<usize> = worths.iter().map(|(n, _)| *n).collect();
    let score = |width: usize| {
        let alike = worths.iter().filter(|(n, _)| *n == width);
        alike.map(|(_, worth)| worth).sum::<f64>() / rows.len() as f64
    };
    let scores: Vec<_> = widths
        .into_iter()
        .map(|width| (score(width), width))
        .collect();
    let best = scores.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    // Of widths that are nearly as good the largest: short rows leave off
    // what is empty.
    let good = scores.iter().filter(|(score, _)| *score >= 0.6 * best);
    let width = good.map(|(_, width)| *width).max();
    (best, width.unwrap_or(1))
}

/// The places of columns, where the lines of numbers have the same blank ones;
/// with `half` at least half of the words of these lines are numbers.
fn places(text: &str, half: bool) -> Option<Vec<Range<usize>>> {
    let lines: Vec<Vec<char>> = text
        .lines()
        .take(SAMPLE)
        .filter(|line| {
            let words: Vec<_> = line.split_whitespace().collect();
            let numbers = words.iter().filter(|w| shape(w).is_some()).count();
            numbers >= 2
                && (!half || 2 * numbers >= words.len())
                && !line.contains('\t')
        })
        .map(|line| line.chars().collect())
        .collect();
    let longest = lines.iter().map(Vec::len).max()?;
    if lines.len() < 3 {
        return None;
    }
    let filled = |at: usize| {
        let letter = |line: &Vec<char>| line.get(at).is_some_and(|c| *c != ' ');
        lines.iter().any(letter)
    };
    let mut ends = Vec::new();
    for at in 1..longest {
        if filled(at - 1) && !filled(at) {
            ends.push(at);
        }
    }
    // The last column goes to the end of the line.
    let starts = [0].into_iter().chain(ends.iter().copied());
    let mut places: Vec<_> = starts
        .zip(ends.iter().copied().chain([usize::MAX]))
        .map(|(start, end)| start..end)
        .collect();
    let last_is_blank = !(places.last()?.start..longest).any(filled);
    if last_is_blank && places.len() > 1 {
        places.pop();
        places.last_mut()?.end = usize::MAX;
    }
    (places.len() > 1).then_some(places)
}

/// Of each column, whether most of it is numbers or dates: by the last half of
/// the rows, where no header stands.
fn typed(rows: &[Row], width: usize) -> Vec<Option<Cell>> {
    let alike: Vec<_> = rows
        .iter()
        .filter(|row| row.fields.len() == width)
        .collect();
    let last = &alike[alike.len() / 2..];
    let counts = |rows: &[&Row], at: usize| {
        [Cell::Number, Cell::Date, Cell::Text].map(|kind| {
            rows.iter().filter(|r| cell(&r.fields[at]) == kind).count()
        })
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
            _ if dates >= texts => Some(Cell::Date),
            _ => None,
        }
    };
    (0..width).map(kind).collect()
}

/// Whether a row says how wide its columns are, as in tables of the USGS:
/// `5s`, `15s`, `20d`.
fn is_formats(row: &Row) -> bool {
    row.fields.iter().all(|field| {
        let width = field.trim().strip_suffix(['s', 'd', 'n']);
        width.is_some_and(|width| width.parse::<u16>().is_ok())
    })
}

/// The first rows of a text, and what they are.
struct Rows<'t, 's> {
    source: &'s Position,
    rows: Vec<Row<'t>>,
    width: usize,
    typed: Vec<Option<Cell>>,
    by_place: bool,
    by_letter: bool,
}

impl<'t> Rows<'t, '_> {
    /// Whether most of its cells are of the kinds of their columns.
    fn is_data(&self, row: &Row) -> bool {
        if row.fields.len() != self.width || is_formats(row) {
            return false;
        }
        let cells = self.typed.iter().zip(&row.fields);
        let cells: Vec<_> = cells
            .filter(|(typed, _)| typed.is_some())
            .map(|(_, field)| cell(field))
            .collect();
        let good = cells.iter().filter(|cell| **cell != Cell::Text).count();
        let some = cells.iter().any(|c| matches!(c, Cell::Number | Cell::Date));
        2 * good > cells.len() && some
    }

    /// The first row of data: all of its cells are of the kinds of their
    /// columns, or those of a row right below it.
    fn first_data(&self) -> Option<usize> {
        let whole = |row: &Row| {
            let mut cells = self.typed.iter().zip(&row.fields);
            let fits = |field: &str| cell(field) != Cell::Text;
            cells.all(|(typed, field)| typed.is_none() || fits(field))
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
        let above = self.rows[..first].iter().rev();
        let data = above.take_while(|row| is_data(row) || lacks(row));
        Some(first - data.count())
    }

    /// Whether it stands below the names: units, fewer than there are columns.
    fn may_be_units(&self, row: &Row) -> bool {
        let n = row.fields.len();
        let by_spaces = (2..self.width).contains(&n) && !self.by_letter;
        let text = |field: &Cow<str>| cell(field) == Cell::Text;
        by_spaces && row.fields.iter().all(text)
    }

    /// Whether it could name the columns.
    fn may_name(&self, row: &Row) -> bool {
        let near = self.width - 1..=self.width + 1;
        let names = self.as_names(row);
        let filled = names.iter().filter(|name| !name.is_empty()).count();
        (near.contains(&names.len()) || row.reach() == self.width)
            && !names
                .iter()
                .any(|name| !name.is_empty() && is_missing(name))
            && (filled >= 2 || self.width == 1)
    }

    /// The fields of a row, as names; where each column has its place, names
    /// may reach over borders, and are words.
    fn as_names<'r>(&self, row: &'r Row) -> Vec<&'r str> {
        match &row.fields[..] {
            [line] if self.by_place => line.split_whitespace().collect(),
            fields => fields.iter().map(|field| field.trim()).collect(),
        }
    }

    fn header(
        self,
        options: &Options,
        asked: &[String],
        comments: &[(u64, &str)],
        mut notes: Vec<Note>,
    ) -> Result<Layout<'t>> {
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
            }
            Some(Header::Line(asked)) => {
                let at = self.rows.iter().position(|row| row.line == asked);
                let at = at.ok_or_else(|| {
                    let place = self.source.clone().line(asked);
                    Error::new(place, ErrorKind::NoHeader)
                })?;
                names = self.names(at);
                line = asked;
                data = match has_typed {
                    true => first.max(at + 1),
                    false => at + 1,
                };
                self.say_between(at, data, &mut notes);
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
                    names = self.names(first);
                    data = first + 1;
                    self.say_above(first, line, &mut notes);
                    let what = format!("line {line} is taken for the header");
                    notes.push(Note::new(what, "header"));
                } else if let Some(at) = self.most_names(block) {
                    names = self.names(at);
                    line = self.rows[at].line;
                    self.say_above(at, line, &mut notes);
                    self.say_between(at, first, &mut notes);
                } else if let Some(found) =
                    self.without(first, comments, &mut notes)?
                {
                    (names, line) = found;
                } else {
                    self.refuse_other_names(first)?;
                    self.say_above(first, line, &mut notes);
                }
            }
        }
        let data_line = match self.rows.get(data) {
            Some(row) => row.line,
            // Nothing below the header.
            None => self.rows.last().map_or(1, |row| row.line + 1),
        };
        let width = self.width;
        let mut rows = self.rows;
        rows.drain(..data.min(rows.len()));
        rows.retain(|row| row.fields.len() == width);
        Ok(Layout {
            separator: Separator::Spaces,
            width,
            names,
            line,
            data_line,
            typed: self.typed,
            rows,
            notes,
        })
    }

    /// Of these rows the one with the most different names.
    fn most_names(&self, block: Range<usize>) -> Option<usize> {
        let different = |at: &usize| {
            let fields = self.as_names(&self.rows[*at]).into_iter();
            let names: HashSet<&str> =
                fields.filter(|field| !field.is_empty()).collect();
            // Of two that have as many, one without spaces: titles have some.
            let spaces = names.iter().any(|name| name.contains(' '));
            let brackets =
                names.iter().all(|name| name.starts_with(['[', '(']));
            (names.len(), !brackets, !spaces)
        };
        let named = block.filter(|at| self.may_name(&self.rows[*at]));
        // The first of those that have as many.
        named.rev().max_by_key(different)
    }

    /// The names in a row; in R's tables the column of row names has none.
    fn names(&self, at: usize) -> Vec<String> {
        let fields = self.as_names(&self.rows[at]).into_iter();
        let mut names: Vec<String> = fields.map(str::to_owned).collect();
        if names.len() + 1 == self.width {
            let data = self.rows[at + 1..].iter();
            let last = |row: &&Row| row.fields.len() == self.width;
            let ends = data.filter(last).map(|row| &row.fields[self.width - 1]);
            let trailing = { ends }.all(|end| end.trim().is_empty());
            names.insert(if trailing { names.len() } else { 0 }, String::new());
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
        if self.by_letter && row.fields.len() > 1 && row.fields.iter().all(text)
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
        named || self.are_years(first)
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
        if row.fields.iter().any(|field| cell(field) == Cell::Text) {
            let what = format!("it has no header: line {} is data", row.line);
            notes.push(Note::new(what, "header"));
        }
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
        texts && years.next() == Some(true) && years.all(|is| is)
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
        let text = crate::error::shown(text.trim());
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
