//! The rows of a table, read once from its first to its last.

use std::borrow::Cow;

use crate::{
    cell::{Cell, cell},
    error::{Error, ErrorKind, Result, shown},
    file::File,
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
    pub lines: Vec<u64>,
    /// Those that do not fit.
    pub bad: Vec<Bad>,
    /// The lines of those that end early.
    pub short: Vec<u64>,
    /// Of these, how many hold what their columns do not.
    pub shifted: usize,
    /// The lines of those that may sum up others, and their first texts.
    pub totals: Vec<(u64, String)>,
}

impl Rows {
    /// Bad rows between good ones, and those behind all.
    pub fn within_and_behind(&self) -> (Vec<&Bad>, Vec<&Bad>) {
        let last = self.lines.last().copied().unwrap_or(0);
        let is_within = |bad: &&Bad| bad.line < last || !bad.is_note;
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
    for column in columns.iter_mut() {
        column.values.clear();
        column.odd.clear();
        column.notes.clear();
        column.unit = None;
    }
    let mut start = file.text;
    for _ in 1..file.layout.data_line {
        start = first_line(start).1;
    }
    let mut records = Records::new(
        file.source,
        (start, file.layout.data_line),
        file.layout.separator.clone(),
        file.options.comment,
    );
    let mut rows = Rows::default();
    let mut row = Row::default();
    let width = file.layout.width;
    while records.next(&mut row)? {
        let fields = row.fields.len();
        let fits = fields == width
            || pad && fields < width
            || fields > width && row.reach() <= width;
        let bad = match fits {
            true => stray(file, columns, &row),
            false => Some(None),
        };
        if let Some(text) = bad {
            let number = |field: &Cow<str>| cell(field) == Cell::Number;
            rows.bad.push(Bad {
                line: row.line,
                fields,
                text,
                is_note: !row.fields.iter().any(number),
            });
            continue;
        }
        if fields < width {
            rows.short.push(row.line);
            rows.shifted += usize::from(is_shifted(file, &row));
        }
        for column in columns.iter_mut() {
            push(file, column, &row)?;
        }
        let mut filled = row.fields.iter().map(|field| field.trim());
        if let Some(text) = filled.find(|field| !field.is_empty())
            && sums_up(text)
        {
            rows.totals.push((row.line, shown(text)));
        }
        rows.lines.push(row.line);
    }
    if file.options.missing == Missing::Drop {
        forget_lacking(columns, rows.lines.len());
    }
    Ok(rows)
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

/// Whether a text says that its row is the sum or the mean of others.
fn sums_up(field: &str) -> bool {
    const WORDS: [&str; 18] = [
        "total",
        "totals",
        "subtotal",
        "grand",
        "overall",
        "sum",
        "summe",
        "gesamt",
        "insgesamt",
        "zusammen",
        "somme",
        "ensemble",
        "totale",
        "all",
        "average",
        "mean",
        "合計",
        "합계",
    ];
    let word = field.split(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| WORDS.iter().any(|w| w.eq_ignore_ascii_case(word)))
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

fn push<'t>(file: &File, column: &mut Column<'t>, row: &Row<'t>) -> Result<()> {
    let n = column.values.len();
    if n == column.values.capacity() && column.values.try_reserve(1).is_err() {
        let what = ErrorKind::OutOfMemory;
        return Err(Error::new(file.source.clone(), what));
    }
    let field = row.fields.get(column.at);
    let is_text = column.role.is_text()
        || matches!(column.role, Role::X | Role::Y)
            && file.layout.typed[column.at] == Some(Cell::Date);
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
