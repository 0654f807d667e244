//! What is to be fitted: the rows, and the model for them.

use std::path::Path;

use descent::model::{LeastSquares, by_qr};
use program::{Error, Result};
use table::{Feature, Pick};

use crate::{
    args::Flags,
    few::{Few, few},
    input, labels,
    log::Log,
    loss::Loss,
    model::Model,
    penalty,
    reading::Kept,
    rows::{leave_out_zeros, take_logarithms},
    scale::{Scale, Scales},
    split::{self, By, Draw},
    suits::{
        bad, batches_fit, can_be_scaled, choose, delta_is_seen, enough_rows,
    },
    together,
    unseen::L2,
    weights::Weights,
};

/// Below this part of its length, a column says nothing that the columns
/// before it do not say, but for rounding.
pub const INDEPENDENT: f64 = 1e-12;

/// Columns of rows, and what each row counts.
type Rows = (Vec<Vec<f64>>, Weights);

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
    /// Of which columns it takes the logarithm.
    pub log: Log,
    /// Its loss.
    pub loss: Loss,
    /// The names of the classes that the column y holds by number; empty
    /// where y is a number itself.
    pub classes: Vec<String>,
    /// How the rows to learn from were standardised.
    pub scales: Scales,
    /// The columns x and y of the rows to learn from, or their logarithms.
    pub train: Vec<Vec<f64>>,
    /// The same of the rows held out; empty columns if there are none.
    pub held_out: Vec<Vec<f64>>,
    /// The same of the rows that stop the descent.
    pub validation: Vec<Vec<f64>>,
    /// The column of weights, and how many rows of weight 0 were left out.
    pub weighted_by: Option<(String, usize)>,
    /// How much each row to learn from counts.
    pub weights: Weights,
    /// The same of the rows held out.
    pub held_out_weights: Weights,
    /// The same of the rows that stop the descent.
    pub validation_weights: Weights,
    /// By what the rows to learn from are parted.
    pub by: By,
    /// The lines of rows dropped for missing values.
    pub dropped: Vec<u64>,
    /// The λ of the penalty; 0 without one.
    pub l2: f64,
    /// For a linear model: the smallest mean squared error of the
    /// standardised columns, with the penalty, in closed form.
    pub least_squares: Option<LeastSquares>,
    /// Few rows that stand for those to learn from, where they are many and
    /// the model is linear.
    pub few: Option<Few>,
}

