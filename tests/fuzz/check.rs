//! What holds for any bytes that the table reader is given. The fuzz target
//! and tests/table.rs run it.

use csv::{ByteRecord, ReaderBuilder};
use table::{
    Error, Feature, Header, Kind, Missing, Options, Pick, Source, Table, read,
    read_again,
};

/// Reads bytes in every way, and compares the first column with csv's.
pub fn check(bytes: &[u8]) {
    for missing in [Missing::Error, Missing::Drop, Missing::Keep] {
        let options = Options {
            missing,
            ..Options::default()
        };
        sound(read(source(bytes), &Pick::default(), &options), missing);
        let said = Options {
            delimiter: Some(",".into()),
            header: Some(Header::None),
            comment: Some('#'),
            ..options
        };
        let first = [Feature {
            name: "1".into(),
            kind: Kind::Number,
            unit: None,
        }];
        let again = read_again(source(bytes), &first, &said);
        if let Some(table) = sound(again, missing) {
            same_as_csv(bytes, &table);
        }
    }
}

fn source(bytes: &[u8]) -> Source<&[u8]> {
    Source::new(bytes, "data.csv")
}

/// An error names the file, and a line and a column of it from 1; its text is
/// one line that begins so. The columns of a table are equally long, and finite
/// but where a missing value is kept; each row has its line.
fn sound(result: Result<Table, Error>, missing: Missing) -> Option<Table> {
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
                assert_eq!(column.len(), table.lines.len());
                let kept = |n: &f64| missing == Missing::Keep && n.is_nan();
                assert!(column.iter().all(|n| n.is_finite() || kept(n)));
            }
            assert!(table.lines.is_sorted_by(|a, b| a < b));
            for note in &table.notes {
                assert!(!note.what.contains(char::is_control), "{note:?}");
            }
            Some(table)
        }
    }
}

/// Every number is csv's, to the last bit, and in its order: where all rows
/// have one length, and all fields of the first column are plain numbers or
/// empty, so that no other reading is possible.
fn same_as_csv(bytes: &[u8], table: &Table) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let rows: Vec<ByteRecord> = reader
        .byte_records()
        .map(|row| row.expect("csv reads all"))
        .collect();
    let fields: Vec<_> = rows
        .iter()
        .map(|row| String::from_utf8_lossy(&row[0]))
        .collect();
    let plain = |field: &str| {
        let field = field.trim();
        let digits = |c: char| matches!(c, '0'..='9' | '.' | '-' | '+' | 'e');
        field.is_empty()
            || field.chars().all(digits)
                && field.parse::<f64>().is_ok_and(f64::is_finite)
    };
    let one_length = rows.iter().all(|row| row.len() == rows[0].len());
    // A line of spaces is a blank line, and csv does not tell.
    let wide = rows.first().is_some_and(|row| row.len() > 1);
    if !wide || !one_length || !fields.iter().all(|field| plain(field)) {
        return;
    }
    let bits = |numbers: &mut dyn Iterator<Item = f64>| -> Vec<u64> {
        let numbers = numbers.filter(|number| !number.is_nan());
        numbers.map(f64::to_bits).collect()
    };
    let numbers = fields.iter().map(|f| f.trim().parse().unwrap_or(f64::NAN));
    assert_eq!(
        bits(&mut table.columns[0].iter().copied()),
        bits(&mut { numbers })
    );
}
