//! The rows of a table, read once from its first to its last.

use std::{borrow::Cow, ops::Range};

use crate::{
    blocks::{BLOCK, Block, Plain, blocks},
    cell::{Cell, cell, sums_up},
    error::{Error, ErrorKind, Result, shown},
    file::File,
    lines::Lines,
    marks::Evidence,
    number::{Numbers, Value, value},
    pick::Role,
    records::{Records, Row, first_line},
    table::{Missing, Note},
};

/// A column while it is read.
pub struct Column<'t> {
    /// Its position.
    pub at: usize,
    /// The position of the times of its dates, if they stand beside them.
    pub times: Option<usize>,
    /// What it is read for.
    pub role: Role,
    /// How it writes numbers.
    pub numbers: Numbers,
    /// What its numbers show of how it writes them.
    pub seen: Evidence,
    /// NaN for what is missing or odd.
    pub values: Vec<f64>,
    /// The rows, from 0, whose field is there and no plain number.
    pub odd: Vec<(usize, Cow<'t, str>)>,
    /// The unit that stands at all of its numbers, if one does.
    pub unit: Option<String>,
    /// What was assumed of how it writes numbers.
    pub marks: Vec<Note>,
    /// What else was assumed.
    pub notes: Vec<Note>,
}

impl Column<'_> {
    /// A column, read for this, before any row is.
    ///
    /// # Errors
    /// Numbers among the first rows that are written in several ways.
    pub fn new(file: &File, at: usize, role: Role) -> Result<Self> {
        let seen = file.evidence[at].clone();
        let (numbers, marks) = match role.is_text() {
            true => Default::default(),
            false => {
                let found = file.numbers(&seen);
                found.map_err(|what| file.marks_error(at, what))?
            }
        };
        Ok(Column {
            at,
            times: None,
            role,
            numbers,
            seen,
            values: Vec::new(),
            odd: Vec::new(),
            unit: None,
            marks,
            notes: Vec::new(),
        })
    }

    /// Whether its fields are texts, whatever they look like.
    pub fn is_text(&self, file: &File) -> bool {
        self.role.is_text()
            || matches!(self.role, Role::X | Role::Y)
                && file.layout.typed[self.at] == Some(Cell::Date)
    }

    /// Makes room for more values.
    fn reserve(&mut self, file: &File, more: usize) -> Result<()> {
        let reserved = self.values.try_reserve(more);
        let what = ErrorKind::OutOfMemory;
        reserved.map_err(|_| Error::new(file.source.clone(), what))
    }

    /// Its texts, row by row; `None` for what is missing.
    pub fn texts(&self) -> Vec<Option<&str>> {
        let mut texts = vec![None; self.values.len()];
        for (row, text) in &self.odd {
            texts[*row] = Some(text.trim());
        }
        texts
    }
}

/// A row that does not fit.
pub struct Bad {
    /// Where it begins.
    pub line: u64,
    /// How many fields it has.
    pub fields: usize,
    /// The text where a number should be, and its column.
    pub text: Option<(usize, String)>,
    /// Whether it holds no number, as notes do.
    pub is_note: bool,
    /// Whether it holds nothing.
    pub is_empty: bool,
}

impl Bad {
    /// Whether it lacks all values, as a blank line does.
    pub fn is_blank(&self, width: usize) -> bool {
        self.text.is_none() && self.fields == width
    }
}

/// The rows of a table.
#[derive(Default)]
pub struct Rows {
    /// The line of each.
    pub lines: Lines,
    /// Those that do not fit.
    pub bad: Vec<Bad>,
    /// The lines of those that end early.
    pub short: Vec<u64>,
    /// Of these, how many hold what their columns do not.
    pub shifted: usize,
    /// Those that may sum up others, and their first texts.
    pub totals: Vec<(usize, String)>,
    /// The first rows that lack the text with which the others begin.
    pub nameless: Vec<usize>,
}

/// So many rows may lack it, and be no rows like the others.
const NAMELESS: usize = 10;

