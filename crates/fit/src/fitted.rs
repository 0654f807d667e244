//! A fit, judged: its parameters, its quality, its file.

use burn::tensor::Device;
use descent::doctor::Finding;
use program::{Error, Result};

use crate::{
    bootstrap::Bootstrap,
    data::Data,
    descend::Run,
    linear::Linear,
    log::InOwnUnits,
    loss::Loss,
    network::params,
    problem::Problem,
    quality::Quality,
    saved::{Saved, named},
};

/// What came of a run.
pub struct Fitted {
    /// What was fitted.
    pub data: Data,
    /// How the descent went.
    pub run: Run,
    /// The loss.
    pub loss: Loss,
    /// On the rows learned from.
    pub quality: Quality,
    /// On the rows that the descent stopped by.
    pub validation: Option<Quality>,
    /// On the rows held out.
    pub held_out: Option<Quality>,
    /// On the rows learned from, in the units of y, where its logarithm was
    /// fitted.
    pub in_own_units: Option<InOwnUnits>,
    /// The same on the rows held out.
    pub held_out_in_own_units: Option<InOwnUnits>,
    /// The parameters of a linear model.
    pub linear: Option<Linear>,
    /// The model as a file.
    pub saved: Saved,
    /// What came of rows drawn anew, where that was asked for.
    pub bootstrap: Option<Bootstrap>,
    /// What ails the run or the model.
    pub findings: Vec<Finding>,
}

impl Fitted {
    /// Judges a run.
    ///
    /// # Errors
    /// Parameters that leave float64 in the data's own units; a device that
    /// fails.
    pub fn new(
        data: Data,
        run: Run,
        loss: Loss,
        device: &Device,
    ) -> Result<Fitted> {
        let is_linear = data.model.is_linear();
        // A penalty holds them back: so many errors could not vanish.
        let free = is_linear && data.l2 == 0.0;
        let parameters = free.then_some(data.parameters());
        let judge = |columns: &[Vec<f64>], weights| {
            let rows = (columns, weights);
            let rows = Problem::new(rows, &data.scales, loss, device);
            let y = (&columns[columns.len() - 1][..], weights);
            Quality::of(&rows, &run.network, y, &data.scales, parameters)
        };
        let layers = run.network.to_layers()?;
        let quality = match data.few.is_some() && loss == Loss::Mse {
            true => {
                let params = params(&layers);
                let all = (&data.train[..], &data.scales);
                Quality::of_many(all, &params, parameters)
            }
            false => judge(&data.train, &data.weights)?,
        };
        let judge_any = |columns: &[Vec<f64>], weights| {
            let any = !columns[0].is_empty();
            any.then(|| judge(columns, weights)).transpose()
        };
        let validation = judge_any(&data.validation, &data.validation_weights)?;
        let held_out = judge_any(&data.held_out, &data.held_out_weights)?;
        let own = |columns: &[Vec<f64>], quality: &Quality, weights| {
            let logarithms = columns.last().filter(|_| data.log.y)?;
            InOwnUnits::of(logarithms, &quality.errors, weights)
        };
        let in_own_units = own(&data.train, &quality, &data.weights);
        let held_out_in_own_units = held_out.as_ref().and_then(|quality| {
            own(&data.held_out, quality, &data.held_out_weights)
        });
        let losses = [Some(&quality), validation.as_ref(), held_out.as_ref()];
        if !losses
            .iter()
            .flatten()
            .all(|judged| judged.loss.is_finite())
        {
            return Err(Error::Failed(
                "the loss does not fit into float64: some value lies far \
                 beyond all others"
                    .into(),
            ));
        }
        let linear = is_linear.then(|| {
            let standardised = params(&layers);
            Linear::new(&data, standardised, loss)
        });
        if let Some(linear) = &linear
            && !linear.own.iter().all(|param| param.is_finite())
        {
            return Err(Error::Failed(
                "the parameters do not fit into float64 in the data's own \
                 units: give the columns in other units"
                    .into(),
            ));
        }
        let own = linear.as_ref().map(|l| named(&l.names, &l.own));
        let saved = Saved {
            model: data.model.to_string(),
            x: data.x().to_vec(),
            features: data.features.clone(),
            reading: data.kept.clone(),
            y: data.y().to_owned(),
            classes: Vec::new(),
            log: data.log,
            scales: data.scales.clone(),
            layers,
            parameters: own.unwrap_or_default(),
        };
        Ok(Fitted {
            data,
            run,
            loss,
            quality,
            validation,
            held_out,
            in_own_units,
            held_out_in_own_units,
            linear,
            saved,
            bootstrap: None,
            findings: Vec::new(),
        })
    }
}
