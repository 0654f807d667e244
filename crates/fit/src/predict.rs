//! Predictions by a saved model, as a table.

use std::path::Path;

use descent::device::{self, Backend, Precision};
use program::{Error, Result, output};
use table::Missing;

use crate::{input, saved::Saved};

/// `fit predict model.json new.csv`: the columns x and the prediction, as CSV,
/// row by row. What is missing stays empty, and so does its prediction.
///
/// # Errors
/// A model or a table that cannot be used.
pub fn predict(model: &Path, data: &Path, missing: Missing) -> Result<String> {
    if model == Path::new("-") {
        return Err(Error::Input(
            "the model must be a file, as in predict model.json -: only the \
             table can come from standard input"
                .into(),
        ));
    }
    let saved = Saved::read(model)?;
    let table = input::read_columns(data, &saved.x, missing)?;
    // Asked for by name: a column that merely has that number is another.
    let mut pairs = saved.x.iter().zip(&table.names);
    if let Some((name, found)) = pairs.find(|(name, found)| name != found) {
        return Err(Error::Input(format!(
            "{}: it has no column called {name}, which {} was fitted to; \
             column {name} of it is {found}",
            input::name(data),
            model.display()
        )));
    }
    let device = device::open(Backend::Flex, Precision::F64)?;
    let predicted = saved.predict(&table.columns, &device)?;
    let whole = |i: usize| table.columns.iter().all(|c| !c[i].is_nan());
    let beyond =
        (0..predicted.len()).find(|&i| whole(i) && !predicted[i].is_finite());
    if let Some(i) = beyond {
        let file = input::name(data);
        return Err(Error::Input(format!(
            "{file}, line {}: what {} predicts does not fit into float64",
            table.lines[i],
            model.display()
        )));
    }
    let failed = |e: csv::Error| Error::Failed(format!("cannot write: {e}"));
    let mut lines = csv::Writer::from_writer(Vec::new());
    let mut name = format!("{}_predicted", saved.y);
    while saved.x.contains(&name) {
        name.push('_');
    }
    let header = saved.x.iter().chain([&name]);
    lines.write_record(header).map_err(failed)?;
    for (i, y) in predicted.iter().enumerate() {
        let y = if whole(i) { *y } else { f64::NAN };
        let row = table.columns.iter().map(|column| column[i]).chain([y]);
        let row = row.map(|value| match value.is_nan() {
            true => String::new(), // missing
            false => value.to_string(),
        });
        lines.write_record(row).map_err(failed)?;
    }
    let n = table.dropped.len();
    if n > 0 {
        let rows = if n == 1 { "row lacks" } else { "rows lack" };
        output::complain(&format!(
            "{n} {rows} a value and are left out: {}",
            input::lines(&table.dropped)
        ));
    }
    let bytes = lines
        .into_inner()
        .map_err(|e| failed(e.into_error().into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
