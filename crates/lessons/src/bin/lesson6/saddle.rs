//! A saddle point: a descent stalls beside it, and leaves.

use burn::tensor::{Device, Tensor};
use descent::{
    Result,
    data::tensor,
    device::value,
    gradient::{self, LossAndGradient},
    train::{Recorder, Trace},
};

/// u² + v⁴/4 − v²/2, for each u and v: up along u, and down along v to the
/// minima at v = 1 and v = −1. The saddle point is (0, 0).
pub fn height(u: Tensor<1>, v: Tensor<1>) -> Tensor<1> {
    let square = v.square();
    u.square() + square.clone().square() / 4.0 - square / 2.0
}

/// The same for w = (u, v), shape `[2]`.
pub fn loss(w: Tensor<1>) -> Tensor<1> {
    height(w.clone().slice(0..1), w.slice(1..2))
}

// ANCHOR: saddle
/// Descends from `start`, and notes how long the gradient is before each
/// update and at the end.
pub fn descend(
    start: [f64; 2],
    lr: f64,
    updates: usize,
    device: &Device,
) -> Result<(Trace, Vec<f64>)> {
    let mut w = tensor(&start, device);
    let (mut recorder, mut lengths) = (Recorder::new(), Vec::new());
    for _ in 0..=updates {
        let LossAndGradient { loss, gradient } =
            gradient::by_autodiff(&w, loss);
        recorder.record(&w, &loss)?;
        lengths.push(value(gradient.clone().square().sum().sqrt())?);
        w = w - gradient * lr;
    }
    Ok((recorder.finish()?, lengths))
}
// ANCHOR_END: saddle

/// The update at which the gradient stopped to fade, and the one at which it
/// was longest after that: where the descent stalled, and where it left. Both
/// are the last one of a descent that fades to its end.
pub fn stall(lengths: &[f64]) -> [usize; 2] {
    let last = lengths.len().saturating_sub(1);
    let grows = |k: &usize| lengths[*k] < lengths[k + 1];
    let stalled = (0..last).find(grows).unwrap_or(last);
    let longest = |i: &usize, j: &usize| lengths[*i].total_cmp(&lengths[*j]);
    let left = (stalled..=last).max_by(longest).unwrap_or(last);
    [stalled, left]
}
