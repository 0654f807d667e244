//! What holds for any bytes that the table reader is given. The fuzz target
//! and tests/table.rs run it.

use csv::{ByteRecord, ReaderBuilder};
use table::{Error, Missing, Pick, Source, Table, read, read_columns};

/// Reads bytes in every way, and compares the first column with csv's.
pub fn check(bytes: &[u8]) {
    for missing in [Missing::Error, Missing::Drop] {
        sound(read(source(bytes), &Pick::default(), missing));
        let first = ["1".to_owned()];
        if let Some(table) = sound(read_columns(source(bytes), &first, missing))
        {
            same_as_csv(bytes, &table);
        }
    }
}

fn source(bytes: &[u8]) -> Source<&[u8]> {
    Source::new(bytes, "data.csv")
}

/// An error names the file, and a line and a column of it from 1; its text is
/// one line that begins so. The columns of a table are finite and equally long.
fn sound(result: Result<Table, Error>) -> Option<Table> {
    match result {
        Err(error) => {
            let (line, position) = (error.to_string(), error.position());
            assert!(line.starts_with("data.csv"), "{line}");
            assert!(line.starts_with(&position.to_string()), "{line}");
            assert_eq!(position.source, "data.csv");
            assert!(position.line != Some(0), "{line}");
            let column = position.column.as_ref();
            assert!(column.is_none_or(|column| column.number > 0), "{line}");
            assert!(!line.contains(char::is_control), "{line:?}");
            None
        }
        Ok(table) => {
            assert_eq!(table.names.len(), table.columns.len());
            for (name, column) in table.names.iter().zip(&table.columns) {
                assert!(!name.contains(char::is_control), "{name:?}");
                assert_eq!(column.len(), table.columns[0].len());
                assert!(column.iter().all(|number| number.is_finite()));
            }
            Some(table)
        }
    }
}

/// No row is lost or made up, and every number is csv's: to the last bit.
fn same_as_csv(bytes: &[u8], table: &Table) {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    text = text.replace("\r\n", "\n").replace('\r', "\n");
    let Some(delimiter) = delimiter(&text) else {
        return;
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let rows: Vec<ByteRecord> = reader
        .byte_records()
        .map(|row| row.expect("csv reads all"))
        .collect();
    // csv does not tell a blank line of spaces from a quoted space.
    if rows
        .iter()
        .any(|row| row.len() == 1 && number(&row[0]).is_nan())
    {
        return;
    }
    let read = table.columns[0].len() + table.dropped.len();
    let header = rows.len().checked_sub(read).expect("no row is made up");
    let named = rows[0].iter().any(is_text);
    assert_eq!(header, usize::from(named), "no row is lost");
    // A column that is called 1 goes before column 1.
    let called = |name: &[u8]| String::from_utf8_lossy(name).trim() == "1";
    let at = rows[0]
        .iter()
        .position(called)
        .filter(|_| named)
        .unwrap_or(0);
    let mut numbers: Vec<f64> =
        rows[header..].iter().map(|row| number(&row[at])).collect();
    numbers.retain(|number| !number.is_nan());
    let bits = |numbers: &[f64]| -> Vec<u64> {
        numbers.iter().map(|number| number.to_bits()).collect()
    };
    assert_eq!(bits(&table.columns[0]), bits(&numbers));
}

/// A finite number; NaN where it is missing, infinite where it is none.
fn number(field: &[u8]) -> f64 {
    let field = String::from_utf8_lossy(field);
    match field.trim() {
        "" => f64::NAN,
        na if na.eq_ignore_ascii_case("na") => f64::NAN,
        number => number.parse().unwrap_or(f64::INFINITY),
    }
}

/// Neither a number, however large or badly written, nor a missing value.
fn is_text(field: &[u8]) -> bool {
    let digits = String::from_utf8_lossy(field).replace(['.', ','], "");
    number(field).is_infinite()
        && str::from_utf8(field).is_ok_and(|f| f.trim().parse::<f64>().is_err())
        && !(field.contains(&b',') && number(digits.as_bytes()).is_finite())
}

/// What divides the columns; `None` where a quote stands within a field, since
/// this simple search takes every quote for one around a field, but for those
/// in comments.
fn delimiter(text: &str) -> Option<u8> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut outside = String::new();
    let mut before = '\n';
    let mut quoted = false;
    let mut comment = false;
    for c in text.chars() {
        if before == '\n' && !quoted {
            comment = c == '#';
        }
        if c == '"' && !comment {
            if !quoted && !"\n\",;\t".contains(before) {
                return None;
            }
            quoted = !quoted;
            outside.push('q');
        } else if !quoted && !comment {
            outside.push(c);
        }
        before = c;
    }
    let first = outside
        .lines()
        .find(|line| !line.trim_matches(' ').is_empty())?;
    let found = ['\t', ';', ','].into_iter().find(|d| first.contains(*d));
    Some(found.unwrap_or(',') as u8)
}
