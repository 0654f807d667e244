//! Exercise 92, complete: the gradient of the cross-entropy. The solution.

/// The probabilities of these scores.
pub fn softmax(z: &[f64]) -> Vec<f64> {
    let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // The largest of these is exp(0) = 1: none is infinite, and the sum is 1
    // at least.
    let exp: Vec<f64> = z.iter().map(|z| (z - largest).exp()).collect();
    let sum: f64 = exp.iter().sum();
    exp.iter().map(|exp| exp / sum).collect()
}

/// The derivatives of −log p by the scores, p the probability of the label.
pub fn gradient(z: &[f64], label: usize) -> Vec<f64> {
    let mut gradient = softmax(z);
    // What was said, minus what is right: 1 for the label, 0 for the others.
    gradient[label] -= 1.0;
    gradient
}
