//! Gradients: how the loss changes with each parameter.
//!
//! Three ways to the same numbers. **By hand**: the formulas [`sse`], [`mse`]
//! and [`rmse`], for models that are linear in their parameters.
//! [`by_autodiff`]: burn follows the operations back. [`by_differences`]: move
//! a parameter a little and see. [`check`] compares them.
//!
//! ```
//! use descent::{data, gradient, loss, model::Line};
//! # use descent::device::{self, Backend, Precision};
//! # let device = device::open(Backend::Flex, Precision::F64)?;
//! let (x, y) = data::line().tensors(&device);
//! let w = data::tensor(&[-1.0, 1.0], &device);
//! let by_hand = gradient::mse(Line::columns(x.clone()), &w, y.clone());
//! let found = gradient::by_autodiff(&w, |w| {
//!     loss::mse(Line::from(w).forward(x.clone()), y.clone())
//! });
//! let check = gradient::check(&Line::PARAMS, &[
//!     ("by hand", by_hand),
//!     ("by autodiff", found.gradient),
//! ])?;
//! assert!(check.max_relative_difference < 1e-12);
//! # Ok::<(), descent::Error>(())
//! ```

use burn::{
    module::{Module, ModuleVisitor, Param},
    optim::GradientsParams,
    tensor::Tensor,
};

use crate::{
    Result,
    data::tensor,
    device::{to_host, value},
    loss::{self, Loss},
};

/// A gradient by hand: columns ∂ŷ/∂w of shape `[n, p]`, parameters `[p]` and
/// targets `[n]` in, the gradient of shape `[p]` out.
pub type ByHand = fn(Tensor<2>, &Tensor<1>, Tensor<1>) -> Tensor<1>;

/// The gradients by hand with the names of their losses.
pub const BY_HAND: [(&str, ByHand); 3] =
    [("sse", sse), ("mse", mse), ("rmse", rmse)];

/// The gradient of the sum of squared errors: 2 Σ eᵢ ∂ŷᵢ/∂w (Goodfellow and
/// others, Deep Learning, 5.1.4).
///
/// `columns` is the design matrix, shape `[n, p]`: it holds ∂ŷ/∂w (for example
/// [`Line::columns`](crate::model::Line::columns)), `params` `[p]`, y `[n]`;
/// the result has shape `[p]`.
pub fn sse(columns: Tensor<2>, params: &Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    let (error, sum) = errors(columns, params, y);
    sum(error) * 2.0
}

/// The gradient of the mean squared error: 2/n Σ eᵢ ∂ŷᵢ/∂w. Shapes as [`sse`].
pub fn mse(columns: Tensor<2>, params: &Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    let n = y.dims()[0] as f64;
    sse(columns, params, y) / n
}

/// The gradient of the root mean squared error: 1/n Σ eᵢ ∂ŷᵢ/∂w / RMSE, by the
/// chain rule on √MSE. Shapes as [`sse`]. At a perfect fit it is 0/0: NaN.
pub fn rmse(columns: Tensor<2>, params: &Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    let (error, sum) = errors(columns, params, y);
    let rmse = error.clone().square().mean().sqrt();
    let n = error.dims()[0] as f64;
    sum(error) / (rmse * n)
}

/// The errors e, shape `[n]`, and the function e ↦ Σ eᵢ ∂ŷᵢ/∂w, which takes
/// them.
fn errors(
    columns: Tensor<2>,
    params: &Tensor<1>,
    y: Tensor<1>,
) -> (Tensor<1>, impl Fn(Tensor<1>) -> Tensor<1>) {
    let w = params.clone().unsqueeze_dim::<2>(1);
    let error = columns.clone().matmul(w).squeeze_dim::<1>(1) - y;
    let sum = move |e: Tensor<1>| {
        let weighted = columns.clone() * e.unsqueeze_dim::<2>(1);
        weighted.sum_dim(0).squeeze_dim::<1>(0)
    };
    (error, sum)
}

/// A loss and its gradient at some parameters.
#[derive(Clone, Debug)]
pub struct LossAndGradient {
    /// Shape `[1]`.
    pub loss: Tensor<1>,
    /// Shape `[p]`, as the parameters.
    pub gradient: Tensor<1>,
}

// ANCHOR: by_autodiff
/// The loss, shape `[1]`, and its gradient at `params`, shape `[p]`: burn
/// records every operation of `loss` and goes back through them with the chain
/// rule. The loss must use its argument.
pub fn by_autodiff(
    params: &Tensor<1>,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
) -> LossAndGradient {
    let w = params.clone().inner().autodiff().require_grad();
    let loss = loss(w.clone());
    let grads = loss.backward();
    let gradient = w.grad(&grads).unwrap_or_else(|| params.zeros_like());
    LossAndGradient {
        loss: loss.inner(),
        gradient,
    }
}
// ANCHOR_END: by_autodiff

