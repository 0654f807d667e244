//! The fused step: the mean squared error of a line and its gradient in one
//! pass over the points.
//!
//! Operation by operation, a step writes the predictions to memory, reads them
//! to find the errors, writes the errors, and so on: five or more passes. All
//! it needs from the points are three sums. With eᵢ = a xᵢ + b − yᵢ
//!
//! ```text
//! MSE = 1/n Σ eᵢ²    ∂MSE/∂a = 2/n Σ eᵢ xᵢ    ∂MSE/∂b = 2/n Σ eᵢ
//! ```
//!
//! and one pass finds all three ([`gradient::mse`](descent::gradient::mse) has
//! the same formula). [`LineMse`] does so in one operation that burn's
//! autodiff can go back through, several points at a time and on all cores
//! (best after [`machine::join_in`]).
//!
//! ```
//! use descent::{data, gradient};
//! use fused::LineMse;
//! # use descent::device::{self, Backend, Precision};
//! # let device = device::open(Backend::Flex, Precision::F64)?;
//! let (x, y) = data::line().tensors(&device); // y = 3x + 8
//! let mse = LineMse::new(x, y)?;
//!
//! // One step, through burn's autodiff:
//! let w = data::tensor(&[-1.0, 1.0], &device);
//! let at_w = gradient::by_autodiff(&w, |w| mse.loss(&w));
//! assert_eq!((at_w.loss.dims(), at_w.gradient.dims()), ([1], [2]));
//!
//! // 400 steps in one call:
//! let [a, b] = mse.descend([-1.0, 1.0], 0.01, 400, |_, _| {})?;
//! assert!((a - 2.8845).abs() < 1e-4 && (b - 8.0620).abs() < 1e-4);
//! # Ok::<(), descent::Error>(())
//! ```

mod kernel;
pub mod machine;
mod operation;
mod walk;

use burn::{
    backend::{Dispatch, DispatchTensor},
    tensor::Tensor,
};

use descent::{Error, Result, gradient::LossAndGradient};
use operation::LineMseOps;

/// The mean squared error of the line a x + b on points that stay the same.
#[derive(Clone, Debug)]
pub struct LineMse {
    x: Tensor<1>,
    y: Tensor<1>,
}

impl LineMse {
    /// For x and y of shape `[n]`, on any device. With flex nothing is copied,
    /// unless a view skips points or turns their order: then each call below
    /// copies it.
    ///
    /// # Errors
    /// No points, not as many y as x, types or devices that differ, and x or y
    /// that are tracked: a gradient would silently not reach them.
    pub fn new(x: Tensor<1>, y: Tensor<1>) -> Result<Self> {
        let tracked = [&x, &y].map(|t| t.clone().into_dispatch());
        let tracked = tracked.iter().any(Dispatch::is_tracked);
        let (x, y) = (x.inner(), y.inner());
        let ([n], [n_y]) = (x.dims(), y.dims());
        let wrong = if n == 0 {
            "there are none".to_owned()
        } else if n != n_y {
            format!("there are {n} x and {n_y} y")
        } else if x.dtype() != y.dtype() {
            format!("x are {:?} and y {:?}", x.dtype(), y.dtype())
        } else if tracked {
            "they are tracked, and only a and b may be".into()
        } else if x.device() != y.device() {
            format!("x are on {:?} and y on {:?}", x.device(), y.device())
        } else {
            return Ok(LineMse { x, y });
        };
        Err(Error::Unsuitable(wrong))
    }

    /// The loss at (a, b), shape `[1]` for `[2]`. burn's `backward` finds the
    /// gradient of tracked parameters.
    ///
    /// # Panics
    /// Parameters of another shape, type or device than the points'.
    pub fn loss(&self, params: &Tensor<1>) -> Tensor<1> {
        let [params, x, y] = self.inputs(params);
        Tensor::from_dispatch(Dispatch::mse(params, x, y))
    }

    /// The loss, shape `[1]`, and its gradient, shape `[2]`, at (a, b), without
    /// autodiff.
    ///
    /// # Panics
    /// As [`loss`](Self::loss).
    pub fn loss_and_gradient(&self, params: &Tensor<1>) -> LossAndGradient {
        let [params, x, y] = self.inputs(&params.clone().inner());
        let found = Dispatch::mse_and_gradient(params, x, y);
        let found = Tensor::<1>::from_dispatch(found);
        LossAndGradient {
            loss: found.clone().slice(0..1),
            gradient: found.slice(1..3),
        }
    }

    fn inputs(&self, params: &Tensor<1>) -> [DispatchTensor; 3] {
        assert_eq!(params.dims(), [2], "a line has the parameters (a, b)");
        assert_eq!(params.dtype(), self.x.dtype(), "as the points");
        [params, &self.x, &self.y].map(|t| t.clone().into_dispatch())
    }
}
