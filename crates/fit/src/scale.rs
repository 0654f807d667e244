//! Standardised: shifted and scaled to mean 0 and deviation 1. And parameters
//! back in the data's own units.

use serde::{Deserialize, Serialize};

use crate::weights::Weights;

/// How one column was standardised.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// What became 0.
    pub mean: f64,
    /// What became 1: the standard deviation, √(Σ (v − mean)² / n).
    pub deviation: f64,
}

/// How the data were standardised: first every column, then the powers of x.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scales {
    /// Each column x.
    pub x: Vec<Scale>,
    /// u², u³, …, where u is x standardised; none unless the model is a
    /// polynomial.
    pub powers: Vec<Scale>,
    /// The column y; classes stay as they are.
    pub y: Scale,
    /// Whether the model has an intercept. Without one a shift would change
    /// the model: every mean is 0, and every deviation is a root mean square.
    #[serde(default = "usual")]
    pub intercept: bool,
}

/// A model has an intercept unless one says otherwise.
fn usual() -> bool {
    true
}

impl Scale {
    /// Nothing is changed.
    pub const SAME: Scale = Scale {
        mean: 0.0,
        deviation: 1.0,
    };

    /// Of some numbers, at least one.
    pub fn of(values: &[f64]) -> Scale {
        Scale::weighted(values, &Weights::default(), true)
    }

    /// The same of numbers that count by their weights. If they may not be
    /// shifted, the mean is 0, and the deviation is their root mean square.
    pub fn weighted(values: &[f64], weights: &Weights, shifted: bool) -> Scale {
        let rough = weights.mean(values.iter().copied());
        // Sums of small numbers keep the digits that large ones lose.
        let mean = match shifted {
            true => rough + weights.mean(values.iter().map(|v| v - rough)),
            false => 0.0,
        };
        let distance = |v: &f64| (v - mean).abs();
        let far = values.iter().map(distance).fold(0.0, f64::max);
        let squares = values.iter().map(|v| ((v - mean) / far).powi(2));
        let deviation = match far {
            0.0 => 0.0,
            far => far * weights.mean(squares).sqrt(),
        };
        Scale { mean, deviation }
    }

    /// Whether all the numbers are one, but for rounding.
    pub fn is_constant(self) -> bool {
        self.deviation <= 4.0 * f64::EPSILON * self.mean.abs()
    }

    /// A number, standardised.
    pub fn apply(self, value: f64) -> f64 {
        (value - self.mean) / self.deviation
    }

    /// The number that was standardised.
    pub fn undo(self, value: f64) -> f64 {
        self.mean + self.deviation * value
    }
}

impl Scales {
    /// Of the columns x and the column y, for powers of x up to `degree`.
    pub fn of(x: &[Vec<f64>], y: &[f64], degree: usize) -> Scales {
        Scales::weighted(x, y, degree, (&Weights::default(), true))
    }

    /// The same of rows that count by their weights, for a model with or
    /// without an intercept.
    pub fn weighted(
        x: &[Vec<f64>],
        y: &[f64],
        degree: usize,
        (weights, intercept): (&Weights, bool),
    ) -> Scales {
        let scale = |v: &[f64]| Scale::weighted(v, weights, intercept);
        let scales: Vec<Scale> = x.iter().map(|x| scale(x)).collect();
        let power = |k| {
            let u = x[0].iter().map(|v| scales[0].apply(*v));
            scale(&u.map(|u| u.powi(k)).collect::<Vec<_>>())
        };
        Scales {
            powers: (2..=degree as i32).map(power).collect(),
            x: scales,
            y: scale(y),
            intercept,
        }
    }

    /// All of them: those of the columns x, then that of y.
    pub fn of_columns(&self) -> impl Iterator<Item = &Scale> {
        self.x.iter().chain([&self.y])
    }

    /// The same for columns x from which `centres` were taken away.
    pub fn around(&self, centres: &[f64]) -> Scales {
        let mut around = self.clone();
        for (x, centre) in around.x.iter_mut().zip(centres) {
            x.mean -= centre;
        }
        around
    }

    /// How many inputs the model sees.
    pub fn inputs(&self) -> usize {
        self.x.len() + self.powers.len()
    }

    /// The inputs of the model, row after row, from the columns x:
    /// standardised, and with their powers.
    pub fn rows(&self, columns: &[Vec<f64>]) -> Vec<f64> {
        let n = columns.first().map_or(0, Vec::len);
        let mut rows = Vec::with_capacity(n * self.inputs());
        for i in 0..n {
            let mut u = 0.0;
            for (column, scale) in columns.iter().zip(&self.x) {
                u = scale.apply(column[i]);
                rows.push(u);
            }
            let powers = self.powers.iter().zip(2..);
            rows.extend(powers.map(|(scale, k)| scale.apply(u.powi(k))));
        }
        rows
    }

