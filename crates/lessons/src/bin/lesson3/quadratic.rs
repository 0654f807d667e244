//! The quadratic: a gradient by hand, and the check that finds its mistake.

use burn::tensor::Tensor;
use descent::{
    Result,
    gradient::{self, Check, LossAndGradient},
    loss,
    model::Quadratic,
    train::{self, Recorder, Trace},
};

/// The RMSE of the quadratic with w = (a, b, c) at the points x, y, both of
/// shape `[n]`.
pub fn rmse(w: Tensor<1>, x: &Tensor<1>, y: &Tensor<1>) -> Tensor<1> {
    loss::rmse(Quadratic::from(w).forward(x.clone()), y.clone())
}

// ANCHOR: quadratic
/// The RMSE at w = (a, b, c), and a gradient by hand. Its errors are those
/// from `truth`, which should be y.
pub fn loss_and_gradient(
    w: &Tensor<1>,
    [x, y, truth]: [&Tensor<1>; 3],
) -> LossAndGradient {
    let y_pred = Quadratic::from(w.clone()).forward(x.clone());
    let error = y_pred - truth.clone();
    let by_a = (error.clone() * x.clone().square()).mean();
    let by_b = (error.clone() * x.clone()).mean();
    let by_c = error.mean();
    let loss = rmse(w.clone(), x, y);
    let gradient = Tensor::cat(vec![by_a, by_b, by_c], 0) / loss.clone();
    LossAndGradient { loss, gradient }
}

/// Descends along that gradient.
pub fn descend(
    start: Tensor<1>,
    lr: f64,
    updates: usize,
    data: [&Tensor<1>; 3],
) -> Result<Trace> {
    let at = |w: &Tensor<1>| loss_and_gradient(w, data);
    train::descend(start, lr, updates, Recorder::new(), at)
}
// ANCHOR_END: quadratic

// ANCHOR: check
/// Compares a gradient of the RMSE at w with the one by differences.
pub fn check(
    by_hand: Tensor<1>,
    w: &Tensor<1>,
    [x, y]: [&Tensor<1>; 2],
) -> Result<Check> {
    let measured = gradient::by_differences(w, |w| rmse(w, x, y))?;
    let both = [("by hand", by_hand), ("by differences", measured)];
    gradient::check(&Quadratic::PARAMS, &both)
}
// ANCHOR_END: check
