//! A fit, judged: its parameters, its quality, the closed form beside it.

use burn::tensor::Device;
use program::{Error, Result};
use serde_json::{Map, Value, json};

use crate::{
    data::Data,
    descend::Run,
    loss::Loss,
    problem::{Problem, params},
    quality::Quality,
    saved::Saved,
};

/// A term this small, relative to the deviation of y, is none.
const NOTHING: f64 = 1e-9;

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
    /// On the rows held out.
    pub held_out: Option<Quality>,
    /// The parameters of a linear model.
    pub linear: Option<Linear>,
    /// The model as a file.
    pub saved: Saved,
}

/// The parameters of a linear model: the intercept, then one for each term.
pub struct Linear {
    /// Their names.
    pub names: Vec<String>,
    /// For standardised columns.
    pub standardised: Vec<f64>,
    /// In the data's own units.
    pub own: Vec<f64>,
    /// Those of the smallest mean squared error, in closed form, in the
    /// data's own units; where the loss has the same minimum.
    pub least_squares: Option<Vec<f64>>,
    /// About how large the column is that each parameter multiplies, in
    /// deviations of y.
    shares: Vec<f64>,
    /// How far the descent is from them, relative to them: |w − w*| / |w*|
    /// for standardised columns. Where |w*| is below 1, the deviation of y, it
    /// is relative to that.
    pub distance: Option<f64>,
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
        let parameters = data.model.parameters(data.x().len());
        let parameters = data.model.is_linear().then_some(parameters);
        let judge = |columns: &[Vec<f64>]| {
            let rows = Problem::new(columns, &data.scales, loss, device);
            let y = &columns[columns.len() - 1];
            Quality::of(&rows, &run.network, y, data.scales.y, parameters)
        };
        let quality = judge(&data.train)?;
        let held_out = match data.held_out[0].is_empty() {
            true => None,
            false => Some(judge(&data.held_out)?),
        };
        let layers = run.network.to_layers()?;
        let linear = match data.model.is_linear() {
            true => Some(Linear::new(&data, params(&layers), loss)?),
            false => None,
        };
        let own = linear.as_ref().map(|linear| linear.named(&linear.own));
        let saved = Saved {
            model: data.model.to_string(),
            x: data.x().to_vec(),
            y: data.y().to_owned(),
            scales: data.scales.clone(),
            layers,
            parameters: own.unwrap_or_default(),
        };
        Ok(Fitted {
            data,
            run,
            loss,
            quality,
            held_out,
            linear,
            saved,
        })
    }
}

impl Linear {
    fn new(data: &Data, standardised: Vec<f64>, loss: Loss) -> Result<Linear> {
        let own = data.scales.in_own_units(&standardised);
        if !own.iter().all(|param| param.is_finite()) {
            return Err(Error::Failed(
                "the parameters do not fit into float64 in the data's own \
                 units: give the columns in other units"
                    .into(),
            ));
        }
        let best = data.least_squares.as_ref();
        let best = best.filter(|_| loss.is_squared());
        let length = |v: &mut dyn Iterator<Item = f64>| {
            v.map(|v| v * v).sum::<f64>().sqrt()
        };
        let distance = best.map(|best| {
            let apart = standardised.iter().zip(best).map(|(w, b)| w - b);
            let size = length(&mut best.iter().copied());
            length(&mut apart.into_iter()) / size.max(1.0)
        });
        let names = [vec!["intercept".into()], data.model.terms(data.x())];
        let deviation = data.scales.y.deviation;
        Ok(Linear {
            names: names.concat(),
            least_squares: best.map(|best| data.scales.in_own_units(best)),
            shares: data.scales.sizes().iter().map(|s| s / deviation).collect(),
            standardised,
            own,
            distance,
        })
    }

    /// The parameter that differs most from least squares in the data's own
    /// units, relative to its size, and by how much. A parameter that adds
    /// next to nothing to a prediction is 0 but for rounding: then its term
    /// counts, relative to the deviation of y.
    pub fn worst(&self) -> Option<(&str, f64)> {
        let best = self.least_squares.as_ref()?.iter();
        let all = best.zip(&self.own).zip(&self.shares);
        let apart = all.map(|((b, w), share)| {
            let apart = (b - w).abs();
            match b.abs() * share > NOTHING {
                true => apart / b.abs(),
                false => apart * share,
            }
        });
        let named = self.names.iter().map(String::as_str).zip(apart);
        let named = named.filter(|(_, apart)| apart.is_finite());
        named.max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Parameters by their names.
    pub fn named(&self, params: &[f64]) -> Map<String, Value> {
        let pairs = self.names.iter().zip(params);
        pairs
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect()
    }

    /// The equation of the model in the data's own units, broken into lines.
    pub fn equation(&self, y: &str) -> String {
        const WIDTH: usize = 76;
        let mut lines = format!("{y} = {}", digits(self.own[0]));
        let mut width = lines.chars().count();
        for (name, value) in self.names.iter().zip(&self.own).skip(1) {
            let sign = if *value < 0.0 { '-' } else { '+' };
            let term = format!("{sign} {} · {name}", digits(value.abs()));
            let long = term.chars().count() + 1;
            if width + long > WIDTH {
                lines += "\n   ";
                width = 3;
            }
            lines += &format!(" {term}");
            width += long;
        }
        lines
    }
}

/// Seven digits that count, whatever the size; a power of ten where that
/// would be long.
pub fn digits(value: f64) -> String {
    let power = format!("{value:.6e}");
    let exponent = power.split_once('e').and_then(|(_, e)| e.parse().ok());
    match exponent.unwrap_or(0) {
        _ if value == 0.0 => "0".into(),
        exponent @ -4..=8 => {
            let after = usize::try_from(6 - exponent).unwrap_or(0);
            let text = format!("{value:.after$}");
            match text.contains('.') {
                true => text.trim_end_matches('0').trim_end_matches('.').into(),
                false => text,
            }
        }
        _ => power,
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn seven_digits_count() {
        for (value, text) in [
            (0.0, "0"),
            (-5780.831358, "-5780.831"),
            (49.0, "49"),
            (0.00012345678, "0.0001234568"),
            (-3.16081871345029e-15, "-3.160819e-15"),
            (123456789.0, "123456789"),
            (1234567890.0, "1.234568e9"),
            (0.99999999, "1"),
        ] {
            assert_eq!(digits(value), text);
        }
    }
}
