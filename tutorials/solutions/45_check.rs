//! Exercise 45, write: a gradient check of your own. One solution of many.

/// The slopes of the loss at a place, one for each parameter, by central
/// differences: the loss a little above, less the loss a little below, over
/// the way between. Meanwhile the other parameters stay where they are.
pub fn differences(loss: impl Fn(&[f64]) -> f64, at: &[f64]) -> Vec<f64> {
    // About the cube root of the smallest number that 1 + ε can tell from 1:
    // smaller, and rounding grows; larger, and the bend does.
    let h = 1e-5;
    let slope = |i: usize| {
        // A copy for each parameter: nothing is left moved.
        let loss_at = |by: f64| {
            let mut moved = at.to_vec();
            moved[i] += by;
            loss(&moved)
        };
        (loss_at(h) - loss_at(-h)) / (2.0 * h)
    };
    (0..at.len()).map(slope).collect()
}

/// Which slopes of a gradient are wrong: the numbers of their parameters from
/// 0 on, in rising order. A slope is wrong if it is off by more than a
/// thousandth of the largest size among all slopes.
pub fn wrong(
    loss: impl Fn(&[f64]) -> f64,
    at: &[f64],
    gradient: &[f64],
) -> Vec<usize> {
    let slopes = differences(loss, at);
    // Relative to the largest: a slope of 0 among others has no size of its
    // own to compare with.
    let largest = slopes.iter().fold(0.0_f64, |m, slope| m.max(slope.abs()));
    let off = |i: &usize| {
        let difference = (slopes[*i] - gradient[*i]).abs();
        difference > 1e-3 * largest
    };
    (0..at.len()).filter(off).collect()
}
