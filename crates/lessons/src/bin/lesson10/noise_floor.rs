//! How high above the lowest place noisy gradients keep a descent.

// ANCHOR: floor
/// The expected excess along an axis. `scatter` is the variance of the
/// gradients of single points along it; batches are drawn anew from all points.
pub fn floor(lr: f64, curvature: f64, scatter: f64, size: usize) -> f64 {
    lr * scatter / (4.0 * size as f64) / (1.0 - lr * curvature / 2.0)
}
// ANCHOR_END: floor

// ANCHOR: dealt
/// The part of it that is left where all n points are dealt out to batches,
/// and then anew.
pub fn of_dealt(lr: f64, curvature: f64, n: usize, size: usize) -> f64 {
    let left = 1.0 - lr * curvature; // of a distance, after an update
    let batches = n.div_ceil(size) as i32;
    // The variance of the noise of p batches of an epoch: the last counts 1,
    // each before it `left` of the next. If all counted the same, they would
    // sum to 0 at the end of the epoch.
    let spread = |p: i32| {
        let squares = (1.0 - left.powi(2 * p)) / (1.0 - left * left);
        let sum = (1.0 - left.powi(p)) / (1.0 - left);
        squares - sum * sum / f64::from(batches)
    };
    // What all epochs before have left.
    let before = spread(batches) / (1.0 - left.powi(2 * batches));
    let at = |p: i32| spread(p) + left.powi(2 * p) * before;
    let mean = (1..=batches).map(at).sum::<f64>() / f64::from(batches);
    mean * (1.0 - left * left) * n as f64 / (n - 1) as f64
}
// ANCHOR_END: dealt
