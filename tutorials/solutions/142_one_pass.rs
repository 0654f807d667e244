//! Exercise 142, complete: one pass. The solution.

/// [loss, by a, by b] at the line (a, b).
pub fn step(
    points: impl Iterator<Item = (f64, f64)>,
    [a, b]: [f64; 2],
) -> [f64; 3] {
    let (mut n, mut sums) = (0.0, [0.0; 3]);
    for (x, y) in points {
        let error = a * x + b - y;
        n += 1.0;
        sums[0] += error * error;
        sums[1] += error * x;
        sums[2] += error;
    }
    // Three sums are all that a step needs from its points.
    [sums[0] / n, 2.0 * sums[1] / n, 2.0 * sums[2] / n]
}
