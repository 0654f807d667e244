//! Text into records, each with its line number.
//!
//! Lines without a quote are split here; for the others csv-core knows the
//! quoting of RFC 4180 and its kin. It takes every text for a table: that
//! quotes are closed, and end their fields, is checked beside it.

use std::{borrow::Cow, ops::Range};

use csv_core::{ReadRecordResult, ReaderBuilder};

use crate::{
    error::{Error, ErrorKind, Position, Result},
    latex,
};

/// A row may have so many bytes.
pub const LONGEST: usize = 1 << 20;

/// What divides the columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Separator {
    /// A letter: a comma, a semicolon, a tab, a bar.
    Letter(u8),
    /// Several letters, as `::`; no quote means anything then.
    Text(String),
    /// `&`, with `\\` behind the last field, as in tables of LaTeX.
    Latex,
    /// Runs of spaces and tabs.
    Spaces,
    /// Each column has its place in the line, counted in letters.
    Places(Vec<Range<usize>>),
}

/// How fields are quoted that hold what divides them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quotes {
    /// What stands around them; single quotes keep to their line.
    pub mark: u8,
    /// Whether a backslash stands before a quote within them.
    pub escaped: bool,
    /// Whether spaces may stand before them.
    pub apart: bool,
}

impl Quotes {
    /// Those of RFC 4180.
    pub const PLAIN: Quotes = Quotes {
        mark: b'"',
        escaped: false,
        apart: false,
    };
}

/// How a text is cut into fields.
#[derive(Clone, Debug)]
pub struct Dialect {
    /// What divides the columns.
    pub separator: Separator,
    /// How fields are quoted.
    pub quotes: Quotes,
    /// With what a line begins that is a comment.
    pub comment: Option<char>,
}

/// The fields of a record.
#[derive(Clone, Debug, Default)]
pub struct Row<'t> {
    /// The line in which it begins, from 1.
    pub line: u64,
    /// The fields, without quotes around them.
    pub fields: Vec<Cow<'t, str>>,
}

impl Row<'_> {
    /// How many fields hold something.
    pub fn filled(&self) -> usize {
        let fields = self.fields.iter();
        fields.filter(|field| !field.trim().is_empty()).count()
    }

    /// How many fields there are, but for empty ones at the end.
    pub fn reach(&self) -> usize {
        let last = |field: &Cow<str>| !field.trim().is_empty();
        self.fields.iter().rposition(last).map_or(0, |at| at + 1)
    }
}

/// The records of a text, one after the other. Blank lines are none.
pub struct Records<'t> {
    source: Position,
    rest: &'t str,
    /// The line at which the rest begins.
    line: u64,
    dialect: Dialect,
}

