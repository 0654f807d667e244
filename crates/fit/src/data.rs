//! What is to be fitted: the columns, and whether the model suits them.

use std::{ops::Range, path::Path};

use descent::{
    model::{LeastSquares, by_qr},
    optimiser::Name,
};
use program::{Error, Result, number::digits};
use table::{Feature, Pick};

use crate::{
    args::Flags,
    input, labels,
    loss::Loss,
    model::Model,
    penalty,
    reading::Kept,
    scale::{Scale, Scales},
    split::{self, By, Draw},
    unseen::L2,
};

/// Below this part of its length, a column says nothing that the columns
/// before it do not say, but for rounding.
const INDEPENDENT: f64 = 1e-12;

/// Of numbers in this range float64 holds squares, sums and ratios of them.
const SQUARED: Range<f64> = 1e-145..1e145;

/// The rows, and the model for them.
#[derive(Clone)]
pub struct Data {
    /// The names of the columns x, and of y behind them.
    pub names: Vec<String>,
    /// The columns x as the file has them.
    pub features: Vec<Feature>,
    /// What was assumed of the file, in words.
    pub assumed: Vec<String>,
    /// What a prediction must read as the fit did.
    pub kept: Kept,
    /// Whether they are the file's; it may have no header.
    pub header: bool,
    /// The model.
    pub model: Model,
    /// Its loss.
    pub loss: Loss,
    /// The names of the classes that the column y holds by number; empty
    /// where y is a number itself.
    pub classes: Vec<String>,
    /// How the rows to learn from were standardised.
    pub scales: Scales,
    /// The columns x and y of the rows to learn from.
    pub train: Vec<Vec<f64>>,
    /// The same of the rows held out; empty columns if there are none.
    pub held_out: Vec<Vec<f64>>,
    /// The same of the rows that stop the descent.
    pub validation: Vec<Vec<f64>>,
    /// By what the rows to learn from are parted.
    pub by: By,
    /// The lines of rows dropped for missing values.
    pub dropped: Vec<u64>,
    /// The λ of the penalty; 0 without one.
    pub l2: f64,
    /// For a linear model: the smallest mean squared error of the
    /// standardised columns, with the penalty, in closed form.
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
        let asked = flags.labels.classes;
        if asked && flags.y.is_none() {
            return bad("--classes: name the column of classes, as in --y 3");
        }
        let pick = Pick {
            x: flags.x.clone(),
            y: flags.y.clone(),
            classes: asked,
            group: flags.unseen.group.clone(),
            ..Pick::default()
        };
        let options = flags.reading.options(flags.missing, &flags.as_category);
        let table = input::read(file, &pick, (&flags.reading, &options))?;
        let (names, dropped) = (table.names, table.dropped);
        let classes = table.classes;
        let in_file = |what: String| {
            Error::Input(format!("{}: {what}", input::name(file)))
        };
        let (y, x) = names
            .split_last()
            .ok_or_else(|| in_file("there are no columns in it".into()))?;
        let loss = labels::loss(flags.loss, y, &classes)?;
        if !classes.is_empty() {
            let column = &table.columns[x.len()];
            labels::check(y, &classes, column).map_err(in_file)?;
            flags.unseen.suits_classes()?;
        }
        let model = match flags.unseen.models() {
            [] => choose(flags.model.clone(), x, y)?,
            models => {
                for model in models {
                    choose(Some(model.clone()), x, y)?;
                }
                models[0].clone()
            }
        };
        let (holdout, validate) =
            (flags.unseen.holdout(flags.holdout), flags.unseen.validate());
        let mut by = flags.unseen.by(table.groups, holdout.is_some())?;
        let all = by.count(table.columns[0].len());
        let mut take = |from: Vec<Vec<f64>>, part: Option<f64>, draw| {
            let Some(part) = part else {
                let none = vec![Vec::new(); from.len()];
                return [from, none];
            };
            // A part of all: both parts may be 0.2, say.
            let wanted = (part * all as f64).round() as usize;
            let parts = by.take(from[0].len(), wanted.max(1), (seed, draw));
            by = by.of(&parts[0]);
            parts.map(|some| split::rows(&from, &some))
        };
        let [train, held_out] = take(table.columns, holdout, Draw::HeldOut);
        let [train, validation] = take(train, validate, Draw::Validation);
        let l2 = flags.unseen.l2.map_or(0.0, L2::first);
        let all = [&train[..], &validation, &held_out];
        enough_rows(&model, (l2, classes.len().max(1)), all)?;
        batches_fit(flags, train[0].len())?;
        if !classes.is_empty() {
            labels::all_are_learned(&classes, &train[x.len()])
                .map_err(in_file)?;
        }
        let found = prepare(&names, &model, &train, (l2, &classes));
        let (scales, least_squares) = found.map_err(in_file)?;
        delta_is_seen(loss, y, scales.y.deviation)?;
        let mut features = table.features;
        features.pop(); // y
        Ok(Data {
            names,
            features,
            assumed: input::assumed(&table.notes),
            kept: flags.reading.kept(),
            header: table.header,
            model,
            loss,
            classes,
            scales,
            train,
            held_out,
            validation,
            by,
            dropped,
            l2,
            least_squares,
        })
    }

    /// The same on some of the rows that it learns from: it learns from the
    /// first of these, and the second are held out.
    ///
    /// # Errors
    /// A model that cannot be fitted to them.
    pub fn on(&self, rows: &[Vec<usize>; 2]) -> Result<Data> {
        let [train, held_out] =
            [0, 1].map(|part| split::rows(&self.train, &rows[part]));
        let outputs = self.outputs();
        let parts = [&train[..], &[], &held_out];
        enough_rows(&self.model, (self.l2, outputs), parts)?;
        let names = self.names.clone();
        let (scales, least_squares) =
            prepare(&names, &self.model, &train, (self.l2, &self.classes))
                .map_err(Error::Input)?;
        Ok(Data {
            names,
            features: self.features.clone(),
            assumed: self.assumed.clone(),
            kept: self.kept.clone(),
            header: self.header,
            model: self.model.clone(),
            loss: self.loss,
            classes: self.classes.clone(),
            scales,
            train,
            held_out,
            validation: vec![Vec::new(); self.train.len()],
            by: self.by.of(&rows[0]),
            dropped: Vec::new(),
            l2: self.l2,
            least_squares,
        })
    }

    /// The same rows for another model, or another penalty.
    ///
    /// # Errors
    /// A model that cannot be fitted to them.
    pub fn of(&self, model: Model, l2: f64) -> Result<Data> {
        let rows = [&self.train[..], &self.validation, &self.held_out];
        enough_rows(&model, (l2, self.outputs()), rows)?;
        let (scales, least_squares) =
            prepare(&self.names, &model, &self.train, (l2, &self.classes))
                .map_err(Error::Input)?;
        Ok(Data {
            model,
            l2,
            scales,
            least_squares,
            ..self.clone()
        })
    }

    /// How many rows there are: to learn from, to stop by, and held out.
    pub fn rows(&self) -> usize {
        let parts = [&self.train, &self.validation, &self.held_out];
        parts.iter().map(|part| part[0].len()).sum()
    }

    /// The name of the column y.
    pub fn y(&self) -> &str {
        &self.names[self.names.len() - 1]
    }

    /// The names of the columns x.
    pub fn x(&self) -> &[String] {
        &self.names[..self.names.len() - 1]
    }

    /// What a model gives for a row: one number, or a score for each class.
    pub fn outputs(&self) -> usize {
        self.classes.len().max(1)
    }

    /// How many parameters the model has.
    pub fn parameters(&self) -> usize {
        self.model.parameters(self.x().len(), self.outputs())
    }

    /// The names of the columns that were standardised, and how.
    pub fn scaled(&self) -> impl Iterator<Item = (&String, &Scale)> {
        let all = self.names.iter().zip(self.scales.of_columns());
        let columns = match self.classes.is_empty() {
            true => self.names.len(),
            false => self.x().len(),
        };
        all.take(columns)
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
    (l2, outputs): (f64, usize),
    parts: [&[Vec<f64>]; 3],
) -> Result<()> {
    let features = parts[0].len() - 1;
    let count = |part: &[Vec<f64>]| part.first().map_or(0, Vec::len);
    let [left, validation, held_out] = parts.map(count);
    // A penalty leaves one best model even to a single row.
    let needed = match model.is_linear() && l2 == 0.0 {
        true => model.parameters(features, 1),
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
        model.parameters(features, outputs),
        left + validation + held_out
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

/// How the rows to learn from are standardised for a model, and its least
/// squares where they have a closed form.
fn prepare(
    names: &[String],
    model: &Model,
    train: &[Vec<f64>],
    (l2, classes): (f64, &[String]),
) -> Result<(Scales, Option<LeastSquares>), String> {
    let x = &names[..names.len() - 1];
    let y = &train[x.len()];
    let mut scales = Scales::of(&train[..x.len()], y, model.degree());
    if !classes.is_empty() {
        scales.y = Scale::SAME;
    }
    can_be_scaled(names, train, &scales)?;
    let found = match model.is_linear() {
        true => Some(closed_form(model, x, &scales, train, l2)?),
        false => None,
    };
    // Of classes it says nothing but that no column follows from others.
    Ok((scales, found.filter(|_| classes.is_empty())))
}

/// The least squares of the standardised columns, with the penalty.
fn closed_form(
    model: &Model,
    x: &[String],
    scales: &Scales,
    train: &[Vec<f64>],
    l2: f64,
) -> Result<LeastSquares, String> {
    let mut y: Vec<f64> =
        train[x.len()].iter().map(|y| scales.y.apply(*y)).collect();
    let columns = scales.columns(&train[..x.len()]);
    let columns = penalty::augmented(columns, l2);
    y.resize(columns[0].len(), 0.0);
    let found = by_qr(columns, &y);
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
            x[j - 1]
        ),
        degree => format!(
            "column {} takes too few different values for {model}: a \
             polynomial of degree {degree} needs at least {}, well apart",
            x[0],
            degree + 1
        ),
    })
}
