//! The bowl of a linear model, and how long it is.

use descent::curvature::Curvature;

use crate::data::Data;

/// The curvatures of the mean squared error of a linear model.
pub struct Bowls {
    /// For standardised columns: on this bowl it descends.
    pub standardised: Curvature,
    /// For columns in their own units.
    pub own_units: Curvature,
}

impl Bowls {
    /// Those of the model on the rows to learn from; a network has none.
    pub fn of(data: &Data) -> Option<Bowls> {
        let x = &data.train[..data.x().len()];
        let of = |columns: Vec<Vec<f64>>| {
            let by_root = |column| data.weights.by_root(column);
            let columns: Vec<_> = columns.into_iter().map(by_root).collect();
            Curvature::of_columns(&columns)
        };
        data.model.is_linear().then(|| Bowls {
            standardised: of(data.scales.columns(x)),
            own_units: of(data.model.columns(x, data.scales.intercept)),
        })
    }
}
