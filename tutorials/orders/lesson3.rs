//! Lesson 3: one line's descent, its gradient by hand.

use burn::tensor::Tensor;

/// Descends the mean squared error of the line a x + b. All have shape `[1]`
/// but x and y, `[n]`.
pub fn descend(
    x: Tensor<1>,
    y: Tensor<1>,
    [mut a, mut b]: [Tensor<1>; 2],
    lr: f64,
    updates: usize,
) -> [Tensor<1>; 2] {
    for _ in 0..updates {
        // ANCHOR: lines
        let error = a.clone() * x.clone() + b.clone() - y.clone();
        let grad_a = (error.clone() * 2.0 * x.clone()).mean();
        let grad_b = (error.clone() * 2.0).mean();
        a = a - grad_a * lr;
        b = b - grad_b * lr;
        // ANCHOR_END: lines
    }
    [a, b]
}
