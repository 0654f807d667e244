//! A text of which it is known where its table stands.

use crate::{
    cell::Cell,
    columns::Columns,
    error::{Error, ErrorKind, Position, Result, shown},
    layout::{self, Layout},
    marks::Evidence,
    number::{Marks, Numbers},
    table::{Header, Note, Options},
};

/// A text of which it is known where its table stands.
pub struct File<'t> {
    /// All of the source.
    pub source: &'t Position,
    /// Its text.
    pub text: &'t str,
    /// What the caller knows.
    pub options: &'t Options,
    /// What the caller takes for missing.
    pub marks: Marks,
    /// Where the table stands.
    pub layout: Layout<'t>,
    /// Its columns.
    pub columns: Columns,
    /// What each column shows of how it writes numbers.
    pub evidence: Vec<Evidence>,
    /// What all of them show.
    pub all_evidence: Evidence,
}

impl<'t> File<'t> {
    /// Finds the table in a text; `asked` are the columns that will be.
    pub fn open(
        source: &'t Position,
        text: &'t str,
        options: &'t Options,
        asked: &[String],
    ) -> Result<Self> {
        let layout = layout::find(source, text, options, asked)?;
        let mut columns =
            Columns::new(source, layout.line, layout.width, &layout.names);
        columns.told = matches!(options.header, Some(Header::Line(_)));
        if layout.rows.is_empty() {
            let what = match layout.names.is_empty() {
                true => ErrorKind::Empty,
                false => ErrorKind::HeaderOnly,
            };
            return Err(columns.error(what));
        }
        let mut evidence = vec![Evidence::default(); layout.width];
        for row in &layout.rows {
            let columns = evidence.iter_mut().zip(&layout.typed);
            for ((seen, typed), field) in columns.zip(&row.fields) {
                // The point of 03.2020 says nothing about decimals.
                if *typed == Some(Cell::Number) {
                    seen.see(field);
                }
            }
        }
        let mut all_evidence = Evidence::default();
        evidence.iter().for_each(|one| all_evidence.join(one));
        Ok(File {
            source,
            text,
            options,
            marks: Marks::new(&options.na),
            layout,
            columns,
            evidence,
            all_evidence,
        })
    }

    /// An error in a line of the column at this position.
    pub fn error(&self, line: u64, at: usize, what: ErrorKind) -> Error {
        Error::new(self.columns.place(line, at), what)
    }

    /// An error about how the column at this position writes its numbers: at
    /// the first row, of those looked at, that shows it.
    pub fn marks_error(&self, at: usize, what: ErrorKind) -> Error {
        let text = match &what {
            ErrorKind::MixedMarks(_, text) | ErrorKind::EitherMark(text) => {
                text
            }
            _ => "",
        };
        let rows = self.layout.rows.iter();
        let mut found =
            rows.filter(|row| shown(row.fields[at].trim()) == *text);
        match found.next() {
            Some(row) => self.error(row.line, at, what),
            None => self.columns.wrong(at, what),
        }
    }

    /// How the column at this position writes its numbers, if it shows this.
    pub fn numbers(
        &self,
        evidence: &Evidence,
    ) -> Result<(Numbers, Vec<Note>), ErrorKind> {
        let separator = &self.layout.dialect.separator;
        evidence.numbers(&self.all_evidence, self.options, separator)
    }
}
