//! From scores to probabilities to a loss, and the gradient by hand.

use burn::tensor::{Int, Tensor};
use descent::{
    Result,
    gradient::{self, Check},
};

// ANCHOR: softmax
/// Probabilities from scores, row by row: exp(z) over the row's sum of it.
pub fn softmax(z: Tensor<2>) -> Tensor<2> {
    // Less the largest: the same quotient, and exp cannot overflow.
    let exp = (z.clone() - z.max_dim(1)).exp();
    exp.clone() / exp.sum_dim(1)
}

/// The mean of −log p over the rows, p the probability of the row's label.
pub fn cross_entropy(z: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let z = z.clone() - z.max_dim(1).detach();
    let log_p = z.clone() - z.exp().sum_dim(1).log();
    -log_p.gather(1, labels.unsqueeze_dim(1)).mean()
}
// ANCHOR_END: softmax

// ANCHOR: gradient
/// The gradient of the cross-entropy by the scores, shape `[n, classes]`:
/// (p − label)/n, the label as 1 for its class and 0 for the others.
pub fn by_hand(z: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<2> {
    let [n, classes] = z.dims();
    (softmax(z) - labels.one_hot(classes).float()) / n as f64
}
// ANCHOR_END: gradient

/// Compares the gradient by hand with autodiff and central differences. The
/// scores have shape `[n, classes]`, the labels `[n]`.
///
/// # Errors
/// A device that fails while it computes.
pub fn check(z: Tensor<2>, labels: Tensor<1, Int>) -> Result<Check> {
    let [n, classes] = z.dims();
    let name = |at: usize| format!("z{}{}", at / classes, at % classes);
    let names: Vec<_> = (0..n * classes).map(name).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    // ANCHOR: check
    let rows = |scores: Tensor<1>| scores.reshape([n, classes]);
    let loss = |scores| cross_entropy(rows(scores), labels.clone());
    let by_hand = by_hand(z.clone(), labels.clone());
    let scores = z.flatten(0, 1);
    let gradients = [
        ("by hand", by_hand.flatten(0, 1)),
        ("by autodiff", gradient::by_autodiff(&scores, loss).gradient),
        ("by differences", gradient::by_differences(&scores, loss)?),
    ];
    gradient::check(&names, &gradients)
    // ANCHOR_END: check
}
