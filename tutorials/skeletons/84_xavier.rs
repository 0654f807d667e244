//! Exercise 84, repair: a variance of 10.
//!
//! Chapter: docs/src/lesson8.md
//! Check it: cargo run --bin tutor
//!
//! The weights of a layer with n_in inputs and n_out outputs are drawn at
//! random. Xavier Glorot's rule gives their variance: two, divided by the sum
//! of n_in and n_out. One of the course's sources writes it as below. For 784
//! inputs and 10 outputs the variance then is 10.0026; it should be 0.00252.
//!
//! Repair the function.

/// The standard deviation of the weights: the root of their variance.
pub fn xavier(n_in: f64, n_out: f64) -> f64 {
    let variance = 2.0 / n_in + n_out;
    variance.sqrt()
}
