//! The descent of the line with nothing but tensors, its gradient by autodiff.

use burn::tensor::Tensor;
use descent::{
    Error, Result, loss, model,
    train::{Recorder, Trace},
};

// ANCHOR: backward
/// Descends the mean squared error of x @ w from w = `start`.
/// x has shape `[n, p]`, w `[p]`, y `[n]`.
pub fn descend(
    x: Tensor<2>,
    y: Tensor<1>,
    start: Tensor<1>,
    lr: f64,
    updates: usize,
    mut recorder: Recorder,
) -> Result<Trace> {
    let mut w = start.autodiff().require_grad();
    for update in 0..=updates {
        let loss = loss::mse(model::linear(x.clone(), w.clone()), y.clone());
        recorder.record(&w, &loss)?;
        if update == updates {
            break;
        }
        let grads = loss.backward();
        let gradient = w.grad(&grads).ok_or(Error::NoGradient)?;
        // inner() leaves the graph, like PyTorch's no_grad: the update is no
        // part of the loss.
        w = (w.inner() - gradient * lr).autodiff().require_grad();
    }
    recorder.finish()
}
// ANCHOR_END: backward
