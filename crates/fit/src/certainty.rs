//! How sure the parameters of least squares are.

use program::{Error, Result};
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::{
    data::Data,
    linear::{Linear, NOTHING},
    quality::Quality,
};

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

/// How sure each parameter of least squares is, where the residuals leave
/// degrees of freedom and are more than rounding: their variance times (XᵀX)⁻¹ is the covariance of the parameters, if the
/// errors are independent, equally large and normal (Gauss; the intervals by
/// Student, 1908).
///
/// # Errors
/// None for a table that a model was fitted to.
pub fn certainty(
    data: &Data,
    linear: &Linear,
    quality: &Quality,
) -> Result<Option<Vec<Certainty>>> {
    let (Some(best), Some(residual)) =
        (&data.least_squares, quality.residual_standard_deviation)
    else {
        return Ok(None);
    };
    if linear.least_squares.is_none()
        || residual <= NOTHING * data.scales.y.deviation
    {
        return Ok(None); // another loss; or rounding, which is no error
    }
    let free = quality.errors.len() - linear.own.len();
    let student = StudentsT::new(0.0, 1.0, free as f64)
        .map_err(|e| Error::Failed(e.to_string()))?;
    let width = student.inverse_cdf(0.975);

    // From standardised columns to own units parameters go by a linear map.
    let mut scales = data.scales.clone();
    scales.y.mean = 0.0;
    let mut squares = vec![0.0; linear.own.len()];
    for column in best.inverse_of_r() {
        let own = scales.in_own_units(&column).into_iter();
        squares.iter_mut().zip(own).for_each(|(s, v)| *s += v * v);
    }
    let residual = residual / scales.y.deviation;
    let of = |(value, squares): (&f64, &f64)| {
        let error = residual * squares.sqrt();
        Certainty {
            error,
            t: value / error,
            interval: [value - width * error, value + width * error],
        }
    };
    Ok(Some(linear.own.iter().zip(&squares).map(of).collect()))
}
