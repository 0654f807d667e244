//! Exercise 153, repair: what a lost worker changes. The solution.

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
    _n: usize,
    p: usize,
) -> Option<Vec<f64>> {
    // With n the lost rows count as rows whose gradient is 0.
    let left: usize = answers.iter().flatten().map(|a| a.rows).sum();
    if left == 0 {
        return None;
    }
    let mut mean = vec![0.0; p];
    for answer in answers.iter().flatten() {
        let weight = answer.rows as f64 / left as f64;
        for (mean, by) in mean.iter_mut().zip(&answer.gradient) {
            *mean += weight * by;
        }
    }
    Some(mean)
}
