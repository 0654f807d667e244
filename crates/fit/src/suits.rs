//! Whether a model suits the columns and the rows.

use std::ops::Range;

use descent::optimiser::Name;
use program::{Error, Result, number::digits};

use crate::{args::Flags, loss::Loss, model::Model, scale::Scales};

/// Of numbers in this range float64 holds squares, sums and ratios of them.
const SQUARED: Range<f64> = 1e-145..1e145;

/// A choice that cannot be, in one line.
pub fn bad<T>(line: impl Into<String>) -> Result<T> {
    Err(Error::Input(line.into()))
}

/// The model that was asked for, if it can take these columns.
pub fn choose(
    asked: Option<Model>,
    (x, y): (&[String], &str),
    intercept: bool,
) -> Result<Model> {
    for (i, name) in x.iter().enumerate() {
        if name == y {
            return bad(format!("column {y} cannot be both --x and --y"));
        }
        if x[..i].contains(name) {
            return bad(format!("--x names column {name} twice"));
        }
        if name == "intercept" {
            return bad(
                "a column cannot be called intercept, as a parameter is: \
                 rename it",
            );
        }
    }
    let model = asked.unwrap_or_else(|| Model::default_for(x.len()));
    if model.takes_one() && x.len() > 1 {
        return bad(format!(
            "{model} takes one column x and there are {}: use --model linear \
             or --model mlp:16,16",
            x.len()
        ));
    }
    if !intercept && !model.is_linear() {
        return bad(format!(
            "--no-intercept: {model} has a constant for every unit, and could \
             not bend without them; use line, quadratic, poly:3 or linear"
        ));
    }
    Ok(model)
}

/// Refuses rows that are too few to learn from: those of the first part.
pub fn enough_rows(
    model: &Model,
    (l2, outputs, intercept): (f64, usize, bool),
    parts: [&[Vec<f64>]; 3],
) -> Result<()> {
    let features = parts[0].len() - 1;
    let count = |part: &[Vec<f64>]| part.first().map_or(0, Vec::len);
    let [left, validation, held_out] = parts.map(count);
    // A penalty leaves one best model even to a single row.
    let needed = match model.is_linear() && l2 == 0.0 {
        true => model.parameters(features, 1, intercept),
        false => 2,
    };
    if left >= needed {
        return Ok(());
    }
    let mut but = String::new();
    if held_out > 0 {
        but += &format!(", {held_out} of them held out");
    }
    if validation > 0 {
        but += &format!(", {validation} of them to validate by");
    }
    bad(format!(
        "{model} has {} parameters and needs at least {needed} rows to learn \
         from; there are {}{but}",
        model.parameters(features, outputs, intercept),
        left + validation + held_out
    ))
}

/// Refuses batches of more rows than there are.
pub fn batches_fit(flags: &Flags, rows: usize) -> Result<()> {
    let Some(size) = flags.batch_size else {
        return Ok(());
    };
    if size > rows {
        return bad(format!(
            "--batch-size {size} is more than the {rows} rows to learn from"
        ));
    }
    if size < rows && flags.optimiser == Some(Name::Lbfgs) {
        return bad(
            "lbfgs needs all rows in each update: leave out --batch-size, or \
             choose another --optimiser",
        );
    }
    Ok(())
}

/// Refuses a column that is constant, and numbers whose squares leave float64.
pub fn can_be_scaled(
    names: &[String],
    columns: &[Vec<f64>],
    scales: &Scales,
) -> Result<(), String> {
    let columns = names.iter().zip(columns).zip(scales.of_columns());
    for ((name, column), scale) in columns {
        if scale.is_constant() {
            return Err(format!(
                "column {name} is always {}: a column that does not change \
                 explains nothing, so choose another",
                column[0]
            ));
        }
        let largest = column.iter().fold(0.0, |most: f64, v| most.max(v.abs()));
        // A NaN or infinite deviation lies in no range.
        if largest > SQUARED.end || !SQUARED.contains(&scale.deviation) {
            let unit = 10.0_f64.powf(largest.log10().floor());
            return Err(format!(
                "the squares of column {name} do not fit into float64, nor \
                 would the loss: divide the column by {unit:e}"
            ));
        }
    }
    Ok(())
}

/// Refuses a δ so small beside the deviation of y that the parabola, on which
/// Huber's loss comes to rest, is lost in rounding.
pub fn delta_is_seen(loss: Loss, y: &str, deviation: f64) -> Result<()> {
    if loss.steepness(deviation) >= 1e-6 {
        return Ok(());
    }
    bad(format!(
        "--loss: delta is less than a millionth of the standard deviation of \
         {y}, {}; choose a larger one, or --loss mae",
        digits(deviation)
    ))
}