impl Rows {
    /// Bad rows between good ones, and those behind all: notes. A row that
    /// holds nothing is a row, unless a note follows.
    pub fn within_and_behind(&self) -> (Vec<&Bad>, Vec<&Bad>) {
        let last = self.lines.last();
        let mut noted = self.bad.iter().rev().filter(|bad| !bad.is_empty);
        let end = noted.next().map_or(0, |bad| bad.line);
        let is_within = |bad: &&Bad| {
            bad.line < last || !bad.is_note || bad.is_empty && bad.line > end
        };
        self.bad.iter().partition(is_within)
    }
}

/// Reads all rows. With `pad` a row may leave off fields at its end.
///
/// # Errors
/// A quote that does not close, a line without end, a full memory.
pub fn pass<'t>(
    file: &File<'t>,
    columns: &mut [Column<'t>],
    pad: bool,
) -> Result<Rows> {
    pass_by(file, columns, pad, Some(BLOCK))
}

/// The same, plain rows by blocks of so many bytes, or one by one as others.
fn pass_by<'t>(
    file: &File<'t>,
    columns: &mut [Column<'t>],
    pad: bool,
    block: Option<usize>,
) -> Result<Rows> {
    for column in columns.iter_mut() {
        column.values.clear();
        column.odd.clear();
        column.notes.clear();
        column.unit = None;
    }
    let mut text = file.text;
    let mut line = file.layout.data_line;
    for _ in 1..line {
        text = first_line(text).1;
    }
    let mut records =
        Records::new(file.source, (text, line), &file.layout.dialect);
    let mut rows = Rows::default();
    let mut row = Row::default();
    let numbers = |column: &Column| {
        !column.is_text(file) && column.numbers.decimal == '.'
    };
    let asked = columns
        .iter()
        .map(|column| (column.at, column.seen.clone()));
    let plain = match columns.iter().all(numbers) {
        true => block.zip(Plain::new(file, asked.collect(), text)),
        false => None,
    };
    let Some((size, plain)) = plain else {
        while records.next(&mut row)? {
            rows.add(file, columns, &row, pad)?;
        }
        return Ok(rows.closed(file, columns));
    };
    blocks(&plain, text, size, |block| {
        let mut added = 0;
        for other in &block.others {
            let (some, line) = (added..other.behind, line + other.line);
            rows.add_plain(file, columns, (&plain, &block), (some, line))?;
            added = other.behind;
            records.go_on((other.text, line));
            while records.next(&mut row)? {
                rows.add(file, columns, &row, pad)?;
            }
        }
        line += block.lines;
        let rest = added..block.rows();
        rows.add_plain(file, columns, (&plain, &block), (rest, line))
    })?;
    Ok(rows.closed(file, columns))
}

impl Rows {
    /// Adds a row, if it is one of the table.
    fn add<'t>(
        &mut self,
        file: &File,
        columns: &mut [Column<'t>],
        row: &Row<'t>,
        pad: bool,
    ) -> Result<()> {
        let (fields, width) = (row.fields.len(), file.layout.width);
        let fits = fields == width
            || pad && fields < width
            || fields > width && row.reach() <= width;
        let bad = match fits {
            true => stray(file, columns, row),
            false => Some(None),
        };
        if let Some(text) = bad {
            let number = |field: &Cow<str>| cell(field) == Cell::Number;
            self.bad.push(Bad {
                line: row.line,
                fields,
                text,
                is_note: !row.fields.iter().any(number),
                is_empty: row.filled() == 0,
            });
            return Ok(());
        }
        if fields < width {
            self.short.push(row.line);
            self.shifted += usize::from(is_shifted(file, row));
        }
        for column in columns.iter_mut() {
            push(file, column, row)?;
        }
        let mut filled = row.fields.iter().map(|field| field.trim());
        if let Some(text) = filled.find(|field| !field.is_empty())
            && sums_up(text)
        {
            self.totals.push((self.lines.len(), shown(text)));
        }
        if is_nameless(file, &row.fields[0]) && self.nameless.len() <= NAMELESS
        {
            self.nameless.push(self.lines.len());
        }
        self.lines.push(row.line, 1);
        Ok(())
    }

    /// Adds some plain rows of a block, which stand above this line.
    fn add_plain(
        &mut self,
        file: &File,
        columns: &mut [Column],
        (plain, block): (&Plain, &Block),
        (rows, line): (Range<usize>, u64),
    ) -> Result<()> {
        for column in columns {
            let slot = plain.slot(column.at).unwrap_or_default();
            column.reserve(file, rows.len())?;
            let values = &block.values[slot][rows.clone()];
            column.values.extend_from_slice(values);
        }
        self.lines.push(line - rows.len() as u64, rows.len());
        Ok(())
    }

