//! A classifier, judged: its parameters, its accuracy, its file.

use burn::tensor::Device;
use descent::doctor::{Classes, Finding, Named};
use program::{Error, Result};
use serde_json::{Map, Value};

use super::{baseline::Baseline, judged::judge, optimum::Optimum};
use crate::{
    data::Data,
    descend::Run,
    problem::Problem,
    saved::{Saved, named},
    softmax::differences,
    weights::Weights,
};

/// What came of a run.
pub struct Fitted {
    /// What was fitted.
    pub data: Data,
    /// How the descent went.
    pub run: Run,
    /// The naive answer.
    pub baseline: Baseline,
    /// On the rows learned from.
    pub learned: Named,
    /// On the rows that chose the epoch or the model.
    pub validation: Option<Named>,
    /// On the rows held out.
    pub held_out: Option<Named>,
    /// For standardised columns: the parameters of each class but the first,
    /// less those of the first. None for a network.
    pub standardised: Vec<Vec<f64>>,
    /// The same in the data's own units.
    pub own: Vec<Vec<f64>>,
    /// Of a linear model, whether there is a lowest loss, and how far away.
    pub optimum: Optimum,
    /// The model as a file.
    pub saved: Saved,
    /// What the doctor finds in its run and in what it names.
    pub findings: Vec<Finding>,
}

impl Fitted {
    /// Judges a run.
    ///
    /// # Errors
    /// Parameters that leave float64 in the data's own units; a device that
    /// fails.
    pub fn new(data: Data, run: Run, device: &Device) -> Result<Fitted> {
        let judged = |columns: &[Vec<f64>]| {
            let rows = (columns, &Weights::default());
            let rows = Problem::new(rows, &data.scales, data.loss, device);
            let y = &columns[columns.len() - 1];
            judge(&rows, &run.network, y)
        };
        let learned = judged(&data.train)?;
        let some = |columns: &[Vec<f64>]| match columns[0].is_empty() {
            true => Ok(None),
            false => judged(columns).map(Some),
        };
        let validation = some(&data.validation)?;
        let held_out = some(&data.held_out)?;
        let layers = run.network.to_layers()?;
        let (standardised, optimum) = match layers.as_slice() {
            // Rows that choose the epoch end it elsewhere.
            [layer] if run.validation.is_some() => {
                (differences(layer), Optimum::Unknown)
            }
            [layer] => {
                let optimum = Optimum::of(&data, layer, run.gradient);
                (differences(layer), optimum)
            }
            _ => (Vec::new(), Optimum::Unknown),
        };
        let own = standardised.iter().map(|of| data.scales.in_own_units(of));
        let own: Vec<Vec<f64>> = own.collect();
        if !own.iter().flatten().all(|param| param.is_finite()) {
            return Err(Error::Failed(
                "the parameters do not fit into float64 in the data's own \
                 units: give the columns in other units"
                    .into(),
            ));
        }
        let saved = Saved {
            model: data.model.to_string(),
            x: data.x().to_vec(),
            features: data.features.clone(),
            reading: data.kept.clone(),
            y: data.y().to_owned(),
            classes: data.classes.clone(),
            log: data.log,
            scales: data.scales.clone(),
            layers,
            parameters: by_class(&data, &own),
        };
        Ok(Fitted {
            baseline: Baseline::of(&data),
            data,
            run,
            learned,
            validation,
            held_out,
            standardised,
            own,
            optimum,
            saved,
            findings: Vec::new(),
        })
    }

    /// Whether the descent arrived at a lowest loss.
    pub fn converged(&self) -> bool {
        self.run.converged && !self.optimum.is_endless()
    }

    /// What it names, for the doctor.
    pub fn named(&self) -> Classes {
        let names = self.data.classes.clone();
        let separate = match &self.optimum {
            Optimum::AllSeparate => Some((0..names.len()).collect()),
            Optimum::SomeSeparate(alone) => Some(alone.clone()),
            Optimum::At(_) | Optimum::Unknown => None,
        };
        Classes {
            names,
            learned: self.learned.clone(),
            unseen: self.held_out.clone(),
            is_network: !self.data.model.is_linear(),
            separate,
        }
    }
}

/// The parameters of each class but the first, by the names of the class and
/// of what they multiply.
pub fn by_class(data: &Data, params: &[Vec<f64>]) -> Map<String, Value> {
    let names = data.terms();
    let classes = data.classes.iter().skip(1).zip(params);
    classes
        .map(|(class, of)| (class.clone(), named(&names, of).into()))
        .collect()
}
