//! Rows into columns.

use std::{io::Read, mem::take};

use crate::{
    columns::Columns,
    error::{Error, ErrorKind, Position, Result, shown},
    number::{Unusable, Value, value},
    records::{Records, Row},
    source::Source,
    table::{Missing, Pick, Table},
};

/// So many rows, or so many bytes of them, show which columns are numeric.
const AHEAD: (usize, usize) = (1000, 1 << 20);

/// A file whose first rows are known.
pub struct Reader<R> {
    records: Records<R>,
    columns: Columns,
    /// Rows that were read already.
    ahead: Vec<Row>,
}

impl<R: Read> Reader<R> {
    /// Reads the header, if there is one, and the first row of data.
    pub fn open(source: Source<R>) -> Result<Self> {
        let mut records = Records::open(source)?;
        let mut first = Row::default();
        if !records.next(&mut first)? {
            return Err(Error::new(records.place(), ErrorKind::Empty));
        }
        let columns = Columns::new(records.place(), &first);
        let header = columns.header;
        let mut reader = Reader {
            records,
            columns,
            ahead: Vec::new(),
        };
        if !header {
            reader.ahead.push(first);
        } else if !reader.read_ahead()? {
            return Err(reader.columns.error(ErrorKind::HeaderOnly));
        }
        Ok(reader)
    }

    /// All of the source.
    pub fn place(&self) -> Position {
        self.records.place()
    }

    /// The positions of the columns asked for.
    pub fn asked(&self, names: &[String]) -> Result<Vec<usize>> {
        let mut asked = Vec::new();
        for name in names {
            let at = self.columns.find(name)?;
            if asked.contains(&at) {
                let name = shown(self.columns.name(at));
                return Err(self.columns.error(ErrorKind::AskedTwice(name)));
            }
            asked.push(at);
        }
        Ok(asked)
    }

    /// The positions of the columns of a fit: x, then y, then the weights.
    pub fn pick(&mut self, pick: &Pick) -> Result<Vec<usize>> {
        let (y, weights) = (pick.y.as_slice(), pick.weights.as_slice());
        let asked = self.asked(&[&pick.x[..], y, weights].concat())?;
        let (x, rest) = asked.split_at(pick.x.len());
        let (y, weights) = rest.split_at(y.len());
        let n = usize::from(x.is_empty()) + usize::from(y.is_empty());
        let mut numeric = self.first_numeric(n, &asked)?.into_iter();
        let mut chosen = x.to_vec();
        if x.is_empty() {
            chosen.extend(numeric.next());
        }
        chosen.extend(y);
        chosen.extend(numeric);
        chosen.extend(weights);
        Ok(chosen)
    }

    /// The first `n` numeric columns that are not taken. A column is numeric
    /// if the first of its values that is not missing is a number.
    fn first_numeric(
        &mut self,
        n: usize,
        taken: &[usize],
    ) -> Result<Vec<usize>> {
        let mut free: Vec<usize> = (0..self.columns.len())
            .filter(|at| !taken.contains(at))
            .collect();
        let mut numeric = vec![false; self.columns.len()];
        // The first text: its row, and its column.
        let mut text = None;
        let mut seen = 0;
        loop {
            for (row, fields) in self.ahead.iter().enumerate().skip(seen) {
                free.retain(|&at| match value(fields.field(at)) {
                    Value::Missing => true,
                    Value::Text if !numeric[at] => {
                        text.get_or_insert((row, at));
                        false
                    }
                    _ => {
                        numeric[at] = true;
                        true
                    }
                });
            }
            seen = self.ahead.len();
            let decided = free.iter().take(n).all(|at| numeric[*at]);
            let bytes: usize = self.ahead.iter().map(Row::bytes).sum();
            if decided
                || seen >= AHEAD.0
                || bytes > AHEAD.1
                || !self.read_ahead()?
            {
                break;
            }
        }
        free.retain(|at| numeric[*at]);
        free.truncate(n);
        if free.len() < n {
            return Err(self.too_few(n, &free, text));
        }
        for &at in &free {
            self.columns.no_number(at)?;
            self.columns.alone(at)?;
        }
        Ok(free)
    }

