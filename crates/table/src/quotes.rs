//! How fields are quoted: as RFC 4180 says, unless the first rows can only be
//! read otherwise.

use crate::{
    error::Position,
    records::{Dialect, Quotes, Records, Row, first_line},
};

/// So many rows are looked at.
const ROWS: usize = 1000;

/// How the fields of a text are quoted that this letter divides.
pub fn quotes(
    source: &Position,
    start: (&str, u64),
    letter: u8,
    dialect: &Dialect,
) -> Quotes {
    let plain = Quotes::PLAIN;
    let single = Quotes {
        mark: b'\'',
        ..plain
    };
    let escaped = |quotes| Quotes {
        escaped: true,
        ..quotes
    };
    let apart = |quotes| Quotes {
        apart: true,
        ..quotes
    };
    let fits = |quotes: &Quotes| {
        let dialect = Dialect {
            quotes: *quotes,
            ..dialect.clone()
        };
        let mut records = Records::new(source, start, &dialect);
        let mut row = Row::default();
        let read = (0..ROWS).map(|_| records.next(&mut row));
        { read }.all(|read| read.is_ok())
    };
    let opens = |mark| Opens::find(start.0, letter, mark);
    let all = match [opens('"'), opens('\'')] {
        [Opens::Never, Opens::Never] => return plain,
        [Opens::Never, _] => vec![apart(single), apart(escaped(single))],
        [Opens::Apart, _] => vec![apart(plain), apart(escaped(plain))],
        [Opens::Close, _] => vec![plain, escaped(plain)],
    };
    all.into_iter().find(fits).unwrap_or(plain)
}

/// Where in the first rows quotes open a field.
enum Opens {
    /// Nowhere.
    Never,
    /// Where it begins.
    Close,
    /// Somewhere behind spaces.
    Apart,
}

impl Opens {
    fn find(text: &str, letter: u8, mark: char) -> Opens {
        let letter = char::from(letter);
        let (mut rest, mut opens) = (text, Opens::Never);
        for _ in 0..ROWS {
            let (line, behind) = first_line(rest);
            if line.is_empty() && behind.is_empty() {
                break;
            }
            rest = behind;
            if !line.contains(mark) {
                continue; // as most
            }
            for field in line.split(letter) {
                if field.starts_with(mark) {
                    opens = Opens::Close;
                } else if field.trim_start_matches(' ').starts_with(mark) {
                    return Opens::Apart;
                }
            }
        }
        opens
    }
}