/// How long the gradient of a module is, all of its parameters together, shape
/// `[1]`: √Σ g², the sum over all components of `grads`.
pub fn length<M: Module>(module: &M, grads: &GradientsParams) -> Tensor<1> {
    let squares = Vec::new();
    let mut visitor = Squares { grads, squares };
    module.visit(&mut visitor);
    Tensor::cat(visitor.squares, 0).sum().sqrt()
}

/// The sum of the squares of each parameter's gradient.
struct Squares<'a> {
    grads: &'a GradientsParams,
    squares: Vec<Tensor<1>>,
}

impl ModuleVisitor for Squares<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let gradient = self.grads.get::<D>(param.id);
        self.squares.extend(gradient.map(|g| g.square().sum()));
    }
}

/// The gradient by central differences, shape `[p]`:
/// (loss(w + h) − loss(w − h)) / 2h in each component.
///
/// h is the cube root of the machine epsilon times max(1, |w|): it balances
/// rounding, which grows as 1/h, and truncation, h²/6 times the third
/// derivative (Press and others, Numerical Recipes, 5.7).
///
/// # Errors
/// A device that fails while it computes.
pub fn by_differences(
    params: &Tensor<1>,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
) -> Result<Tensor<1>> {
    let epsilon = params.dtype().finfo().map_or(f64::EPSILON, |f| f.epsilon);
    let options = (&params.device(), params.dtype());
    let w = to_host(params.clone())?;
    let mut gradient = Vec::new();
    for i in 0..w.len() {
        let h = epsilon.cbrt() * w[i].abs().max(1.0);
        let loss_at = |wi: f64| {
            let mut moved = w.clone();
            moved[i] = wi;
            value(loss(tensor(&moved, options)))
        };
        gradient.push((loss_at(w[i] + h)? - loss_at(w[i] - h)?) / (2.0 * h));
    }
    Ok(tensor(&gradient, options))
}

/// What [`check`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The largest difference of two gradients in one component, divided by
    /// the largest component of all.
    pub max_relative_difference: f64,
    /// Where it is: the component and the two gradients' values of it.
    pub worst: String,
}

/// Compares gradients of one loss, each with its name, component by component.
/// `params` names the components.
///
/// # Errors
/// A device that fails while it computes.
pub fn check(
    params: &[&str],
    gradients: &[(&str, Tensor<1>)],
) -> Result<Check> {
    let mut named = Vec::new();
    for (name, gradient) in gradients {
        named.push((name, to_host(gradient.clone())?));
    }
    let largest = named
        .iter()
        .flat_map(|(_, g)| g)
        .fold(0.0_f64, |largest, g| largest.max(g.abs()));
    let mut found = Check {
        max_relative_difference: 0.0,
        worst: "all components agree".into(),
    };
    for (i, (name, first)) in named.iter().enumerate() {
        for (other, second) in &named[i + 1..] {
            for (param, (u, v)) in params.iter().zip(first.iter().zip(second)) {
                let difference = (u - v).abs() / largest;
                let worst_yet = found.max_relative_difference;
                // NaN is the worst there is, and stays.
                if u == v || worst_yet.is_nan() || difference <= worst_yet {
                    continue;
                }
                found = Check {
                    max_relative_difference: difference,
                    worst: format!("{param}: {u:.7} {name}, {v:.7} {other}"),
                };
            }
        }
    }
    Ok(found)
}

/// Checks the gradients of all losses of one model at `params`, shape `[p]`:
/// SSE, MSE and RMSE by hand, by autodiff and by differences, MAE by the last
/// two. `columns` and y are as for [`sse`]; `predict` is the model, from
/// parameters to predictions.
///
/// # Errors
/// A device that fails while it computes.
pub fn check_losses(
    names: &[&str],
    params: &Tensor<1>,
    columns: Tensor<2>,
    y: Tensor<1>,
    predict: impl Fn(Tensor<1>) -> Tensor<1>,
) -> Result<Vec<(&'static str, Check)>> {
    let losses = [loss::sse as Loss, loss::mse, loss::rmse, loss::mae];
    let by_hand = BY_HAND.map(|(name, by_hand)| (name, Some(by_hand)));
    let by_hand = by_hand.into_iter().chain([("mae", None)]);
    let mut checks = Vec::new();
    for ((name, by_hand), loss) in by_hand.zip(losses) {
        let of = |w: Tensor<1>| loss(predict(w), y.clone());
        let mut gradients = vec![
            ("by autodiff", by_autodiff(params, of).gradient),
            ("by differences", by_differences(params, of)?),
        ];
        if let Some(by_hand) = by_hand {
            let gradient = by_hand(columns.clone(), params, y.clone());
            gradients.push(("by hand", gradient));
        }
        checks.push((name, check(names, &gradients)?));
    }
    Ok(checks)
}
