//! A model as one JSON file, and predictions by it.

use std::{fs, path::Path};

use burn::tensor::Device;
use descent::{
    data::tensor,
    device::{self, Backend, Precision},
    train::to_host,
};
use lessons::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    network::{Layer, Network},
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
                "{} is no model of fit: {reason}",
                path.display()
            ))
        };
        let text = fs::read(path).map_err(|e| {
            Error::Input(format!("cannot read {}: {e}", path.display()))
        })?;
        let saved: Saved = serde_json::from_slice(&text)
            .map_err(|e| no_model(e.to_string()))?;
        saved.check().map_err(no_model)?;
        Ok(saved)
    }

    /// Shapes must fit together, and all numbers must be usable.
    fn check(&self) -> std::result::Result<(), String> {
        let Scales { x, powers, y } = &self.scales;
        if self.x.is_empty() || self.x.len() != x.len() {
            return Err("it does not have one scale for each column x".into());
        }
        if x.len() > 1 && !powers.is_empty() {
            return Err("it has powers of several columns x".into());
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
        for layer in &self.layers {
            let units = layer.biases.len();
            let fits = layer.weights.len() == inputs
                && layer.weights.iter().all(|row| row.len() == units);
            if !fits || units == 0 {
                return Err("its layers do not fit together".into());
            }
            inputs = units;
        }
        match inputs {
            1 if !self.layers.is_empty() => Ok(()),
            _ => Err("its last layer does not have one unit".into()),
        }
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
    let saved = Saved::read(model)?;
    let table = table::read_columns(data, &saved.x, missing)?;
    let device = device::open(Backend::Flex, Precision::F64)?;
    let predicted = saved.predict(&table.columns, &device)?;
    let failed = |e: csv::Error| Error::Failed(format!("cannot write: {e}"));
    let mut lines = csv::Writer::from_writer(Vec::new());
    let name = format!("{}_predicted", saved.y);
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
