//! Bytes into records, each with its line number: RFC 4180, and strict.
//!
//! Not csv: over a line without end its buffers grow without bound, past
//! comments it knows no line numbers, and a quote that is left open swallows
//! the rows below it in silence. Tests and fuzz target compare the two.

use std::{
    io::{self, Read},
    mem::take,
    ops::Range,
    str::from_utf8,
};

use crate::{
    error::{Error, ErrorKind, Position, Result},
    source::Source,
};

/// A row may have so many bytes, and so many fields.
const LONGEST: usize = 1 << 20;
/// Bytes are read in portions of this size.
const PORTION: usize = 1 << 16;

/// The fields of a record.
#[derive(Clone, Default)]
pub struct Row {
    /// The line in which it begins, from 1.
    pub line: u64,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes the fields have.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The field at this position, from 0.
    pub fn field(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }

    /// All fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.field(at))
    }
}

/// The records of a source, one after the other.
pub struct Records<R> {
    source: Source<R>,
    buffer: Vec<u8>,
    /// The part of the buffer that is not parsed yet.
    unread: Range<usize>,
    /// How many bytes the source has given.
    read: u64,
    /// Whether the source has ended.
    ended: bool,
    /// The line at hand, from 1.
    line: u64,
    delimiter: u8,
}

impl<R: Read> Records<R> {
    /// Finds out from the first line what divides the columns.
    pub fn open(source: Source<R>) -> Result<Self> {
        let mut records = Records {
            source,
            buffer: vec![0; PORTION],
            unread: 0..0,
            read: 0,
            ended: false,
            line: 1,
            delimiter: b',',
        };
        while records.unread.len() < 4 && records.fill()? {}
        records.refuse_other_formats()?;
        if records.unread().starts_with(b"\xef\xbb\xbf") {
            records.unread.start += 3;
        }
        records.skip_to_row()?;
        let mut whole_line;
        loop {
            (records.delimiter, whole_line) = delimiter(records.unread());
            if whole_line
                || records.unread.len() > LONGEST
                || !records.fill()?
            {
                return Ok(records);
            }
        }
    }

    /// All of the source.
    pub fn place(&self) -> Position {
        Position::of(&self.source.name)
    }

    /// The part of the source that was parsed, from 0 to 1, where its length
    /// is known.
    pub fn done(&self) -> Option<f64> {
        let parsed = self.read - self.unread.len() as u64;
        Some(parsed as f64 / self.source.length? as f64)
    }

