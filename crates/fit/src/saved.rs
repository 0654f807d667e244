//! A model as one JSON file, and predictions by it.

use std::{fs, io::ErrorKind, path::Path};

use burn::tensor::Device;
use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host},
};
use program::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    model::Model,
    network::{Layer, Network},
    problem::params,
    scale::{Scale, Scales},
    table::{self, Missing},
};

/// Everything that a prediction needs.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// The model, as `--model` names it.
    pub model: String,
    /// The columns to predict from.
    pub x: Vec<String>,
    /// The column to predict.
    pub y: String,
    /// How all were standardised.
    pub scales: Scales,
    /// The layers between them, for standardised columns.
    pub layers: Vec<Layer>,
    /// The parameters in the data's own units: for readers, the predictions
    /// come from the layers. None for a network.
    pub parameters: Map<String, Value>,
}

impl Saved {
    /// Reads a model file, and makes sure that it can predict.
    ///
    /// # Errors
    /// A file that cannot be read, or is no such model.
    pub fn read(path: &Path) -> Result<Saved> {
        let no_model = |reason: String| {
            Error::Input(format!(
                "{} is no model of fit: {reason}; name a model.json that fit \
                 wrote",
                path.display()
            ))
        };
        let text = fs::read(path).map_err(|e| {
            let reason = match e.kind() {
                ErrorKind::NotFound => "there is no such file".to_owned(),
                ErrorKind::IsADirectory => "this is a folder".to_owned(),
                _ => format!("cannot read it: {e}"),
            };
            let path = path.display();
            Error::Input(format!(
                "{path}: {reason}; name a model.json that fit wrote"
            ))
        })?;
        let saved: Saved = serde_json::from_slice(&text)
            .map_err(|e| no_model(e.to_string()))?;
        saved.check().map_err(no_model)?;
        Ok(saved)
    }

    /// Model, shapes and parameters must agree, and all numbers be usable.
    fn check(&self) -> std::result::Result<(), String> {
        let Scales { x, powers, y } = &self.scales;
        if self.x.is_empty() || self.x.len() != x.len() {
            return Err("it does not have one scale for each column x".into());
        }
        let model: Model = self
            .model
            .parse()
            .map_err(|say| format!("its model is {:?}; {say}", self.model))?;
        if x.len() > 1 && model.takes_one() {
            return Err(format!("{model} takes one column x"));
        }
        if powers.len() + 1 != model.degree() {
            return Err(format!("it does not have the powers of {model}"));
        }
        let usable = |scale: &Scale| {
            scale.mean.is_finite()
                && scale.deviation.is_finite()
                && scale.deviation > 0.0
        };
        if !x.iter().chain(powers).chain([y]).all(usable) {
            return Err("a deviation is not above 0".into());
        }
        let mut inputs = self.scales.inputs();
        let units = [model.hidden(), &[1]].concat();
        let mut fit = self.layers.len() == units.len();
        for (layer, units) in self.layers.iter().zip(units) {
            fit &= layer.biases.len() == units
                && layer.weights.len() == inputs
                && layer.weights.iter().all(|row| row.len() == units);
            inputs = units;
        }
        if !fit {
            return Err(format!("its layers are not those of {model}"));
        }
        self.check_parameters(&model)
    }

    /// What readers see must be what predicts: the parameters of the layers,
    /// but for a billionth of the largest term, more than rounding changes.
    fn check_parameters(
        &self,
        model: &Model,
    ) -> std::result::Result<(), String> {
        let (names, own) = match model.is_linear() {
            true => (
                [vec!["intercept".into()], model.terms(&self.x)].concat(),
                self.scales.in_own_units(&params(&self.layers)),
            ),
            false => (Vec::new(), Vec::new()),
        };
        if !self.parameters.keys().eq(&names) {
            return Err(format!("its parameters are not those of {model}"));
        }
        let sizes = self.scales.sizes();
        let terms = own.iter().zip(&sizes).map(|(p, size)| (p * size).abs());
        let room = 1e-9 * terms.fold(0.0, f64::max);
        let all = names.iter().zip(&own).zip(&sizes);
        for ((name, want), size) in all {
            let got = self.parameters[name].as_f64().unwrap_or(f64::NAN);
            let apart = (got - want).abs();
            let agree = got == *want || apart * size <= room;
            if !want.is_finite() || !agree {
                return Err(format!(
                    "by its layers {name} is {want}, by its parameters {}",
                    self.parameters[name]
                ));
            }
        }
        Ok(())
    }

    /// The text of the file.
    pub fn to_json(&self) -> String {
        json!(self).to_string() + "\n"
    }

    /// Predictions in the units of y, for the columns x.
    ///
    /// # Errors
    /// A device that fails.
    pub fn predict(
        &self,
        columns: &[Vec<f64>],
        device: &Device,
    ) -> Result<Vec<f64>> {
        let rows = columns.first().map_or(0, Vec::len);
        let shape = [rows, self.scales.inputs()];
        let x = tensor(&self.scales.rows(columns), device).reshape(shape);
        let network = Network::from_layers(&self.layers, device);
        let y = to_host(network.forward(x).inner())?;
        Ok(y.iter().map(|y| self.scales.y.undo(*y)).collect())
    }
}

/// `fit predict model.json new.csv`: the columns x and the prediction, as CSV.
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
    let table = table::read_columns(data, &saved.x, missing)?;
    let device = device::open(Backend::Flex, Precision::F64)?;
    let predicted = saved.predict(&table.columns, &device)?;
    if let Some(i) = predicted.iter().position(|y| !y.is_finite()) {
        let file = table::name(data);
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
        let row = table.columns.iter().map(|column| &column[i]).chain([y]);
        let row = row.map(f64::to_string);
        lines.write_record(row).map_err(failed)?;
    }
    let bytes = lines
        .into_inner()
        .map_err(|e| failed(e.into_error().into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
