//! Exercise 92, complete: the gradient of the cross-entropy.
//!
//! Chapter: docs/src/lesson9.md
//! Check it: cargo run --bin tutor
//!
//! One image, some classes, without any tensor.

/// The probabilities of these scores.
pub fn softmax(z: &[f64]) -> Vec<f64> {
    // TODO: the largest score, so that exp cannot overflow.
    let largest: f64 = todo!("the largest score");
    let exp: Vec<f64> = z.iter().map(|z| (z - largest).exp()).collect();
    // TODO: each of these, divided by their sum.
    todo!("the probabilities")
}

/// The derivatives of −log p by the scores, p the probability of the label.
pub fn gradient(z: &[f64], label: usize) -> Vec<f64> {
    let mut gradient = softmax(z);
    // TODO: what is different for the label?
    todo!("the derivatives")
}
