//! The bowl of a linear model, and how long it is.

use descent::curvature::Curvature;

use crate::{data::Data, penalty};

/// The curvatures of the mean squared error of a linear model.
pub struct Bowls {
    /// For standardised columns, with the penalty: on this bowl it descends.
    pub standardised: Curvature,
    /// For columns in their own units, without one.
    pub own_units: Curvature,
}

impl Bowls {
    /// Those of the model on the rows to learn from; a network has none, nor
    /// has a model of classes.
    pub fn of(data: &Data) -> Option<Bowls> {
        let x = &data.train[..data.x().len()];
        let intercept = data.scales.intercept;
        let by_root = |columns: Vec<Vec<f64>>| -> Vec<Vec<f64>> {
            let columns = columns.into_iter();
            columns.map(|column| data.weights.by_root(column)).collect()
        };
        let squares = data.model.is_linear() && data.classes.is_empty();
        squares.then(|| {
            let [standardised, own_units] = match &data.few {
                Some(few) => few.designs(&data.scales),
                None => [
                    by_root(data.scales.columns(x)),
                    by_root(data.model.columns(x, intercept)),
                ],
            };
            Bowls {
                standardised: penalty::curvature(
                    standardised,
                    data.l2,
                    intercept,
                ),
                own_units: Curvature::of_columns(&own_units),
            }
        })
    }
}