    /// The first rows show fewer than `n` numeric columns.
    fn too_few(
        &self,
        n: usize,
        found: &[usize],
        text: Option<(usize, usize)>,
    ) -> Error {
        if self.columns.len() == 1 {
            return self.columns.error(ErrorKind::OneColumn);
        }
        let text = text.map(|(row, at)| (&self.ahead[row], at));
        let place = match text {
            None => self.place(),
            Some((row, at)) => self.columns.place(row.line, at),
        };
        let found = found.first().map(|at| shown(self.columns.name(*at)));
        let what = ErrorKind::TooFewNumeric {
            needed: n,
            rows: self.ahead.len(),
            found,
            text: text.map(|(row, at)| shown(row.field(at).trim())),
        };
        Error::new(place, what)
    }

    /// Reads these columns, in this order, to the end of the file, and notes
    /// the line of each row.
    pub fn read(
        mut self,
        chosen: &[usize],
        missing: Missing,
        mut note: impl FnMut(u64),
    ) -> Result<Table> {
        let mut columns = vec![Vec::new(); chosen.len()];
        let mut dropped = Vec::new();
        let mut numbers = Vec::new();
        let ahead = take(&mut self.ahead);
        for row in &ahead {
            match self.numbers(row, chosen, missing, &mut numbers)? {
                true => {
                    self.push(&mut columns, &numbers)?;
                    note(row.line);
                }
                false => dropped.push(row.line),
            }
        }
        drop(ahead);
        let mut row = Row::default();
        while self.next(&mut row)? {
            match self.numbers(&row, chosen, missing, &mut numbers)? {
                true => {
                    self.push(&mut columns, &numbers)?;
                    note(row.line);
                }
                false => dropped.push(row.line),
            }
        }
        let name = |at: &usize| self.columns.name(*at).to_owned();
        Ok(Table {
            names: chosen.iter().map(name).collect(),
            header: self.columns.header,
            columns,
            lines: Vec::new(),
            weights: Vec::new(),
            dropped,
        })
    }

    /// Takes the numbers from a row; false if it is to be left out.
    fn numbers(
        &self,
        row: &Row,
        chosen: &[usize],
        missing: Missing,
        numbers: &mut Vec<f64>,
    ) -> Result<bool> {
        numbers.clear();
        for &at in chosen {
            let field = row.field(at);
            let text = || shown(field.trim());
            let what = match value(field) {
                Value::Number(number) => {
                    numbers.push(number);
                    continue;
                }
                Value::Missing => match missing {
                    Missing::Drop => continue,
                    Missing::Keep => {
                        numbers.push(f64::NAN);
                        continue;
                    }
                    Missing::Error => ErrorKind::Missing,
                },
                Value::Text => ErrorKind::NotANumber(text()),
                Value::Unusable(why) => match why {
                    Unusable::Comma => ErrorKind::Comma(text()),
                    Unusable::OutOfRange => ErrorKind::OutOfRange(text()),
                    Unusable::Infinite => ErrorKind::Infinite(text()),
                },
            };
            return Err(Error::new(self.columns.place(row.line, at), what));
        }
        Ok(numbers.len() == chosen.len())
    }

    /// Appends a row.
    fn push(&self, columns: &mut [Vec<f64>], numbers: &[f64]) -> Result<()> {
        for (column, number) in columns.iter_mut().zip(numbers) {
            let rows = column.len();
            if rows == column.capacity() {
                let more = self.expected(rows).saturating_sub(rows);
                let room = more > 0 && column.try_reserve_exact(more).is_ok();
                if !room && column.try_reserve(1).is_err() {
                    let what = ErrorKind::OutOfMemory(rows);
                    return Err(Error::new(self.place(), what));
                }
            }
            column.push(*number);
        }
        Ok(())
    }

    /// How many rows the file will give, after so many, if they stay as long
    /// as they were: room that doubles would take up to twice the memory.
    fn expected(&self, rows: usize) -> usize {
        match self.records.done() {
            Some(done) if rows >= 1024 => (rows as f64 / done * 1.01) as usize,
            _ => 0,
        }
    }

    /// Reads one row more ahead.
    fn read_ahead(&mut self) -> Result<bool> {
        let mut row = Row::default();
        let read = self.next(&mut row)?;
        if read {
            self.ahead.push(row);
        }
        Ok(read)
    }

    /// The next row, which has as many fields as the first one.
    fn next(&mut self, row: &mut Row) -> Result<bool> {
        let read = self.records.next(row)?;
        let (fields, expected) = (row.len(), self.columns.len());
        if read && fields != expected {
            let what = ErrorKind::RowLength {
                fields,
                expected,
                first_line: self.columns.line,
            };
            return Err(Error::new(self.place().line(row.line), what));
        }
        Ok(read)
    }
}
