//! Reads the columns of a CSV file.
use std::path::Path;

use lessons::{Error, Result};

/// The columns asked for, in the order asked for: the x columns, then y.
pub struct Table {
    /// Their names.
    pub names: Vec<String>,
    /// Their numbers.
    pub columns: Vec<Vec<f64>>,
    /// Rows dropped for missing values.
    pub dropped: usize,
}

/// What to do with a row that lacks a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missing {
    /// Leave it out.
    Drop,
    /// Refuse the file.
    Error,
}

/// Which columns, by name or by number from 1.
pub struct Pick {
    /// The x.
    pub x: Vec<String>,
    /// The y.
    pub y: Option<String>,
}

/// Reads.
pub fn read(path: &Path, pick: &Pick, missing: Missing) -> Result<Table> {
    let mut names = pick.x.clone();
    names.extend(pick.y.clone());
    read_columns(path, &names, missing)
}

/// Reads.
pub fn read_columns(
    path: &Path,
    names: &[String],
    missing: Missing,
) -> Result<Table> {
    let bad = |e: String| Error::Input(format!("{}: {e}", path.display()));
    let mut reader =
        csv::Reader::from_path(path).map_err(|e| bad(e.to_string()))?;
    let header = reader.headers().map_err(|e| bad(e.to_string()))?.clone();
    let mut names = names.to_vec();
    if names.is_empty() {
        names = header.iter().take(2).map(str::to_owned).collect();
    }
    let place = |n: &String| {
        header
            .iter()
            .position(|h| h == n)
            .ok_or_else(|| bad(format!("no column {n}")))
    };
    let places = names.iter().map(place).collect::<Result<Vec<_>>>()?;
    let mut table = Table {
        columns: vec![Vec::new(); names.len()],
        names,
        dropped: 0,
    };
    for row in reader.records() {
        let row = row.map_err(|e| bad(e.to_string()))?;
        let cells: Option<Vec<f64>> =
            places.iter().map(|i| row[*i].parse().ok()).collect();
        match cells {
            Some(cells) => {
                for (c, v) in table.columns.iter_mut().zip(cells) {
                    c.push(v)
                }
            }
            None if missing == Missing::Drop => table.dropped += 1,
            None => return Err(bad("missing".into())),
        }
    }
    Ok(table)
}
