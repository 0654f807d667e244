//! All fields of the rows that were read, as the file has them.

use crate::{
    error::Result,
    file::File,
    lines::Lines,
    records::{Records, Row, first_line},
};

/// The names of all columns, and the fields of the rows that begin in these
/// lines.
///
/// # Errors
/// As where the rows are read for the first time.
pub fn all(
    file: &File,
    lines: &Lines,
) -> Result<(Vec<String>, Vec<Vec<String>>)> {
    let mut start = file.text;
    for _ in 1..file.layout.data_line {
        start = first_line(start).1;
    }
    let mut records = Records::new(
        file.source,
        (start, file.layout.data_line),
        &file.layout.dialect,
    );
    let width = file.layout.width;
    let (mut rows, mut row) = (Vec::new(), Row::default());
    let mut wanted = lines.iter().peekable();
    while records.next(&mut row)? {
        if wanted.next_if_eq(&row.line).is_some() {
            let fields = row.fields.iter().map(|field| field.to_string());
            let mut fields: Vec<String> = fields.collect();
            // What is left off at the end, or stands there and is empty.
            fields.resize(width, String::new());
            rows.push(fields);
        }
    }
    let names = (0..width).map(|at| file.columns.name(at).to_owned());
    Ok((names.collect(), rows))
}
