//! Scores without a hidden layer, learned with the gradient by hand.

use burn::tensor::{Int, Tensor};

use crate::softmax::softmax;

/// The weights, shape `[pixels, classes]`, after some updates from 0. The
/// images x have shape `[n, pixels]`, their labels `[n]`.
pub fn descend(
    x: Tensor<2>,
    labels: Tensor<1, Int>,
    classes: usize,
    lr: f64,
    updates: usize,
) -> Tensor<2> {
    // ANCHOR: descent
    let [n, pixels] = x.dims();
    let y = labels.one_hot(classes).float();
    let mut w = Tensor::zeros([pixels, classes], &x.device());
    for _ in 0..updates {
        let p = softmax(x.clone().matmul(w.clone()));
        let error = p - y.clone();
        let gradient = x.clone().transpose().matmul(error) / n as f64;
        w = w - gradient * lr;
    }
    // ANCHOR_END: descent
    w
}
