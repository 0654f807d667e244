//! Softmax on the host: from scores to a class and its probability, and what
//! the parameters of a softmax regression say.

use crate::network::Layer;

/// Probabilities from the scores of one row: exp(z) over its sum.
// ANCHOR: softmax
pub fn probabilities(scores: &[f64]) -> Vec<f64> {
    // Less the largest: the same quotient, and exp cannot overflow.
    let largest = scores.iter().copied().fold(f64::MIN, f64::max);
    let exp: Vec<f64> = scores.iter().map(|z| (z - largest).exp()).collect();
    let sum: f64 = exp.iter().sum();
    exp.iter().map(|e| e / sum).collect()
}
// ANCHOR_END: softmax

/// The class with the largest score; of equal ones the first.
pub fn named(scores: &[f64]) -> usize {
    let all = scores.iter().enumerate().rev();
    all.max_by(|a, b| a.1.total_cmp(b.1))
        .map_or(0, |(at, _)| at)
}

/// The parameters of each class but the first, less those of the first: the
/// intercept, then one for each input. A number that is added to one parameter
/// of all classes changes no probability, so only differences say anything.
pub fn differences(layer: &Layer) -> Vec<Vec<f64>> {
    let of = |k: usize| -> Vec<f64> {
        let weights = layer.weights.iter().map(|of_input| of_input[k]);
        [layer.biases[k]].into_iter().chain(weights).collect()
    };
    let first = of(0);
    let less = |k| of(k).iter().zip(&first).map(|(w, f)| w - f).collect();
    (1..layer.biases.len()).map(less).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_scores_the_first_is_named() {
        assert_eq!(named(&[1.0, 3.0, 3.0]), 1);
        assert_eq!(named(&[0.0, 0.0]), 0);
    }

    #[test]
    fn huge_scores_are_no_obstacle() {
        assert_eq!(probabilities(&[-2e300, 1e300]), [0.0, 1.0]);
        assert_eq!(probabilities(&[7e5, 7e5]), [0.5, 0.5]);
    }
}
