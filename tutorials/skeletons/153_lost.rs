//! Exercise 153, repair: what a lost worker changes.
//!
//! Chapter: docs/src/lesson15.md
//! Check it: cargo run --bin tutor
//!
//! Some workers do not answer any more. A run goes on with the rows of those
//! that do, until the others are back. The function below puts their answers
//! together. It compiles, the descent goes on, and its loss falls. Yet its
//! steps are not those of the rows that are left; and when nobody answers, the
//! descent believes that it has arrived.
//!
//! Repair it: the gradient of the rows whose workers answered, and none if
//! there are no such rows.

/// What a worker answers.
pub struct Answer {
    /// The rows of its part.
    pub rows: usize,
    /// The gradient of its part's mean squared error.
    pub gradient: Vec<f64>,
}

/// The gradient of p numbers, from the answers of all workers, of n rows
/// together. In place of a lost one's answer stands None.
pub fn gradient(
    answers: &[Option<Answer>],
    n: usize,
    p: usize,
) -> Option<Vec<f64>> {
    let mut mean = vec![0.0; p];
    for answer in answers.iter().flatten() {
        let weight = answer.rows as f64 / n as f64;
        for (mean, by) in mean.iter_mut().zip(&answer.gradient) {
            *mean += weight * by;
        }
    }
    Some(mean)
}