    /// The columns that the parameters of a linear model multiply,
    /// standardised: ones, if there is an intercept, then those of
    /// [`rows`](Self::rows).
    pub fn columns(&self, x: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let (rows, inputs) = (self.rows(x), self.inputs());
        let ones = self.intercept.then(|| vec![1.0; rows.len() / inputs]);
        let column = |j| rows.iter().skip(j).step_by(inputs).copied().collect();
        ones.into_iter().chain((0..inputs).map(column)).collect()
    }

    /// About how large the column is that each parameter multiplies, in the
    /// data's own units: 1, and √(mean² + deviation²) of x, or its powers.
    pub fn sizes(&self) -> Vec<f64> {
        let powers = 1..=self.powers.len() as i32 + 1;
        let of = |x: &Scale| {
            let size = x.mean.hypot(x.deviation);
            powers.clone().map(move |k| size.powi(k))
        };
        let one = self.intercept.then_some(1.0);
        one.into_iter().chain(self.x.iter().flat_map(of)).collect()
    }

    /// The parameters in the data's own units: the intercept, if there is one,
    /// then one for each term. `params` are those of the standardised columns,
    /// in the same order.
    pub fn in_own_units(&self, params: &[f64]) -> Vec<f64> {
        match self.intercept {
            true => self.own(params[0], &params[1..]),
            // Where nothing is shifted, an intercept of 0 stays 0.
            false => self.own(0.0, params).split_off(1),
        }
    }

    fn own(&self, intercept: f64, slopes: &[f64]) -> Vec<f64> {
        if self.powers.is_empty() {
            // ANCHOR: own_units
            let slope =
                |(w, x): (&f64, &Scale)| w * (self.y.deviation / x.deviation);
            let own: Vec<f64> = slopes.iter().zip(&self.x).map(slope).collect();
            let at_mean = self.y.undo(intercept);
            let moved = own.iter().zip(&self.x).map(|(a, x)| a * x.mean);
            let at_zero = at_mean - moved.sum::<f64>();
            // ANCHOR_END: own_units
            return [vec![at_zero], own].concat();
        }
        // A polynomial in u, in the units of y …
        let scales =
            [Scale::SAME].into_iter().chain(self.powers.iter().copied());
        let (mut own, mut at_zero) = (vec![0.0], intercept);
        for (w, scale) in slopes.iter().zip(scales) {
            at_zero -= w * scale.mean / scale.deviation;
            own.push(w * (self.y.deviation / scale.deviation));
        }
        own[0] = self.y.undo(at_zero);
        // … then in x − mean …
        let x = self.x[0];
        for (k, c) in own.iter_mut().enumerate() {
            *c /= x.deviation.powi(k as i32);
        }
        // … then in x: Horner's scheme, again and again.
        for first in 0..own.len() {
            for k in (first..own.len() - 1).rev() {
                own[k] -= x.mean * own[k + 1];
            }
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_deviation_survive_an_offset_and_large_numbers() {
        let scale = Scale::of(&[1e9 + 1.0, 1e9 + 3.0]);
        assert_eq!((scale.mean, scale.deviation), (1e9 + 2.0, 1.0));
        let scale = Scale::of(&[1e300, 3e300]);
        assert_eq!((scale.mean, scale.deviation), (2e300, 1e300));
        let scale = Scale::of(&[-3e-300, -1e-300]);
        assert!((scale.deviation / 1e-300 - 1.0).abs() < 1e-15);
        assert!(Scale::of(&[0.1; 7]).is_constant());
        assert!(Scale::of(&[0.0]).is_constant());
    }

    #[test]
    fn own_units_predict_what_standardised_ones_do() {
        let x: Vec<f64> = (0..9).map(|i| 3.0 + f64::from(i)).collect();
        let y: Vec<f64> = x.iter().map(|x| x * x - 7.0).collect();
        for degree in 1..=4 {
            let scales = Scales::of(std::slice::from_ref(&x), &y, degree);
            let params: Vec<f64> =
                (0..=degree).map(|k| 0.5 - k as f64).collect();
            let own = scales.in_own_units(&params);
            for x in [-2.0, 0.0, 5.5] {
                let inputs = scales.rows(&[vec![x]]).into_iter();
                let terms = inputs.zip(&params[1..]).map(|(z, w)| z * w);
                let want = scales.y.undo(params[0] + terms.sum::<f64>());
                let powers = own.iter().enumerate();
                let got = powers.map(|(k, c)| c * x.powi(k as i32));
                let got: f64 = got.sum();
                assert!((got - want).abs() < 1e-9 * want.abs().max(1.0));
            }
        }
    }
}
