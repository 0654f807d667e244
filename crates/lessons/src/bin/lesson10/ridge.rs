//! Weight decay: in closed form, by descent, and what it is expected to do.

use burn::tensor::Tensor;
use descent::{gradient, model::by_qr};

// ANCHOR: closed_form
/// The weights where MSE + α/2 · |w|² is least. The penalty is a row more for
/// each weight: its column there is √(nα/2), its y is 0.
pub fn closed_form(columns: &[Vec<f64>], y: &[f64], alpha: f64) -> Vec<f64> {
    let (p, n) = (columns.len(), y.len() as f64);
    let penalty = (n * alpha / 2.0).sqrt();
    let extended = columns.iter().enumerate().map(|(j, column)| {
        let own = (0..p).map(|k| if j == k { penalty } else { 0.0 });
        column.iter().copied().chain(own).collect()
    });
    let zeros = vec![0.0; p];
    by_qr(extended.collect(), &[y, &zeros].concat()).params
}
// ANCHOR_END: closed_form

// ANCHOR: descent
/// Descends from 0 on the same loss. Columns of shape `[n, p]`, y `[n]`.
pub fn descend(
    columns: &Tensor<2>,
    y: &Tensor<1>,
    alpha: f64,
    lr: f64,
    updates: usize,
) -> Tensor<1> {
    let [_, p] = columns.dims();
    let mut w = Tensor::zeros([p], &columns.device());
    for _ in 0..updates {
        let gradient = gradient::mse(columns.clone(), &w, y.clone());
        w = w.clone() - (gradient + w * alpha) * lr;
    }
    w
}
// ANCHOR_END: descent

// ANCHOR: excess
/// The expected excess of ridge where the Hessian is diagonal. `truth` holds
/// the weights of the curve without noise, `n` counts the points.
pub fn excess(
    curvatures: &[f64],
    truth: &[f64],
    alpha: f64,
    deviation: f64,
    n: usize,
) -> f64 {
    let axes = curvatures.iter().zip(truth).map(|(lambda, w)| {
        let kept = lambda / (lambda + alpha);
        let bias = lambda / 2.0 * ((1.0 - kept) * w).powi(2);
        bias + (kept * deviation).powi(2) / n as f64
    });
    axes.sum()
}
// ANCHOR_END: excess