impl<'t> Records<'t> {
    /// The records of a text that begins at this line.
    pub fn new(
        source: &Position,
        (text, line): (&'t str, u64),
        dialect: &Dialect,
    ) -> Self {
        Records {
            source: source.clone(),
            rest: text,
            line,
            dialect: dialect.clone(),
        }
    }

    /// Goes on with another text, which begins at this line.
    pub fn go_on(&mut self, (text, line): (&'t str, u64)) {
        (self.rest, self.line) = (text, line);
    }

    /// Reads the next record into `row`; false where there is none.
    pub fn next(&mut self, row: &mut Row<'t>) -> Result<bool> {
        loop {
            let (line, behind) = first_line(self.rest);
            if line.is_empty() && behind.is_empty() {
                return Ok(false);
            }
            let Dialect {
                separator,
                quotes,
                comment,
            } = &self.dialect;
            let is_comment = comment.is_some_and(|c| line.starts_with(c));
            // Between tabs nothing may stand.
            let is_blank = match separator {
                Separator::Letter(b'\t') => line.trim_matches(' ').is_empty(),
                Separator::Latex => latex::is_command(line),
                _ => line.trim().is_empty(),
            };
            let is_none = is_blank
                || is_rule(line) && *separator != Separator::Letter(b',');
            if is_comment || is_none {
                self.rest = behind;
                self.line += 1;
                continue;
            }
            row.line = self.line;
            row.fields.clear();
            if line.len() > LONGEST {
                return Err(self.error(1, ErrorKind::TooLong));
            }
            let is_quoted = line.contains(char::from(quotes.mark));
            match separator {
                Separator::Letter(letter) if is_quoted => {
                    let (letter, quotes) = (*letter, *quotes);
                    self.quoted(letter, quotes, row)?;
                    return Ok(true);
                }
                Separator::Letter(letter) => {
                    let fields = line.split(char::from(*letter));
                    row.fields.extend(fields.map(Cow::Borrowed));
                }
                Separator::Text(text) => {
                    let fields = line.split(&text[..]);
                    row.fields.extend(fields.map(Cow::Borrowed));
                }
                Separator::Latex => row.fields.extend(latex::fields(line)),
                Separator::Spaces => spaced(line, &mut row.fields),
                Separator::Places(places) => placed(line, places, row),
            }
            self.rest = behind;
            self.line += 1;
            return Ok(true);
        }
    }

    /// A record with quotes in it.
    fn quoted(
        &mut self,
        letter: u8,
        quotes: Quotes,
        row: &mut Row<'t>,
    ) -> Result<()> {
        let (length, raw) = self.closed(letter, quotes)?;
        let mut reader = ReaderBuilder::new()
            .delimiter(letter)
            .quote(quotes.mark)
            .escape(quotes.escaped.then_some(b'\\'))
            .build();
        let mut text = vec![0; raw.len() + 1];
        let mut ends = vec![0; raw.len() + 1];
        let (mut read, mut texts, mut fields) = (0, 0, 0);
        loop {
            let (result, n_in, n_out, n_ends) = reader.read_record(
                &raw[read..],
                &mut text[texts..],
                &mut ends[fields..],
            );
            (read, texts, fields) =
                (read + n_in, texts + n_out, fields + n_ends);
            let ended = matches!(
                result,
                ReadRecordResult::Record | ReadRecordResult::End
            );
            if ended || n_in == 0 && read < raw.len() {
                break;
            }
        }
        let mut start = 0;
        for end in &ends[..fields] {
            let field = String::from_utf8_lossy(&text[start..*end]);
            row.fields.push(Cow::Owned(field.into_owned()));
            start = *end;
        }
        let lines = raw.iter().filter(|byte| **byte == b'\n').count();
        self.line += lines as u64;
        self.rest = &self.rest[length..];
        Ok(())
    }

    /// How many bytes the record has, its line end included, if each of its
    /// quotes is closed where its field ends; and these bytes, without spaces
    /// before quotes.
    fn closed(
        &self,
        letter: u8,
        Quotes {
            mark,
            escaped,
            apart,
        }: Quotes,
    ) -> Result<(usize, Cow<'t, [u8]>)> {
        let bytes = self.rest.as_bytes();
        let mut column = 1;
        let mut at = 0;
        let mut spaces = Vec::new();
        let length = loop {
            let wrong = |what| Err(self.error(column, what));
            if apart {
                let rest = bytes[at..].iter();
                let end = at + rest.take_while(|byte| **byte == b' ').count();
                if bytes.get(end) == Some(&mark) {
                    spaces.push(at..end);
                    at = end;
                }
            }
            if bytes.get(at) == Some(&mark) {
                loop {
                    at += 1;
                    match bytes.get(at) {
                        None => return wrong(ErrorKind::OpenQuote),
                        Some(b'\n') if mark == b'\'' => {
                            return wrong(ErrorKind::OpenQuote);
                        }
                        _ if at > LONGEST => return wrong(ErrorKind::TooLong),
                        Some(b'\\') if escaped => at += 1,
                        Some(byte) if *byte != mark => {}
                        _ if bytes.get(at + 1) == Some(&mark) => at += 1,
                        _ => break,
                    }
                }
                at += 1;
                while bytes.get(at) == Some(&b' ') {
                    at += 1;
                }
            } else {
                while bytes.get(at).is_some_and(|b| *b != letter && *b != b'\n')
                {
                    at += 1;
                }
            }
            match bytes.get(at) {
                None => break at,
                Some(b'\n') => break at + 1,
                Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => {
                    break at + 2;
                }
                Some(byte) if *byte == letter => at += 1,
                Some(_) => return wrong(ErrorKind::TextAfterQuote),
            }
            column += 1;
        };
        let mut raw = Cow::Borrowed(&bytes[..length]);
        for blank in spaces.into_iter().rev() {
            raw.to_mut().drain(blank);
        }
        Ok((length, raw))
    }

    fn error(&self, column: usize, what: ErrorKind) -> Error {
        let place = self.source.clone().line(self.line);
        Error::new(place.column(column, None), what)
    }
}

/// The first line of a text, without its end, and what comes behind it.
pub fn first_line(text: &str) -> (&str, &str) {
    let (line, behind) = text.split_once('\n').unwrap_or((text, ""));
    (line.strip_suffix('\r').unwrap_or(line), behind)
}

/// Whether a line is drawn between rows: `|---|---|`, `+----+`, `==== ====`.
fn is_rule(line: &str) -> bool {
    // Two or three dashes are marks of missing values.
    let is_drawn = line.contains('+')
        || line.contains('|') && (line.contains("---") || line.contains("=="))
        || line.contains("----")
        || line.contains("====");
    (line.contains("--") || line.contains("=="))
        && is_drawn
        && line.contains(['|', '+', '=', ' '])
        && line
            .chars()
            .all(|c| matches!(c, '-' | '=' | '+' | '|' | ':' | ' '))
        && line.trim().len() > 4
}

/// Words, and texts in quotes.
fn spaced<'t>(line: &'t str, fields: &mut Vec<Cow<'t, str>>) {
    // A no-break space divides thousands.
    const BLANKS: [char; 2] = [' ', '\t'];
    let mut rest = line.trim_start_matches(BLANKS);
    while !rest.is_empty() {
        let field = match quoted(rest) {
            Some((field, behind)) => {
                rest = behind;
                field
            }
            None => {
                let end = rest.find(BLANKS);
                let (field, behind) = rest.split_at(end.unwrap_or(rest.len()));
                rest = behind;
                Cow::Borrowed(field)
            }
        };
        fields.push(field);
        rest = rest.trim_start_matches(BLANKS);
    }
}

/// A field in quotes at the start of a text, and what comes behind it; a quote
/// inside of it is doubled.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let end = from + inside[from..].find('"')?;
        let behind = &inside[end + 1..];
        if behind.starts_with('"') {
            from = end + 2;
            continue;
        }
        let field = match from {
            0 => Cow::Borrowed(&inside[..end]),
            _ => Cow::Owned(inside[..end].replace("\"\"", "\"")),
        };
        let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
        return ends.then_some((field, behind));
    }
}

/// What stands at these places of a line; all of the line, where something
/// stands over a border.
fn placed<'t>(line: &'t str, places: &[Range<usize>], row: &mut Row<'t>) {
    let starts: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let byte = |at: usize| starts.get(at).copied().unwrap_or(line.len());
    let filled = |at: usize| line[byte(at)..byte(at + 1)].trim() != "";
    let mut borders = places.iter().map(|place| place.start).skip(1);
    if borders.any(|at| filled(at - 1) && filled(at)) {
        row.fields.push(Cow::Borrowed(line));
        return;
    }
    for place in places {
        let end = byte(place.end.min(starts.len()));
        let field = &line[byte(place.start).min(end)..end];
        row.fields.push(Cow::Borrowed(field.trim()));
    }
}
