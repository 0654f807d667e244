//! Exercise 84, repair: a variance of 10. The solution.

/// The standard deviation of the weights: the root of their variance.
pub fn xavier(n_in: f64, n_out: f64) -> f64 {
    // Division binds more strongly than addition: without the parentheses
    // only n_in divides, and n_out is added to the quotient.
    let variance = 2.0 / (n_in + n_out);
    variance.sqrt()
}
