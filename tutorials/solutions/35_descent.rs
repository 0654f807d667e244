//! Exercise 35, write: the descent, from nothing. One solution of many.

/// Descends the mean squared error of the line a x + b to the points (x, y).
///
/// It begins at (a, b) = `start` and makes so many `updates`, each against the
/// gradient at its place and `lr` times as long. It returns the (a, b) where
/// it ends, and all losses on the way: first that of the start, then the one
/// after each update.
pub fn descend(
    x: &[f64],
    y: &[f64],
    start: [f64; 2],
    lr: f64,
    updates: usize,
) -> ([f64; 2], Vec<f64>) {
    let n = x.len() as f64;
    let [mut a, mut b] = start;
    let mut losses = Vec::new();
    // One round more than there are updates: the last only looks at the loss.
    for update in 0..=updates {
        let mut loss = 0.0;
        let [mut by_a, mut by_b] = [0.0, 0.0];
        for (x, y) in x.iter().zip(y) {
            let error = a * x + b - y;
            loss += error * error / n;
            by_a += 2.0 * error * x / n;
            by_b += 2.0 * error / n;
        }
        losses.push(loss);
        if update < updates {
            // Both slopes are from one place: no point is looked at in between.
            a -= lr * by_a;
            b -= lr * by_b;
        }
    }
    ([a, b], losses)
}
