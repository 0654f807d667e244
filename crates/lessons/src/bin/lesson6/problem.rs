//! What this lesson descends on: points, and a model that is linear in its
//! parameters.

use burn::tensor::Tensor;
use descent::{curvature::Curvature, gradient, loss, model};
use lessons::Result;

pub struct Problem {
    /// ∂ŷ/∂params, shape `[n, p]`; predictions are columns · params.
    columns: Tensor<2>,
    y: Tensor<1>,
    /// The curvature of its mean squared error.
    pub curvature: Curvature,
    /// Where its descents start.
    pub start: Tensor<1>,
    /// The parameters of the smallest loss.
    pub best: Vec<f64>,
}

impl Problem {
    pub fn new(
        columns: Tensor<2>,
        y: Tensor<1>,
        start: Tensor<1>,
        best: Vec<f64>,
    ) -> Result<Self> {
        let curvature = Curvature::of_mse(columns.clone())?;
        Ok(Problem {
            columns,
            y,
            curvature,
            start,
            best,
        })
    }

    fn predict(&self, w: &Tensor<1>) -> Tensor<1> {
        model::linear(self.columns.clone(), w.clone())
    }

    /// The mean squared error and its gradient.
    pub fn mse(&self, w: &Tensor<1>) -> (Tensor<1>, Tensor<1>) {
        let gradient = gradient::mse(self.columns.clone(), w, self.y.clone());
        (loss::mse(self.predict(w), self.y.clone()), gradient)
    }

    /// The root mean squared error and its gradient.
    pub fn rmse(&self, w: &Tensor<1>) -> (Tensor<1>, Tensor<1>) {
        let gradient = gradient::rmse(self.columns.clone(), w, self.y.clone());
        (loss::rmse(self.predict(w), self.y.clone()), gradient)
    }
}
