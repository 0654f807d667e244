//! What is to be fitted: the columns, and whether the model suits them.

use std::{ops::Range, path::Path};

use descent::{
    model::{LeastSquares, by_qr},
    optimiser::Name,
};
use program::{Error, Result, number::digits};
use table::Pick;

use crate::{
    args::Flags,
    input,
    log::Log,
    loss::Loss,
    model::Model,
    rows::{leave_out_zeros, take_logarithms},
    scale::Scales,
    split::split,
    weights::Weights,
};

/// Below this part of its length, a column says nothing that the columns
/// before it do not say, but for rounding.
pub const INDEPENDENT: f64 = 1e-12;

/// Of numbers in this range float64 holds squares, sums and ratios of them.
const SQUARED: Range<f64> = 1e-145..1e145;

/// The rows, and the model for them.
pub struct Data {
    /// The names of the columns x, and of y behind them.
    pub names: Vec<String>,
    /// Whether they are the file's; it may have no header.
    pub header: bool,
    /// The model.
    pub model: Model,
    /// Of which columns it takes the logarithm.
    pub log: Log,
    /// How the rows to learn from were standardised.
    pub scales: Scales,
    /// The columns x and y of the rows to learn from, or their logarithms.
    pub train: Vec<Vec<f64>>,
    /// The same of the rows held out; empty columns if there are none.
    pub held_out: Vec<Vec<f64>>,
    /// The column of weights, and how many rows of weight 0 were left out.
    pub weighted_by: Option<(String, usize)>,
    /// How much each row to learn from counts.
    pub weights: Weights,
    /// The same of the rows held out.
    pub held_out_weights: Weights,
    /// The lines of rows dropped for missing values.
    pub dropped: Vec<u64>,
    /// For a linear model: the smallest mean squared error of the
    /// standardised columns, in closed form.
    pub least_squares: Option<LeastSquares>,
}

fn bad<T>(line: impl Into<String>) -> Result<T> {
    Err(Error::Input(line.into()))
}

impl Data {
    /// Reads the columns and makes sure that the model can be fitted to them.
    ///
    /// # Errors
    /// A table that cannot be read; a model that does not suit it.
    pub fn read(file: &Path, flags: &Flags, seed: u64) -> Result<Data> {
        let (x, y) = (flags.x.clone(), flags.y.clone());
        let weights = flags.variation.weights.clone();
        let pick = Pick { x, y, weights };
        let mut table = input::read(file, &pick, flags.missing)?;
        let of = (file, flags.missing);
        let log = flags.variation.log.unwrap_or_default();
        take_logarithms(log, &mut table, pick.weights.as_ref(), of)?;
        let weighted_by = match pick.weights {
            Some(column) => {
                let zeros = leave_out_zeros(&mut table, &column, of)?;
                Some((column, zeros))
            }
            None => None,
        };
        let (names, dropped) = (table.names, table.dropped);
        let in_file = |what: String| {
            Error::Input(format!("{}: {what}", input::name(file)))
        };
        let (y, x) = names
            .split_last()
            .ok_or_else(|| in_file("there are no columns in it".into()))?;
        let model = choose(flags.model.clone(), x, y)?;
        let intercept = !flags.variation.no_intercept;
        if !intercept && !model.is_linear() {
            return bad(format!(
                "--no-intercept: {model} has a constant for every unit, and \
                 could not bend without them; use line, quadratic, poly:3 or \
                 linear"
            ));
        }
        let rows = table.columns[0].len();
        let held_out = flags.holdout.unwrap_or(0.0) * rows as f64;
        let held_out = match flags.holdout {
            Some(_) => (held_out.round() as usize).max(1),
            None => 0,
        };
        enough_rows(&model, (x.len(), intercept), rows, held_out)?;
        // The weights, if there are any, go with their rows.
        let mut columns = table.columns;
        columns.extend(weighted_by.as_ref().map(|_| table.weights));
        let mut parts = match held_out {
            0 => {
                let none = vec![Vec::new(); columns.len()];
                [columns, none]
            }
            _ => split(&columns, held_out, seed),
        };
        let [weights, held_out_weights] = parts.each_mut().map(|part| {
            let weights = part.drain(names.len()..).next();
            weights.map_or_else(Weights::default, |w| Weights::new(&w))
        });
        let [train, held_out] = parts;
        batches_fit(flags, train[0].len())?;
        let scales = Scales::weighted(
            &train[..x.len()],
            &train[x.len()],
            model.degree(),
            (&weights, intercept),
        );
        let mut fitted = log.x_names(x);
        fitted.push(log.y_name(y));
        can_be_scaled(&fitted, &train, &scales).map_err(in_file)?;
        let least_squares = match model.is_linear() {
            true => {
                let found = closed_form(&model, x, &scales, (&train, &weights));
                Some(found.map_err(in_file)?)
            }
            false => None,
        };
        delta_is_seen(flags.loss, &log.y_name(y), scales.y.deviation)?;
        Ok(Data {
            names,
            header: table.header,
            model,
            log,
            scales,
            train,
            held_out,
            weighted_by,
            weights,
            held_out_weights,
            dropped,
            least_squares,
        })
    }

