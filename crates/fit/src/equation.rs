//! The equation of a linear model, with as many digits as it takes: evaluated
//! as printed, it is the model.

use figure::number::range;
use program::number::significant;

use crate::{
    linear::NOTHING,
    model::Model,
    scale::{Scale, Scales},
};

/// Columns that it may take.
const WIDTH: usize = 76;

/// Where it is evaluated: so many places over the range of a single x, and in
/// so many rows.
const PLACES: usize = 200;

/// Digits that may be printed before x is shifted instead; and the most that a
/// float64 has.
const DIGITS: (usize, usize) = (10, 17);

/// Off by less than this, relative to the deviation of y, is rounding.
const ROUNDING: f64 = 1e-7;

/// y as a sum of terms, in the data's own units.
pub struct Equation {
    /// What is taken away from each x.
    pub centres: Vec<f64>,
    /// Whether the first parameter is an intercept.
    intercept: bool,
    /// The parameters as printed: the intercept, then one for each term.
    printed: Vec<String>,
}

/// The equation of a model.
///
/// Evaluated in float64 as printed, it differs from the model by at most a
/// thousandth of the residual deviation over the range of `x`, and where the
/// residuals are nothing by a ten-millionth of the deviation of y. Seven digits
/// do for most tables. Where ten do not, because large terms cancel, it is
/// printed around a round number near the mean of x:
/// y = 5 + 0.002 · (t - 1700000000000). Without an intercept no x can be
/// shifted: then it is printed with all the digits that there are.
///
/// `params` are those of the standardised columns, the intercept first.
pub fn equation(
    model: &Model,
    (scales, params): (&Scales, &[f64]),
    x: &[Vec<f64>],
    residual: Option<f64>,
) -> Equation {
    let most = ROUNDING * scales.y.deviation;
    let most = most.max(residual.unwrap_or(0.0) / 1000.0);
    let places = places(x);
    let wanted = values(scales, params, &places);
    let close = |equation: &Equation| {
        let values = equation.values(&places, model.degree());
        let mut pairs = values.iter().zip(&wanted);
        pairs.all(|(got, want)| (got - want).abs() <= most)
    };
    let zeros = vec![0.0; scales.x.len()];
    let near: Vec<f64> = match scales.intercept {
        true => scales.x.iter().map(round_centre).collect(),
        false => zeros.clone(),
    };
    let plain = (7..=DIGITS.0)
        .map(|digits| Equation::new(scales, params, &zeros, digits));
    let centred = (7..=DIGITS.1)
        .map(|digits| Equation::new(scales, params, &near, digits));
    let found = plain.chain(centred).find(close);
    found.unwrap_or_else(|| Equation::new(scales, params, &near, DIGITS.1))
}

impl Equation {
    fn new(
        scales: &Scales,
        params: &[f64],
        centres: &[f64],
        digits: usize,
    ) -> Equation {
        let shifted = scales.around(centres);
        let own = shifted.in_own_units(params);
        let all = own.iter().zip(shifted.sizes());
        let printed = all.map(|(value, size)| {
            // What adds nothing to any prediction is 0 but for rounding.
            match value.abs() * size <= NOTHING * scales.y.deviation {
                true => "0".into(),
                false => significant(*value, digits),
            }
        });
        Equation {
            printed: printed.collect(),
            intercept: scales.intercept,
            centres: centres.to_vec(),
        }
    }

    /// What it gives at these places, evaluated as printed.
    fn values(&self, places: &[Vec<f64>], degree: usize) -> Vec<f64> {
        let number = |text: &String| text.parse().unwrap_or(f64::NAN);
        let own: Vec<f64> = self.printed.iter().map(number).collect();
        let (intercept, terms) = match self.intercept {
            true => (own[0], &own[1..]),
            false => (0.0, &own[..]),
        };
        let at = |i: usize| {
            let mut y = intercept;
            let of_x = terms.chunks(degree).zip(places).zip(&self.centres);
            for ((terms, column), centre) in of_x {
                let x = column[i] - centre;
                for (k, term) in (1..).zip(terms) {
                    y += term * x.powi(k);
                }
            }
            y
        };
        (0..places[0].len()).map(at).collect()
    }

    /// What the parameters multiply: intercept, x or (x - 5), its powers.
    pub fn terms(&self, model: &Model, x: &[String]) -> Vec<String> {
        let shifted = x.iter().zip(&self.centres).map(|(name, centre)| {
            let size = significant(centre.abs(), DIGITS.1);
            match *centre {
                0.0 => name.clone(),
                centre if centre < 0.0 => format!("({name} + {size})"),
                _ => format!("({name} - {size})"),
            }
        });
        model.names(&shifted.collect::<Vec<_>>(), self.intercept)
    }

    /// As text, broken into lines.
    pub fn text(&self, model: &Model, x: &[String], y: &str) -> String {
        let terms = self.terms(model, x);
        let mut lines = match self.intercept {
            true => format!("{y} = {}", self.printed[0]),
            false => format!("{y} = {} · {}", self.printed[0], terms[0]),
        };
        let mut width = lines.chars().count();
        for (name, value) in terms.iter().zip(&self.printed).skip(1) {
            let (sign, size) = match value.strip_prefix('-') {
                Some(size) => ('-', size),
                None => ('+', value.as_str()),
            };
            let term = format!("{sign} {size} · {name}");
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

/// The roundest number within two deviations of the mean.
fn round_centre(scale: &Scale) -> f64 {
    let mean = scale.mean;
    let rounded =
        (0..DIGITS.1).filter_map(|n| format!("{mean:.n$e}").parse().ok());
    let mut all = [0.0].into_iter().chain(rounded);
    let near = |n: &f64| (n - mean).abs() <= 2.0 * scale.deviation;
    all.find(near).unwrap_or(mean)
}

/// Places where equation and model are compared: rows, each with the others
/// as far apart as the table allows, and of a single x its whole range.
fn places(x: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let rows = x[0].len();
    let step = rows.div_ceil(PLACES).max(1);
    let mut places: Vec<Vec<f64>> = x
        .iter()
        .map(|column| column.iter().step_by(step).copied().collect())
        .collect();
    if let [column] = x
        && let Some((low, high)) = range(column)
    {
        let part = |i| i as f64 / PLACES as f64;
        let at = |i| low + (high - low) * part(i);
        places[0].extend((0..=PLACES).map(at));
    }
    places
}

/// What the model gives there.
fn values(scales: &Scales, params: &[f64], places: &[Vec<f64>]) -> Vec<f64> {
    let rows = scales.rows(places);
    let rows = rows.chunks(scales.inputs());
    let (intercept, slopes) = match scales.intercept {
        true => (params[0], &params[1..]),
        false => (0.0, params),
    };
    let value = |row: &[f64]| {
        let terms = row.iter().zip(slopes).map(|(z, w)| z * w);
        scales.y.undo(intercept + terms.sum::<f64>())
    };
    rows.map(value).collect()
}
