//! Exercise 63, repair: a cosine that stands still. The solution.

/// The learning rate of an update out of so many.
pub fn rate(first: f64, update: usize, updates: usize) -> f64 {
    // Whole numbers divide to whole numbers: 3 / 400 is 0. Convert first.
    let part = update as f64 / updates as f64;
    first / 2.0 * (1.0 + (std::f64::consts::PI * part).cos())
}
