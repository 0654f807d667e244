//! The 95 % band of a curve over one x.

use program::Result;

use crate::{
    certainty::{certainty, half_widths},
    fitted::Fitted,
    places::along,
};

/// A band around a curve, in the units of x and y.
pub struct Band {
    /// Where.
    pub x: Vec<f64>,
    /// Its ends there.
    pub ends: Vec<[f64; 2]>,
}

/// Where the curve lies with 95 % confidence, place by place: from the rows
/// drawn anew, if they were; otherwise, for least squares, from the formula.
/// `None` where neither is known, or where there are several x.
///
/// # Errors
/// See [`certainty`].
pub fn band(fitted: &Fitted) -> Result<Option<Band>> {
    let data = &fitted.data;
    let x = along(data);
    if x.is_empty() {
        return Ok(None);
    }
    if let Some(bootstrap) = &fitted.bootstrap {
        let ends = bootstrap.along.clone();
        return Ok((!ends.is_empty()).then_some(Band { x, ends }));
    }
    let Some(linear) = &fitted.linear else {
        return Ok(None);
    };
    if certainty(data, linear, &fitted.quality, &[0.0])?.is_err() {
        return Ok(None);
    }
    let places = x.iter().map(|x| data.log.apply_x(*x)).collect::<Vec<_>>();
    let columns = data.scales.columns(&[places]);
    let widths = half_widths(data, linear, &fitted.quality, &columns)?;
    let at = |(i, width): (usize, &f64)| {
        let terms = columns.iter().zip(&linear.standardised);
        let y = terms.map(|(column, w)| column[i] * w).sum::<f64>();
        let y = data.scales.y.undo(y);
        [y - width, y + width].map(|end| data.log.undo_y(end))
    };
    let ends = widths.iter().enumerate().map(at).collect();
    Ok(Some(Band { x, ends }))
}