    /// The name of the column y.
    pub fn y(&self) -> &str {
        &self.names[self.names.len() - 1]
    }

    /// The names of the columns x.
    pub fn x(&self) -> &[String] {
        &self.names[..self.names.len() - 1]
    }

    /// The standardised columns of the rows to learn from: those that the
    /// parameters of a linear model multiply, then y.
    pub fn standardised(&self) -> Vec<Vec<f64>> {
        let (x, y) = self.train.split_at(self.x().len());
        let y = y[0].iter().map(|y| self.scales.y.apply(*y)).collect();
        let mut columns = self.scales.columns(x);
        columns.push(y);
        columns
    }

    /// What the parameters of a linear model multiply, by name.
    pub fn terms(&self) -> Vec<String> {
        let x = self.log.x_names(self.x());
        self.model.names(&x, self.scales.intercept)
    }

    /// What is fitted of each column, x and then y: it, or its logarithm.
    pub fn fitted(&self) -> Vec<String> {
        let mut names = self.log.x_names(self.x());
        names.push(self.log.y_name(self.y()));
        names
    }

    /// What is minimised, by name.
    pub fn minimised(&self, loss: Loss) -> String {
        match self.log.y {
            true => {
                format!("{} of {}", loss.title(), self.log.y_name(self.y()))
            }
            false => loss.title().into(),
        }
    }
}

/// The model that was asked for, if it can take these columns.
fn choose(asked: Option<Model>, x: &[String], y: &str) -> Result<Model> {
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
    Ok(model)
}

fn enough_rows(
    model: &Model,
    (features, intercept): (usize, bool),
    rows: usize,
    held_out: usize,
) -> Result<()> {
    let left = rows.saturating_sub(held_out);
    let parameters = model.parameters(features, intercept);
    let needed = match model.is_linear() {
        true => parameters,
        false => 2,
    };
    if left >= needed {
        return Ok(());
    }
    let but = match held_out {
        0 => String::new(),
        _ => format!(", {held_out} of them held out"),
    };
    bad(format!(
        "{model} has {parameters} parameters and needs at least {needed} rows \
         to learn from; there are {rows}{but}"
    ))
}

fn batches_fit(flags: &Flags, rows: usize) -> Result<()> {
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
fn can_be_scaled(
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
fn delta_is_seen(loss: Loss, y: &str, deviation: f64) -> Result<()> {
    if loss.steepness(deviation) >= 1e-6 {
        return Ok(());
    }
    bad(format!(
        "--loss: delta is less than a millionth of the standard deviation of \
         {y}, {}; choose a larger one, or --loss mae",
        digits(deviation)
    ))
}

/// The least squares of the standardised columns.
fn closed_form(
    model: &Model,
    x: &[String],
    scales: &Scales,
    (train, weights): (&[Vec<f64>], &Weights),
) -> Result<LeastSquares, String> {
    let y = train[x.len()].iter().map(|y| scales.y.apply(*y));
    let columns = scales.columns(&train[..x.len()]).into_iter();
    let columns = columns.map(|column| weights.by_root(column));
    let found = by_qr(columns.collect(), &weights.by_root(y.collect()));
    let dependent = found
        .own
        .iter()
        .position(|own| own.is_nan() || *own <= INDEPENDENT);
    let Some(j) = dependent else {
        return Ok(found);
    };
    Err(match model.degree() {
        1 => format!(
            "column {} follows from the columns before it: leave it out, since \
             its parameter could be any number",
            x[j - usize::from(scales.intercept)]
        ),
        degree => format!(
            "column {} takes too few different values for {model}: a \
             polynomial of degree {degree} needs at least {}, well apart{}",
            x[0],
            degree + usize::from(scales.intercept),
            match scales.intercept {
                true => "",
                false => {
                    "; or it lies so far from 0 that its powers are alike, \
                     and without an intercept it cannot be shifted"
                }
            }
        ),
    })
}
