//! Exercise 83, repair: numbers that fade. The solution.

/// The largest weight of a layer with n_in inputs.
pub fn limit(n_in: f64) -> f64 {
    // What relu halves must be doubled.
    let variance = 2.0 / n_in;
    // l²/3 = variance, so l is the root of three times that.
    (3.0 * variance).sqrt()
}