    /// All rows are there.
    fn closed(mut self, file: &File, columns: &mut [Column]) -> Rows {
        let odd = columns.iter().any(|column| !column.odd.is_empty());
        if odd && file.options.missing == Missing::Drop {
            forget_lacking(columns, self.lines.len());
        }
        if self.nameless.len() > NAMELESS {
            self.nameless.clear();
        }
        self
    }
}

/// Whether a row begins with this, and others with a text.
pub fn is_nameless(file: &File, first: &str) -> bool {
    file.layout.typed[0].is_none() && first.trim().is_empty()
}

/// Whether a text stands in a column of numbers, or a number in one of texts.
fn is_shifted(file: &File, row: &Row) -> bool {
    let mut cells = file.layout.typed.iter().zip(&row.fields);
    cells.any(|(typed, field)| match cell(field) {
        Cell::Text => typed.is_some(),
        Cell::Number => typed.is_none(),
        Cell::Date | Cell::Missing => false,
    })
}

/// Forgets the texts of rows that lack another value, and go: a level that
/// stands in such rows alone is none.
fn forget_lacking(columns: &mut [Column], rows: usize) {
    let mut whole = vec![true; rows];
    for column in columns.iter() {
        let mut odd = column.odd.iter().map(|(row, _)| *row).peekable();
        for (row, value) in column.values.iter().enumerate() {
            let is_odd = odd.next_if_eq(&row).is_some();
            whole[row] &= is_odd || !value.is_nan();
        }
    }
    for column in columns {
        column.odd.retain(|(row, _)| whole[*row]);
    }
}

/// Whether a row is a note among the rows, a header again, or empty: no column
/// of numbers asked for holds one, and some text or all of it is missing. With
/// the first text in place of a number.
fn stray(
    file: &File,
    columns: &[Column],
    row: &Row,
) -> Option<Option<(usize, String)>> {
    if file.options.missing == Missing::Keep {
        return None;
    }
    let mut text = None;
    let mut numeric = 0;
    for column in columns {
        if file.layout.typed[column.at].is_none() {
            continue;
        }
        numeric += 1;
        let field = row.fields.get(column.at).map_or("", |field| field);
        if field.parse::<f64>().is_ok() {
            return None;
        }
        match cell(field) {
            Cell::Missing => {}
            Cell::Text => {
                text.get_or_insert((column.at, shown(field.trim())));
            }
            Cell::Number | Cell::Date => return None,
        }
    }
    let alone = row.filled() <= 1 && file.layout.width > 2;
    (numeric > 0 && (text.is_some() && numeric > 1 || alone)).then_some(text)
}

/// A date with the time of the day; empty where one of them is missing.
fn moment<'t>(date: &str, time: &str) -> Cow<'t, str> {
    match [date, time].map(cell).contains(&Cell::Missing) {
        true => Cow::Borrowed(""),
        false => format!("{} {}", date.trim(), time.trim()).into(),
    }
}

fn push<'t>(file: &File, column: &mut Column<'t>, row: &Row<'t>) -> Result<()> {
    column.reserve(file, 1)?;
    let n = column.values.len();
    let both = column.times.and_then(|times| {
        let date = row.fields.get(column.at)?;
        Some(moment(date, row.fields.get(times)?))
    });
    let field = match column.times {
        None => row.fields.get(column.at),
        Some(_) => both.as_ref(),
    };
    let is_text = column.is_text(file);
    let value = match field {
        None => Value::Missing,
        Some(field) => value(field, column.numbers, &file.marks),
    };
    match (value, field) {
        (Value::Missing, _) | (_, None) => column.values.push(f64::NAN),
        (Value::Number(number), field) if !is_text => {
            // Until it is certain, every point may stand between thousands.
            if let Some(field) = field
                && !column.seen.is_certain()
                && field.contains(['.', ','])
            {
                column.seen.see(field);
            }
            column.values.push(number);
        }
        (_, Some(field)) => {
            column.odd.push((n, field.clone()));
            column.values.push(f64::NAN);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
