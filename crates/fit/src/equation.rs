//! The equation of a linear model, with as many digits as it takes: evaluated
//! as printed, it is the model.

use std::ops::Range;

use figure::number::range;
use program::number::significant;

use crate::{
    linear::NOTHING,
    log::Log,
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

/// Factors of an exponential or a power that can be printed and read again.
const FACTORS: Range<f64> = 1e-300..1e300;

/// Off by less than this, relative to the deviation of y, is rounding.
const ROUNDING: f64 = 1e-7;

/// y as a sum of terms, in the data's own units. Where ln(y) was fitted, y is a
/// product: y = 3 · exp(0.5 · x), or y = 3 · x^0.5.
pub struct Equation {
    /// What is taken away from each x.
    pub centres: Vec<f64>,
    /// Whether the first parameter is an intercept.
    intercept: bool,
    /// Of which columns the logarithm was taken.
    log: Log,
    /// Whether in place of the intercept of ln(y) the factor is printed that it
    /// makes of y: unless that leaves float64.
    pub factor: bool,
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
/// shifted, nor is a logarithm: then it is printed with all the digits that
/// there are. Where ln(y) was fitted, all this is meant of ln(y).
///
/// `params` are those of the standardised columns, the intercept first.
pub fn equation(
    (model, log): (&Model, Log),
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
    let near: Vec<f64> = match scales.intercept && !log.x {
        true => scales.x.iter().map(round_centre).collect(),
        false => zeros.clone(),
    };
    let plain = (7..=DIGITS.0)
        .map(|digits| Equation::new(log, (scales, params), &zeros, digits));
    let centred = (7..=DIGITS.1)
        .map(|digits| Equation::new(log, (scales, params), &near, digits));
    let found = plain.chain(centred).find(close);
    found.unwrap_or_else(|| {
        Equation::new(log, (scales, params), &near, DIGITS.1)
    })
}

impl Equation {
    fn new(
        log: Log,
        (scales, params): (&Scales, &[f64]),
        centres: &[f64],
        digits: usize,
    ) -> Equation {
        let shifted = scales.around(centres);
        let own = shifted.in_own_units(params);
        let all = own.iter().zip(shifted.sizes());
        let values = all.map(|(value, size)| {
            // What adds nothing to any prediction is 0 but for rounding.
            match value.abs() * size <= NOTHING * scales.y.deviation {
                true => 0.0,
                false => *value,
            }
        });
        let mut values: Vec<f64> = values.collect();
        let factor =
            log.y && scales.intercept && FACTORS.contains(&values[0].exp());
        if factor {
            values[0] = values[0].exp();
        }
        let printed = values.iter().map(|value| significant(*value, digits));
        Equation {
            printed: printed.collect(),
            intercept: scales.intercept,
            log,
            factor,
            centres: centres.to_vec(),
        }
    }

    /// What it gives at these places, evaluated as printed: y or ln(y).
    fn values(&self, places: &[Vec<f64>], degree: usize) -> Vec<f64> {
        let number = |text: &String| text.parse().unwrap_or(f64::NAN);
        let own: Vec<f64> = self.printed.iter().map(number).collect();
        let (intercept, terms) = match (self.intercept, self.factor) {
            (true, true) => (own[0].ln(), &own[1..]),
            (true, false) => (own[0], &own[1..]),
            (false, _) => (0.0, &own[..]),
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

    /// What the parameters multiply: intercept, x or (x - 5) or ln(x), its
    /// powers.
    pub fn terms(&self, model: &Model, x: &[String]) -> Vec<String> {
        let shifted = x.iter().zip(&self.centres).map(|(name, centre)| {
            let size = significant(centre.abs(), DIGITS.1);
            match *centre {
                _ if self.log.x => format!("ln({name})"),
                0.0 => name.clone(),
                centre if centre < 0.0 => format!("({name} + {size})"),
                _ => format!("({name} - {size})"),
            }
        });
        model.names(&shifted.collect::<Vec<_>>(), self.intercept)
    }

    /// As text, broken into lines.
    pub fn text(&self, model: &Model, x: &[String], y: &str) -> String {
        let (intercept, values) =
            self.printed.split_at(usize::from(self.intercept));
        let factor = intercept.first().filter(|_| self.factor);
        let in_sum = intercept.first().filter(|_| !self.factor);
        let is_power = self.log.x && self.log.y && model.degree() == 1;
        if is_power && in_sum.is_none() {
            let powers = x.iter().zip(values);
            let powers = powers.map(|(x, power)| format!("{x}^{power}"));
            let factors = factor.cloned().into_iter().chain(powers);
            let dots = std::iter::once("").chain(std::iter::repeat("· "));
            let pieces = dots.zip(factors).map(|(dot, f)| format!("{dot}{f}"));
            return in_lines(y, &pieces.collect::<Vec<_>>());
        }
        let terms = self.terms(model, x);
        let terms = terms[intercept.len()..].iter().zip(values);
        let mut pieces = sum(in_sum, terms);
        if self.log.y {
            let factor = factor.map_or(String::new(), |f| format!("{f} · "));
            pieces[0] = format!("{factor}exp({}", pieces[0]);
            pieces
                .iter_mut()
                .last()
                .into_iter()
                .for_each(|p| p.push(')'));
        }
        in_lines(y, &pieces)
    }
}

/// The pieces of a sum of an intercept and of terms, each a name and a value:
/// 5, + 3 · x, - 2 · z.
fn sum<'a>(
    intercept: Option<&String>,
    terms: impl Iterator<Item = (&'a String, &'a String)>,
) -> Vec<String> {
    let terms = terms.map(|(name, value)| match value.strip_prefix('-') {
        Some(size) => format!("- {size} · {name}"),
        None => format!("+ {value} · {name}"),
    });
    let all = intercept.cloned().into_iter().chain(terms);
    let mut pieces: Vec<String> = all.collect();
    // The first has no sign but its own.
    pieces[0] = match pieces[0].strip_prefix("- ") {
        Some(rest) => format!("-{rest}"),
        None => pieces[0].trim_start_matches("+ ").into(),
    };
    pieces
}

/// An equation of these pieces, broken into lines.
fn in_lines(y: &str, pieces: &[String]) -> String {
    let mut lines = format!("{y} =");
    let mut width = lines.chars().count();
    for (i, piece) in pieces.iter().enumerate() {
        let long = piece.chars().count() + 1;
        if i > 0 && width + long > WIDTH {
            lines += "\n   ";
            width = 3;
        }
        lines += &format!(" {piece}");
        width += long;
    }
    lines
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
