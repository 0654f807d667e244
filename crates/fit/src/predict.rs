//! Predictions by a saved model, as a table.

use std::path::Path;

use descent::device::{self, Backend, Precision};
use program::{Error, Result, output};
use table::{Missing, Options, in_lines};

use crate::{
    input,
    reading::Reading,
    saved::Saved,
    softmax::{named, probabilities},
};

/// `fit predict model.json new.csv`: the columns x and the prediction, as CSV,
/// row by row; of classes the most probable one and the probability of each.
/// What is missing stays empty, and so does its prediction. With `keep` all
/// columns of the table stand in front, as the file has them.
///
/// # Errors
/// A model or a table that cannot be used.
pub fn predict(
    model: &Path,
    data: &Path,
    (missing, keep): (Missing, bool),
    reading: &Reading,
) -> Result<String> {
    if model == Path::new("-") {
        return Err(Error::Input(
            "the model must be a file, as in predict model.json -: only the \
             table can come from standard input"
                .into(),
        ));
    }
    let saved = Saved::read(model)?;
    let reading = reading.or(&saved.reading);
    let options = Options {
        keep,
        ..reading.options(missing, &[])
    };
    let table = input::read_again(data, &saved.features, (&reading, &options))?;
    for assumed in input::assumed(&table.notes) {
        output::complain(&assumed);
    }
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
    for (name, column) in saved.x.iter().zip(&table.columns) {
        let none = column.iter().position(|v| *v <= 0.0);
        if let Some(i) = none.filter(|_| saved.log.x) {
            return Err(Error::Input(format!(
                "{}, line {}, column {name}: {} has no logarithm, which {} \
                 takes of it",
                input::name(data),
                table.lines[i],
                column[i],
                model.display()
            )));
        }
    }
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, are_numbers) = (&table.columns, saved.classes.is_empty());
    let predicted: Vec<Vec<f64>> = match are_numbers {
        true => {
            let y = saved.predict(x, &device)?.into_iter();
            y.map(|y| vec![y]).collect()
        }
        false => saved.scores(x, &device)?,
    };
    let whole = |i: usize| table.columns.iter().all(|c| !c[i].is_nan());
    let finite = |i: usize| predicted[i].iter().all(|v| v.is_finite());
    let beyond = (0..predicted.len()).find(|&i| whole(i) && !finite(i));
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
    let of_classes = saved.classes.iter().map(|class| format!("p_{class}"));
    let mut header = match &table.kept {
        Some((names, _)) => names.clone(),
        None => saved.x.clone(),
    };
    for mut name in [format!("{}_predicted", saved.y)]
        .into_iter()
        .chain(of_classes)
    {
        while header.contains(&name) {
            name.push('_');
        }
        header.push(name);
    }
    lines.write_record(&header).map_err(failed)?;
    for (i, outputs) in predicted.iter().enumerate() {
        let mut row: Vec<String> = match &table.kept {
            Some((_, rows)) => rows[i].clone(),
            None => table.columns.iter().map(|c| shown(c[i])).collect(),
        };
        if whole(i) && are_numbers {
            row.extend(outputs.iter().map(|y| shown(*y)));
        } else if whole(i) {
            row.push(saved.classes[named(outputs)].clone());
            row.extend(probabilities(outputs).into_iter().map(shown));
        }
        // Of a row that lacks a value.
        row.resize(header.len(), String::new());
        lines.write_record(&row).map_err(failed)?;
    }
    let n = table.dropped.len();
    if n > 0 {
        let rows = match n {
            1 => "row lacks a value and is",
            _ => "rows lack a value and are",
        };
        let lines = in_lines(&table.dropped);
        output::complain(&format!("{n} {rows} left out: {lines}"));
    }
    let empty = between(&table.lines, &table.dropped);
    if !empty.is_empty() && saved.x.len() == 1 {
        let lines = in_lines(&empty);
        output::complain(&format!(
            "no row begins in {lines}: NA would keep its place"
        ));
    }
    let bytes = lines
        .into_inner()
        .map_err(|e| failed(e.into_error().into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A number; nothing where it is missing.
fn shown(value: f64) -> String {
    match value.is_nan() {
        true => String::new(),
        false => value.to_string(),
    }
}

/// The lines between rows in which no row begins: in a table of one column, an
/// empty field is a blank line.
fn between(rows: &[u64], dropped: &[u64]) -> Vec<u64> {
    let gaps = rows.windows(2).flat_map(|pair| pair[0] + 1..pair[1]);
    gaps.filter(|line| dropped.binary_search(line).is_err())
        .collect()
}
