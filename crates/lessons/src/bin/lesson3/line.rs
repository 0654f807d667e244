//! The line: its gradients by hand, and its descent.

use burn::tensor::Tensor;
use descent::{
    Result,
    data::tensor,
    device::to_host,
    gradient,
    model::Line,
    train::{Recorder, Trace},
};

// ANCHOR: gradients
/// The gradients (∂a, ∂b) of SSE, MSE and RMSE at (a, b), with their names.
pub fn gradients(
    x: Tensor<1>,
    y: Tensor<1>,
    params: [f64; 2],
) -> Result<Vec<(&'static str, Vec<f64>)>> {
    let params = tensor(&params, &x.device());
    let columns = Line::columns(x);
    let named = gradient::BY_HAND.map(|(name, by_hand)| {
        let gradient = by_hand(columns.clone(), &params, y.clone());
        Ok((name, to_host(gradient)?))
    });
    named.into_iter().collect()
}
// ANCHOR_END: gradients

// ANCHOR: descent
/// Descends the mean squared error of the line a x + b from (a, b), and
/// records its root. x and y have shape `[n]`.
pub fn descend(
    x: Tensor<1>,
    y: Tensor<1>,
    start: [f64; 2],
    lr: f64,
    updates: usize,
    mut recorder: Recorder,
) -> Result<Trace> {
    let [mut a, mut b] = start.map(|value| tensor(&[value], &x.device()));
    for update in 0..=updates {
        let error = a.clone() * x.clone() + b.clone() - y.clone();
        let rmse = error.clone().square().mean().sqrt();
        recorder.record(&Tensor::cat(vec![a.clone(), b.clone()], 0), &rmse)?;
        if update == updates {
            break;
        }
        // MSE = mean(error²), so by the chain rule its derivative by b is
        // mean(2 error · ∂error/∂b), with ∂error/∂b = 1 and ∂error/∂a = x.
        let grad_a = (error.clone() * 2.0 * x.clone()).mean();
        let grad_b = (error * 2.0).mean();
        a = a - grad_a * lr;
        b = b - grad_b * lr;
    }
    recorder.finish()
}
// ANCHOR_END: descent