    /// Reads the next record into `row`; false where there is none.
    pub fn next(&mut self, row: &mut Row) -> Result<bool> {
        while let Some(first) = self.skip_to_row()? {
            row.line = self.line;
            let mut text = take(&mut row.text).into_bytes();
            text.clear();
            row.ends.clear();
            loop {
                if self.peek()? == Some(b'"') {
                    self.quoted(&mut text, row)?;
                } else {
                    self.plain(&mut text, row)?;
                }
                row.ends.push(text.len());
                if row.len() > LONGEST {
                    return Err(self.error(row, ErrorKind::TooLong));
                }
                if self.peek()? != Some(self.delimiter) {
                    break;
                }
                self.unread.start += 1;
            }
            self.line_end()?;
            row.text = self.utf8(text, row)?;
            // A line of nothing but white space is a blank line.
            if row.len() > 1 || first == b'"' || !row.text.trim().is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A field without quotes around it.
    fn plain(&mut self, text: &mut Vec<u8>, row: &Row) -> Result<()> {
        let delimiter = self.delimiter;
        self.copy(text, row, |byte| {
            byte == delimiter || byte == b'\n' || byte == b'\r'
        })
    }

    /// A field in quotes; a quote inside of it is doubled.
    fn quoted(&mut self, text: &mut Vec<u8>, row: &Row) -> Result<()> {
        let start = text.len();
        loop {
            self.unread.start += 1;
            self.copy(text, row, |byte| byte == b'"')?;
            if self.peek()?.is_none() {
                return Err(self.error(row, ErrorKind::OpenQuote));
            }
            self.unread.start += 1;
            if self.peek()? != Some(b'"') {
                break;
            }
            text.push(b'"');
        }
        self.line += line_ends(&text[start..]);
        while self.peek()? == Some(b' ') {
            self.unread.start += 1;
        }
        match self.peek()? {
            None | Some(b'\n' | b'\r') => Ok(()),
            Some(byte) if byte == self.delimiter => Ok(()),
            Some(_) => Err(self.error(row, ErrorKind::TextAfterQuote)),
        }
    }

    /// Appends what comes before the byte that ends it.
    fn copy(
        &mut self,
        text: &mut Vec<u8>,
        row: &Row,
        ends: impl Fn(u8) -> bool,
    ) -> Result<()> {
        while self.peek()?.is_some() {
            let unread = &self.buffer[self.unread.clone()];
            let end = unread.iter().position(|byte| ends(*byte));
            let piece = &unread[..end.unwrap_or(unread.len())];
            if text.len() + piece.len() > LONGEST {
                return Err(self.error(row, ErrorKind::TooLong));
            }
            text.extend_from_slice(piece);
            self.unread.start += piece.len();
            if end.is_some() {
                break;
            }
        }
        Ok(())
    }

    /// Skips blank lines and comments; gives the first byte of the next row.
    fn skip_to_row(&mut self) -> Result<Option<u8>> {
        loop {
            match self.peek()? {
                Some(b'\n' | b'\r') => self.line_end()?,
                Some(b'#') => {
                    while !matches!(self.peek()?, None | Some(b'\n' | b'\r')) {
                        self.unread.start += 1;
                    }
                }
                other => return Ok(other),
            }
        }
    }

    /// Goes past \n, \r\n, a lone \r or the end of the source.
    fn line_end(&mut self) -> Result<()> {
        let end = self.peek()?;
        if end.is_some() {
            self.unread.start += 1;
            self.line += 1;
        }
        if end == Some(b'\r') && self.peek()? == Some(b'\n') {
            self.unread.start += 1;
        }
        Ok(())
    }

    /// The next byte, without going past it; `None` at the end.
    #[inline]
    fn peek(&mut self) -> Result<Option<u8>> {
        if self.unread.is_empty() && !self.fill()? {
            return Ok(None);
        }
        Ok(Some(self.buffer[self.unread.start]))
    }

    fn unread(&self) -> &[u8] {
        &self.buffer[self.unread.clone()]
    }

    /// Reads on behind what is unread; false at the end.
    #[cold]
    fn fill(&mut self) -> Result<bool> {
        if self.unread.is_empty() {
            self.unread = 0..0;
        }
        if self.unread.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() + PORTION, 0);
        }
        while !self.ended {
            match self.source.input.read(&mut self.buffer[self.unread.end..]) {
                Ok(0) => self.ended = true,
                Ok(n) => {
                    self.unread.end += n;
                    self.read += n as u64;
                    return Ok(true);
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => {
                    let place = self.place().line(self.line);
                    return Err(Error::new(place, ErrorKind::Read(e)));
                }
            }
        }
        match self.source.length {
            Some(length) if length != self.read => {
                let (from, to) = (length, self.read);
                let place = self.place().line(self.line);
                Err(Error::new(place, ErrorKind::Changed { from, to }))
            }
            _ => Ok(false),
        }
    }

    fn refuse_other_formats(&self) -> Result<()> {
        let what = match self.unread() {
            [0x1f, 0x8b, ..] => ErrorKind::Gzip,
            [b'P', b'K', 3, 4, ..] => ErrorKind::Zip,
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..] => {
                ErrorKind::Utf16
            }
            _ => return Ok(()),
        };
        Err(Error::new(self.place(), what))
    }

    /// The text of a row, each field of it in UTF-8.
    fn utf8(&self, text: Vec<u8>, row: &Row) -> Result<String> {
        let wrong = |column| {
            let place = self.place().line(row.line).column(column, None);
            Error::new(place, ErrorKind::NotUtf8)
        };
        let mut start = 0;
        for (column, &end) in row.ends.iter().enumerate() {
            if text.is_ascii() {
                break;
            }
            if from_utf8(&text[start..end]).is_err() {
                return Err(wrong(column + 1));
            }
            start = end;
        }
        String::from_utf8(text).map_err(|_| wrong(1))
    }

    /// An error in the field at hand, the one behind those that the row has.
    fn error(&self, row: &Row, what: ErrorKind) -> Error {
        let place = self.place().line(row.line).column(row.len() + 1, None);
        Error::new(place, what)
    }
}

/// What divides the columns: a tab if the first line has one, else a semicolon
/// if it has one, else a comma; and whether the whole line was there.
fn delimiter(bytes: &[u8]) -> (u8, bool) {
    let mut found = b',';
    let (mut quoted, mut may_quote, mut comment) = (false, true, false);
    let (mut blank, mut before) = (true, b'\n');
    for &byte in bytes {
        let quote = byte == b'"' && !comment && (quoted || may_quote);
        quoted ^= quote;
        match byte {
            _ if quoted => {}
            b'\n' | b'\r' if !blank => return (found, true),
            b'\n' | b'\r' => comment = false,
            b'#' if matches!(before, b'\n' | b'\r') => comment = true,
            b'\t' if !comment => found = b'\t',
            b';' if !comment && found == b',' => found = b';',
            _ => {}
        }
        blank &= comment || matches!(byte, b' ' | b'\n' | b'\r');
        may_quote =
            quote || matches!(byte, b'\t' | b';' | b',' | b'\n' | b'\r');
        before = byte;
    }
    (found, false)
}

/// How many lines end within a text: with \n, \r\n or a lone \r.
fn line_ends(text: &[u8]) -> u64 {
    let mut after_return = false;
    let mut ends = 0;
    for &byte in text {
        ends += u64::from(byte == b'\r' || (byte == b'\n' && !after_return));
        after_return = byte == b'\r';
    }
    ends
}
