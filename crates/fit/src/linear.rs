//! The parameters of a linear model, and the closed form beside them.

use program::number::digits;

use crate::{data::Data, loss::Loss};

/// A term this small, relative to the deviation of y, is none.
pub const NOTHING: f64 = 1e-9;

/// The parameters of a linear model: the intercept, if it has one, then one for
/// each term.
pub struct Linear {
    /// Their names.
    pub names: Vec<String>,
    /// For standardised columns.
    pub standardised: Vec<f64>,
    /// In the data's own units.
    pub own: Vec<f64>,
    /// Those of the smallest mean squared error, with the penalty, in closed
    /// form, in the data's own units; where the loss has the same minimum.
    pub least_squares: Option<Vec<f64>>,
    /// How far the descent is from them, relative to them: |w − w*| / |w*|
    /// for standardised columns. Where |w*| is below 1, the deviation of y, it
    /// is relative to that.
    pub distance: Option<f64>,
    /// About how large the column is that each parameter multiplies, in
    /// deviations of y.
    shares: Vec<f64>,
}

impl Linear {
    /// Of the parameters for standardised columns.
    pub fn new(data: &Data, standardised: Vec<f64>, loss: Loss) -> Linear {
        let best = data.least_squares.as_ref();
        let best = best.filter(|_| loss.is_squared(data.l2));
        let best = best.map(|best| &best.params);
        let distance = best.map(|best| {
            let apart = standardised.iter().zip(best).map(|(w, b)| w - b);
            length(apart) / length(best.iter().copied()).max(1.0)
        });
        let deviation = data.scales.y.deviation;
        Linear {
            names: data.terms(),
            own: data.scales.in_own_units(&standardised),
            least_squares: best.map(|best| data.scales.in_own_units(best)),
            distance,
            shares: data.scales.sizes().iter().map(|s| s / deviation).collect(),
            standardised,
        }
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

    /// The parameter at this position, of those in own units or of least
    /// squares, as text. One that adds next to nothing to a prediction is 0
    /// but for rounding.
    pub fn shown(&self, params: &[f64], at: usize) -> String {
        match params[at].abs() * self.shares[at] <= NOTHING {
            true => "0".into(),
            false => digits(params[at]),
        }
    }
}

fn length(values: impl Iterator<Item = f64>) -> f64 {
    values.map(|v| v * v).sum::<f64>().sqrt()
}
