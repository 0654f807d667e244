//! A sheet of a spreadsheet as text: a line for each row, so that the rows of
//! messages are those of the sheet.

use std::{io::Cursor, path::Path};

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use program::{Error, Result};

/// Whether a file begins as a spreadsheet does: a zip file, or an old one of
/// Excel.
pub fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// What is read of a spreadsheet.
pub struct Sheet {
    /// The sheet's name.
    pub name: String,
    /// What stands in it, as CSV.
    pub text: Vec<u8>,
    /// The names of all sheets.
    pub all: Vec<String>,
    /// The letters of the first column that holds something: with it the
    /// columns begin.
    pub first: String,
}

/// The sheet of this name or number, or the first that may hold a table.
///
/// # Errors
/// A file that is no spreadsheet; a sheet that is not there.
pub fn text(file: &Path, bytes: Vec<u8>, asked: Option<&str>) -> Result<Sheet> {
    let name = file.display();
    let wrong = |what: String| Error::Input(format!("{name}: {what}"));
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| {
            wrong("this is no spreadsheet: save it as CSV, or unpack it".into())
        })?;
    let sheets = book.sheet_names();
    let numbered = |asked: &str| {
        let at: usize = asked.parse().ok()?;
        sheets.get(at.checked_sub(1)?)
    };
    let mut range_of = |sheet: &str| {
        book.worksheet_range(sheet)
            .map_err(|e| wrong(format!("cannot read sheet {sheet}: {e}")))
    };
    // The first that may hold a table, unless one is asked for.
    let unasked = sheets.iter().filter(|_| asked.is_none());
    let found = unasked.map(|sheet| (sheet, range_of(sheet))).find_map(
        |(sheet, range)| {
            let range = range.ok()?;
            let may = range.width() > 1 && range.height() > 1;
            may.then(|| (sheet.clone(), range))
        },
    );
    let (sheet, range) = match found {
        Some(found) => found,
        None => {
            let asked = asked.unwrap_or("1");
            let named = sheets.iter().find(|sheet| *sheet == asked);
            let sheet = named.or_else(|| numbered(asked)).ok_or_else(|| {
                let all = listed(&sheets);
                wrong(format!("there is no sheet `{asked}`: there are {all}"))
            })?;
            (sheet.clone(), range_of(sheet)?)
        }
    };
    let failed = |e: csv::Error| wrong(format!("cannot read: {e}"));
    let (above, left) = range.start().unwrap_or((0, 0));
    let mut text = vec![b'\n'; above as usize];
    // A column of dates has times in all of its cells, or in none.
    let has_time = |at: usize| {
        let time = |cell: &Data| {
            matches!(cell, Data::DateTime(moment)
            if moment.is_datetime() && moment.as_f64().fract() != 0.0)
        };
        range.rows().any(|row| time(&row[at]))
    };
    let times: Vec<bool> = (0..range.width()).map(has_time).collect();
    for row in range.rows() {
        if row.iter().all(|cell| *cell == Data::Empty) {
            text.push(b'\n'); // a blank line, and no row of missing values
            continue;
        }
        let cells = row.iter().zip(&times);
        let cells = cells.map(|(of, with_time)| cell(of, *with_time));
        let mut line = csv::Writer::from_writer(&mut text);
        line.write_record(cells).map_err(failed)?;
        line.flush().map_err(|e| failed(e.into()))?;
    }
    Ok(Sheet {
        name: sheet,
        text,
        all: sheets,
        first: letters(left),
    })
}

/// What a spreadsheet calls a column, from 0: A, …, Z, AA, AB, …
fn letters(column: u32) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.into(),
        rest => format!("{}{last}", letters(rest - 1)),
    }
}

/// A cell as text: numbers with all their digits, dates as ISO writes them.
fn cell(cell: &Data, with_time: bool) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, milli) =
                moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            match with_time {
                false => date,
                true => format!(
                    "{date} {hour:02}:{minute:02}:{second:02}.{milli:03}"
                ),
            }
        }
        Data::DateTime(moment) => moment.as_f64().to_string(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        // One line a row.
        Data::String(text) => text.replace(['\r', '\n'], " "),
        Data::Error(_) => "#N/A".into(),
        other => other.to_string(),
    }
}

/// The sheets' names in one line.
pub fn listed(sheets: &[String]) -> String {
    let names: Vec<_> = sheets.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        for (column, want) in
            [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(column), want);
        }
    }
}
