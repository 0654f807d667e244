//! How sure the parameters of least squares are.

use program::{Error, Result};
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::{
    data::Data,
    linear::{Linear, NOTHING},
    quality::Quality,
};

/// A descent has arrived where it is nearer to least squares than this, in
/// standard errors.
const ARRIVED: f64 = 0.01;

/// How sure one parameter is, in the data's own units.
#[derive(Clone, Copy, Debug)]
pub struct Certainty {
    /// The standard error: the deviation that the parameter would have over
    /// many tables with the same x, each with errors of its own.
    pub error: f64,
    /// The parameter in standard errors.
    pub t: f64,
    /// From where to where it lies with 95 % confidence.
    pub interval: [f64; 2],
}

/// How sure each parameter is, around these `centres` of the columns x (0 for
/// the parameters as they are); or why nobody knows. The variance of the
/// residuals times (XᵀX)⁻¹, with weights (XᵀWX)⁻¹, is the covariance of the
/// parameters of least squares, if the errors have mean 0, are independent and
/// equally large, or with weights have variances that are one over them
/// (Gauss); the intervals are Student's (1908), for normal errors.
///
/// # Errors
/// None for a table that a model was fitted to.
pub fn certainty(
    data: &Data,
    linear: &Linear,
    quality: &Quality,
    centres: &[f64],
) -> Result<std::result::Result<Vec<Certainty>, &'static str>> {
    if data.l2 > 0.0 {
        return Ok(Err(
            "the penalty pulls the parameters towards 0, so they are \
                       biased, and by how much no standard error says",
        ));
    }
    let (Some(best), Some(_)) = (&data.least_squares, &linear.least_squares)
    else {
        return Ok(Err("they belong to least squares, --loss mse"));
    };
    let Some(residual) = quality.residual_standard_deviation else {
        return Ok(Err("there are as many parameters as rows"));
    };
    let residual = residual / data.scales.y.deviation;
    if residual <= NOTHING {
        return Ok(Err("nothing is left over but rounding"));
    }
    let width = student(linear, quality)?;

    let scales = data.scales.around(centres);
    let own = scales.in_own_units(&linear.standardised);
    let least = scales.in_own_units(&best.params);
    // From standardised columns to own units parameters go by a linear map.
    let mut map = scales;
    map.y.mean = 0.0;
    let mut errors = vec![0.0_f64; own.len()];
    for column in best.inverse_of_r() {
        let own = map.in_own_units(&column).into_iter();
        // No square: it may leave float64 where the error does not.
        errors
            .iter_mut()
            .zip(own)
            .for_each(|(e, v)| *e = e.hypot(v));
    }
    errors.iter_mut().for_each(|error| *error *= residual);
    let mut all = own.iter().zip(&least).zip(&errors);
    if !all.all(|((own, least), e)| (own - least).abs() <= ARRIVED * e) {
        return Ok(Err("the descent has not arrived at least squares"));
    }
    let of = |(value, error): (&f64, f64)| Certainty {
        error,
        t: value / error,
        interval: [value - width * error, value + width * error],
    };
    Ok(Ok(own.iter().zip(errors).map(of).collect()))
}

/// Student's 0.975 quantile: to either side of a parameter its interval is so
/// many standard errors wide.
fn student(linear: &Linear, quality: &Quality) -> Result<f64> {
    let free = quality.errors.len() - linear.own.len();
    let student = StudentsT::new(0.0, 1.0, free as f64)
        .map_err(|e| Error::Failed(e.to_string()))?;
    Ok(student.inverse_cdf(0.975))
}

/// How far the 95 % interval of what least squares give reaches to either side,
/// in the units of y, where [`certainty`] knows: at places whose standardised
/// columns are these. The variance of zᵀw is s² zᵀ(XᵀX)⁻¹z.
///
/// # Errors
/// As [`certainty`].
pub fn half_widths(
    data: &Data,
    linear: &Linear,
    quality: &Quality,
    columns: &[Vec<f64>],
) -> Result<Vec<f64>> {
    let (Some(best), Some(residual)) =
        (&data.least_squares, quality.residual_standard_deviation)
    else {
        return Ok(Vec::new());
    };
    let width = student(linear, quality)? * residual;
    let inverse = best.inverse_of_r();
    let at = |i: usize| {
        let along = |of: &Vec<f64>| {
            let terms = columns.iter().zip(of).map(|(column, v)| column[i] * v);
            terms.sum::<f64>().powi(2)
        };
        width * inverse.iter().map(along).sum::<f64>().sqrt()
    };
    Ok((0..columns[0].len()).map(at).collect())
}
