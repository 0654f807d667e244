//! Exercise 54, invent: a learning rate that decays. One solution of many.

/// The learning rate of an update; 0 is the first, 799 the last.
pub fn rate(update: usize) -> f64 {
    // As large as before at first, half of it after 50 updates, a third after
    // 100. It falls slowly enough to arrive, and far enough to calm down.
    0.1 / (1.0 + update as f64 / 50.0)
}