/// What follows from the rows to learn from, for a model.
type Prepared = (Scales, Option<LeastSquares>, Option<Few>);

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
            weights: flags.variation.weights.clone(),
            group: flags.unseen.group.clone(),
        };
        let options = flags.reading.options(flags.missing, &flags.as_category);
        let mut table = input::read(file, &pick, (&flags.reading, &options))?;
        let of_classes = !table.classes.is_empty();
        together::check(flags, of_classes)?;
        let weighted_by = match pick.weights {
            Some(column) => {
                let zeros = leave_out_zeros(&mut table, &column, file)?;
                Some((column, zeros))
            }
            None => None,
        };
        let log = flags.variation.log.unwrap_or_default();
        take_logarithms(log, &mut table, file)?;
        let (names, dropped) = (table.names, table.dropped);
        let classes = table.classes;
        let in_file = |what: String| {
            Error::Input(format!("{}: {what}", input::name(file)))
        };
        let (y, x) = names
            .split_last()
            .ok_or_else(|| in_file("there are no columns in it".into()))?;
        let loss = labels::loss(flags.loss, y, &classes)?;
        if of_classes {
            let column = &table.columns[x.len()];
            labels::check(y, &classes, column).map_err(in_file)?;
        }
        let intercept = !flags.variation.no_intercept;
        let model = match flags.unseen.models() {
            [] => choose(flags.model.clone(), (x, y), intercept)?,
            models => {
                for model in models {
                    choose(Some(model.clone()), (x, y), intercept)?;
                }
                models[0].clone()
            }
        };
        let (holdout, validate) =
            (flags.unseen.holdout(flags.holdout), flags.unseen.validate());
        let mut by = flags.unseen.by(table.groups, holdout.is_some())?;
        let all = by.count(table.columns[0].len());
        let mut take = |from: Rows, part: Option<f64>, draw| {
            let Some(part) = part else {
                let none = vec![Vec::new(); from.0.len()];
                return [from, (none, Weights::default())];
            };
            // A part of all: both parts may be 0.2, say.
            let wanted = (part * all as f64).round() as usize;
            let rows = from.0[0].len();
            let parts = by.take(rows, wanted.max(1), (seed, draw));
            by = by.of(&parts[0]);
            parts.map(|some| (split::rows(&from.0, &some), from.1.of(&some)))
        };
        let weights = match weighted_by {
            Some(_) => Weights::new(&table.weights),
            None => Weights::default(),
        };
        let [train, (held_out, held_out_weights)] =
            take((table.columns, weights), holdout, Draw::HeldOut);
        let [(train, weights), (validation, validation_weights)] =
            take(train, validate, Draw::Validation);
        let l2 = flags.unseen.l2.map_or(0.0, L2::first);
        let all = [&train[..], &validation, &held_out];
        let outputs = classes.len().max(1);
        enough_rows(&model, (l2, outputs, intercept), all)?;
        batches_fit(flags, train[0].len())?;
        if of_classes {
            let advice = match validate {
                Some(_) => "try smaller parts, or another --seed",
                None => "try a smaller --holdout or another --seed",
            };
            labels::all_are_learned(&classes, &train[x.len()], advice)
                .map_err(in_file)?;
        }
        let rows = (&train[..], &weights);
        let how = (l2, intercept, of_classes);
        let found = prepare(&log.names(&names), &model, rows, how);
        let (scales, least_squares, few) = found.map_err(in_file)?;
        delta_is_seen(loss, &log.y_name(y), scales.y.deviation)?;
        let mut features = table.features;
        features.pop(); // y
        Ok(Data {
            names,
            features,
            assumed: input::assumed(&table.notes),
            kept: flags.reading.kept(),
            header: table.header,
            model,
            log,
            loss,
            classes,
            scales,
            train,
            held_out,
            validation,
            weighted_by,
            weights,
            held_out_weights,
            validation_weights,
            by,
            dropped,
            l2,
            least_squares,
            few,
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
        let [weights, held_out_weights] =
            [0, 1].map(|part| self.weights.of(&rows[part]));
        if !self.classes.is_empty() {
            let advice = "try fewer --folds, or leave that class out";
            let y = &train[self.x().len()];
            labels::all_are_learned(&self.classes, y, advice)
                .map_err(Error::Input)?;
        }
        let parts = [&train[..], &[], &held_out];
        let found =
            self.prepare(&self.model, self.l2, (&train, &weights), parts);
        let (scales, least_squares, few) = found?;
        Ok(Data {
            names: self.names.clone(),
            features: self.features.clone(),
            assumed: self.assumed.clone(),
            kept: self.kept.clone(),
            header: self.header,
            model: self.model.clone(),
            log: self.log,
            loss: self.loss,
            classes: self.classes.clone(),
            scales,
            train,
            held_out,
            validation: vec![Vec::new(); self.train.len()],
            weighted_by: self.weighted_by.clone(),
            weights,
            held_out_weights,
            validation_weights: Weights::default(),
            by: self.by.of(&rows[0]),
            dropped: Vec::new(),
            l2: self.l2,
            least_squares,
            few,
        })
    }

    /// The same rows for another model, or another penalty.
    ///
    /// # Errors
    /// A model that cannot be fitted to them.
    pub fn of(&self, model: Model, l2: f64) -> Result<Data> {
        let parts = [&self.train[..], &self.validation, &self.held_out];
        let rows = (&self.train[..], &self.weights);
        let (scales, least_squares, few) =
            self.prepare(&model, l2, rows, parts)?;
        Ok(Data {
            model,
            l2,
            scales,
            least_squares,
            few,
            ..self.clone()
        })
    }

    /// [`prepare`] for a model like this one, if the rows are enough.
    fn prepare(
        &self,
        model: &Model,
        l2: f64,
        train: (&[Vec<f64>], &Weights),
        parts: [&[Vec<f64>]; 3],
    ) -> Result<Prepared> {
        let (outputs, intercept) = (self.outputs(), self.scales.intercept);
        enough_rows(model, (l2, outputs, intercept), parts)?;
        let how = (l2, intercept, !self.classes.is_empty());
        prepare(&self.fitted(), model, train, how).map_err(Error::Input)
    }

    /// How many rows there are: to learn from, to stop by, and held out.
    pub fn rows(&self) -> usize {
        let parts = [&self.train, &self.validation, &self.held_out];
        parts.iter().map(|part| part[0].len()).sum()
    }

    /// Few rows that stand for all in an update of so many, if there are such.
    pub fn few(&self, batch_size: usize) -> Option<&Few> {
        let all = batch_size == self.train[0].len() && self.loss == Loss::Mse;
        self.few.as_ref().filter(|_| all)
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
        let (outputs, intercept) = (self.outputs(), self.scales.intercept);
        self.model.parameters(self.x().len(), outputs, intercept)
    }

    /// What the parameters of a linear model multiply, by name.
    pub fn terms(&self) -> Vec<String> {
        let x = self.log.x_names(self.x());
        self.model.names(&x, self.scales.intercept)
    }

    /// What is fitted of each column, x and then y: it, or its logarithm.
    pub fn fitted(&self) -> Vec<String> {
        self.log.names(&self.names)
    }

    /// What was standardised, by name, and how.
    pub fn scaled(&self) -> Vec<(String, &Scale)> {
        let columns = match self.classes.is_empty() {
            true => self.names.len(),
            false => self.x().len(),
        };
        let names = self.fitted().into_iter().take(columns);
        names.zip(self.scales.of_columns()).collect()
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

    /// What is minimised, by name, but for a penalty.
    pub fn minimised(&self) -> String {
        let title = self.loss.title();
        match self.log.y {
            true => format!("{title} of {}", self.log.y_name(self.y())),
            false => title.into(),
        }
    }
}

/// How the rows to learn from are standardised for a model, and its least
/// squares where they have a closed form. `names` are those of what is fitted,
/// x and then y.
fn prepare(
    names: &[String],
    model: &Model,
    (train, weights): (&[Vec<f64>], &Weights),
    (l2, intercept, of_classes): (f64, bool, bool),
) -> Result<Prepared, String> {
    let is_line = model.is_linear() && model.degree() == 1 && !of_classes;
    let found = match is_line && weights.are_alike() {
        true => few(train, intercept),
        false => None,
    };
    if let Some((scales, few)) = found {
        let least_squares = few.least_squares(l2, intercept);
        return Ok((scales, Some(least_squares), Some(few)));
    }
    let (x, y) = train.split_at(names.len() - 1);
    let how = (weights, intercept);
    let mut scales = Scales::weighted(x, &y[0], model.degree(), how);
    if of_classes {
        scales.y = Scale::SAME;
    }
    can_be_scaled(names, train, &scales)?;
    let found = match model.is_linear() {
        true => {
            let rows = (train, weights);
            Some(closed_form(model, names, &scales, rows, l2)?)
        }
        false => None,
    };
    // Of classes it says nothing but that no column follows from others.
    Ok((scales, found.filter(|_| !of_classes), None))
}

/// The least squares of the standardised columns, with the penalty.
fn closed_form(
    model: &Model,
    names: &[String],
    scales: &Scales,
    (train, weights): (&[Vec<f64>], &Weights),
    l2: f64,
) -> Result<LeastSquares, String> {
    let (x, y) = train.split_at(names.len() - 1);
    let y = y[0].iter().map(|y| scales.y.apply(*y)).collect();
    let columns = scales.columns(x).into_iter();
    let columns = columns.map(|column| weights.by_root(column)).collect();
    let columns = penalty::augmented(columns, l2, scales.intercept);
    let mut y = weights.by_root(y);
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
            names[j - usize::from(scales.intercept)]
        ),
        degree => format!(
            "column {} takes too few different values for {model}: a \
             polynomial of degree {degree} needs at least {}, well apart{}",
            names[0],
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
