//! How good a fit is.

use descent::Result;

use crate::{
    network::Network,
    problem::Problem,
    scale::{Scale, Scales},
    spans::{dot, on_spans},
    weights::Weights,
};

/// So many errors are computed together.
const BLOCK: usize = 1024;

/// How well a model does on some rows, in the data's own units. Where rows
/// count by their weights w, scaled to a mean of 1, each term of each sum does.
#[derive(Clone, Debug)]
pub struct Quality {
    /// The loss.
    pub loss: f64,
    /// 1 − Σ eᵢ² / Σ (yᵢ − mean of these y)²: the part of the variance of y
    /// that is explained. Without an intercept the model is not compared with
    /// the mean but with 0: 1 − Σ eᵢ² / Σ yᵢ². None where that divides by 0.
    pub r2: Option<f64>,
    /// √(Σ eᵢ² / (n − p)) with p parameters. None unless n is above p, for
    /// networks and with a penalty: these hold fewer errors down than they
    /// have parameters.
    pub residual_standard_deviation: Option<f64>,
    /// The errors ŷ − y.
    pub errors: Vec<f64>,
}

impl Quality {
    /// Of a model on these rows, whose y are given in their own units, with
    /// what each counts. A linear model has `parameters` parameters.
    ///
    /// # Errors
    /// A device that fails.
    pub fn of(
        problem: &Problem,
        network: &Network,
        (y, weights): (&[f64], &Weights),
        scales: &Scales,
        parameters: Option<usize>,
    ) -> Result<Quality> {
        let errors = problem.errors(network)?;
        // In standard deviations, so that no square leaves float64.
        let n = y.len();
        let squared = n as f64 * weights.mean(errors.iter().map(|e| e * e));
        let scale = scales.y;
        let here = Scale::weighted(y, weights, scales.intercept);
        let spread = (here.deviation / scale.deviation).powi(2);
        let free = parameters.and_then(|p| n.checked_sub(p));
        let free = free.filter(|free| *free > 0);
        let in_units = |free| scale.deviation * (squared / free as f64).sqrt();
        Ok(Quality {
            loss: problem.loss_at(network)? * problem.unit(),
            r2: (spread > 0.0).then(|| 1.0 - squared / (n as f64 * spread)),
            residual_standard_deviation: free.map(in_units),
            errors: errors.iter().map(|e| e * scale.deviation).collect(),
        })
    }

    /// The same of a linear model on the many rows that it learned from, by the
    /// mean squared error; rows all count alike. `params` are those of the
    /// standardised columns.
    pub fn of_many(
        (columns, scales): (&[Vec<f64>], &Scales),
        params: &[f64],
        parameters: Option<usize>,
    ) -> Quality {
        let (intercept, slopes) = match scales.intercept {
            true => (params[0], &params[1..]),
            false => (0.0, params),
        };
        let deviation = scales.y.deviation;
        let slopes = slopes.iter().zip(&scales.x);
        let mut factors: Vec<f64> =
            slopes.map(|(w, x)| w * (deviation / x.deviation)).collect();
        factors.push(-1.0); // ŷ − y
        let terms = || columns.iter().zip(scales.of_columns()).zip(&factors);
        let rows = columns[0].len();
        let mut errors = vec![0.0; rows];
        let squares = on_spans(&mut errors, |errors, span| {
            let blocks = errors.chunks_mut(BLOCK);
            let begins = span.step_by(BLOCK);
            let squares = begins.zip(blocks).map(|(begin, errors)| {
                errors.fill(deviation * intercept);
                for ((column, scale), factor) in terms() {
                    let values = errors.iter_mut().zip(&column[begin..]);
                    values.for_each(|(e, v)| *e += factor * (v - scale.mean));
                }
                dot(errors, errors)
            });
            squares.sum::<f64>()
        });
        let squares: f64 = squares.iter().sum();
        let free = parameters.and_then(|p| rows.checked_sub(p));
        let free = free.filter(|free| *free > 0);
        Quality {
            loss: squares / rows as f64,
            r2: Some(1.0 - squares / rows as f64 / (deviation * deviation)),
            residual_standard_deviation: free
                .map(|free| (squares / free as f64).sqrt()),
            errors,
        }
    }
}
