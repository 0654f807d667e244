//! A model as one JSON file.

use std::{fs, io::ErrorKind, path::Path};

use burn::tensor::{Device, Tensor};
use descent::{data::tensor, device::to_host};
use program::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use table::{Feature, Kind};

use crate::{
    log::Log,
    model::Model,
    network::{Layer, Network, params},
    reading::Kept,
    scale::{Scale, Scales},
    softmax::differences,
};

/// Everything that a prediction needs.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// The model, as `--model` names it.
    pub model: String,
    /// The columns to predict from.
    pub x: Vec<String>,
    /// The columns of the file that they come from, and how.
    pub features: Vec<Feature>,
    /// How the file was read.
    pub reading: Kept,
    /// The column to predict.
    pub y: String,
    /// Its classes, where it holds some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// Of which columns the model takes the logarithm.
    #[serde(default, skip_serializing_if = "Log::is_none")]
    pub log: Log,
    /// How all were standardised.
    pub scales: Scales,
    /// The layers between them, for standardised columns.
    pub layers: Vec<Layer>,
    /// The parameters in the data's own units, or in those of its logarithms:
    /// for readers, the predictions come from the layers. Of classes those of
    /// each but the first, less those of the first. None for a network.
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
    fn check(&self) -> Result<(), String> {
        let Scales {
            x,
            powers,
            y,
            intercept,
        } = &self.scales;
        if self.x.is_empty() || self.x.len() != x.len() {
            return Err("it does not have one scale for each column x".into());
        }
        let names: Vec<_> =
            self.features.iter().flat_map(Feature::names).collect();
        if names != self.x {
            return Err("its features are not its columns x".into());
        }
        let sound = |feature: &Feature| match &feature.kind {
            Kind::Date(dates) => dates.is_sound(),
            _ => true,
        };
        if !self.features.iter().all(sound) {
            return Err("its dates begin with none".into());
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
        let all = || x.iter().chain(powers).chain([y]);
        if !intercept && (!model.is_linear() || all().any(|s| s.mean != 0.0)) {
            return Err("without an intercept nothing can be shifted".into());
        }
        let of_numbers = !intercept || !self.log.is_none();
        if !self.classes.is_empty() && of_numbers {
            return Err("it has classes, and is a model of numbers".into());
        }
        let mut inputs = self.scales.inputs();
        let outputs = match self.classes.len() {
            1 => return Err("it has one class only".into()),
            classes => classes.max(1),
        };
        let units = [model.hidden(), &[outputs]].concat();
        let mut fit = self.layers.len() == units.len();
        for (layer, units) in self.layers.iter().zip(units) {
            fit &= layer.biases.len() == if *intercept { units } else { 0 }
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
    fn check_parameters(&self, model: &Model) -> Result<(), String> {
        let names =
            model.names(&self.log.x_names(&self.x), self.scales.intercept);
        let [layer] = self.layers.as_slice() else {
            return match self.parameters.is_empty() {
                true => Ok(()),
                false => Err(not_of(model)),
            };
        };
        if self.classes.is_empty() {
            let own = self.scales.in_own_units(&params(&self.layers));
            return self.agree(model, &self.parameters, (&names, &own));
        }
        let classes = &self.classes[1..];
        if !self.parameters.keys().eq(classes) {
            return Err(not_of(model));
        }
        for (class, params) in classes.iter().zip(differences(layer)) {
            let own = self.scales.in_own_units(&params);
            let of_class = self.parameters[class].as_object();
            let of_class = of_class.ok_or_else(|| not_of(model))?;
            self.agree(model, of_class, (&names, &own))?;
        }
        Ok(())
    }

    /// Whether the parameters that stand there are those of a layer.
    fn agree(
        &self,
        model: &Model,
        there: &Map<String, Value>,
        (names, own): (&[String], &[f64]),
    ) -> Result<(), String> {
        if !there.keys().eq(names) {
            return Err(not_of(model));
        }
        let sizes = self.scales.sizes();
        let terms = own.iter().zip(&sizes).map(|(p, size)| (p * size).abs());
        let room = 1e-9 * terms.fold(0.0, f64::max);
        let all = names.iter().zip(own).zip(&sizes);
        for ((name, want), size) in all {
            let got = there[name].as_f64().unwrap_or(f64::NAN);
            let apart = (got - want).abs();
            let agree = got == *want || apart * size <= room;
            if !want.is_finite() || !agree {
                return Err(format!(
                    "by its layers {name} is {want}, by its parameters {}",
                    there[name]
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
        let network = Network::from_layers(&self.layers, device);
        let x = self.inputs(columns, device);
        let y = to_host(network.forward(x).inner())?;
        let own = |y: &f64| self.log.undo_y(self.scales.y.undo(*y));
        Ok(y.iter().map(own).collect())
    }

    /// The scores of the classes, row by row, for the columns x.
    ///
    /// # Errors
    /// A device that fails.
    pub fn scores(
        &self,
        columns: &[Vec<f64>],
        device: &Device,
    ) -> Result<Vec<Vec<f64>>> {
        let network = Network::from_layers(&self.layers, device);
        Ok(network.scores(self.inputs(columns, device))?)
    }

    fn inputs(&self, columns: &[Vec<f64>], device: &Device) -> Tensor<2> {
        let rows = columns.first().map_or(0, Vec::len);
        let shape = [rows, self.scales.inputs()];
        let fitted = |x: &Vec<f64>| -> Vec<f64> {
            x.iter().map(|x| self.log.apply_x(*x)).collect()
        };
        let columns: Vec<_> = columns.iter().map(fitted).collect();
        tensor(&self.scales.rows(&columns), device).reshape(shape)
    }
}

fn not_of(model: &Model) -> String {
    format!("its parameters are not those of {model}")
}

/// Parameters by their names.
pub fn named(names: &[String], params: &[f64]) -> Map<String, Value> {
    let pairs = names.iter().zip(params);
    pairs
        .map(|(name, value)| (name.clone(), json!(value)))
        .collect()
}
