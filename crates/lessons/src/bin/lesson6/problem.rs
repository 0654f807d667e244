//! What this lesson descends on: points, and a model that is linear in its
//! parameters.

use burn::tensor::{Device, Tensor};
use descent::{
    Result,
    curvature::Curvature,
    data::{Points, tensor},
    device::to_host,
    gradient::{self, LossAndGradient},
    loss,
    model::{self, Line, Quadratic},
    train::{Recorder, Trace, descend},
};

/// Points, a model and a start.
pub struct Problem {
    /// ∂ŷ/∂params, shape `[n, p]`; predictions are columns · params.
    columns: Tensor<2>,
    y: Tensor<1>,
    /// The curvature of its mean squared error.
    pub curvature: Curvature,
    /// Where its descents start, shape `[p]`.
    pub start: Tensor<1>,
    /// The parameters of the smallest loss.
    pub best: Vec<f64>,
}

impl Problem {
    /// A line through the points.
    pub fn line(
        points: &Points,
        start: [f64; 2],
        device: &Device,
    ) -> Result<Self> {
        let (x, y) = points.tensors(device);
        let best = Line::least_squares(points).to_vec();
        Self::new(Line::columns(x), y, tensor(&start, device), best)
    }

    /// A quadratic through the points.
    pub fn quadratic(
        points: &Points,
        start: [f64; 3],
        device: &Device,
    ) -> Result<Self> {
        let (x, y) = points.tensors(device);
        let best = Quadratic::least_squares(points).to_vec();
        Self::new(Quadratic::columns(x), y, tensor(&start, device), best)
    }

    fn new(
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

    /// The start as people write it: (-1, 1).
    pub fn start_told(&self) -> Result<String> {
        let start = to_host(self.start.clone())?;
        let numbers: Vec<_> = start.iter().map(f64::to_string).collect();
        Ok(format!("({})", numbers.join(", ")))
    }

    fn predict(&self, w: &Tensor<1>) -> Tensor<1> {
        model::linear(self.columns.clone(), w.clone())
    }

    /// The mean squared error and its gradient.
    pub fn mse(&self, w: &Tensor<1>) -> LossAndGradient {
        let gradient = gradient::mse(self.columns.clone(), w, self.y.clone());
        let loss = loss::mse(self.predict(w), self.y.clone());
        LossAndGradient { loss, gradient }
    }

    /// The root mean squared error and its gradient.
    pub fn rmse(&self, w: &Tensor<1>) -> LossAndGradient {
        let gradient = gradient::rmse(self.columns.clone(), w, self.y.clone());
        let loss = loss::rmse(self.predict(w), self.y.clone());
        LossAndGradient { loss, gradient }
    }

    /// The descent of the mean squared error.
    ///
    /// # Errors
    /// As [`descend`].
    pub fn descend(
        &self,
        lr: f64,
        updates: usize,
        recorder: Recorder,
    ) -> Result<Trace> {
        let start = self.start.clone();
        descend(start, lr, updates, recorder, |w| self.mse(w))
    }
}
