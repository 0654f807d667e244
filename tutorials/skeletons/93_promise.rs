//! Exercise 93, repair: a test that is too good.
//!
//! Chapter: docs/src/lesson9.md
//! Check it: cargo run --bin tutor
//!
//! Before training, numbers are often brought to mean 0 and deviation 1. The
//! function below does so for the numbers to train on and the numbers to test
//! on. A model that is tested so does well. In use, where numbers come one at a
//! time and after the training, it does worse than the test had promised.
//!
//! Find out why, and repair it.

/// Both parts, shifted and scaled alike.
pub fn standardised(train: &[f64], test: &[f64]) -> [Vec<f64>; 2] {
    let all: Vec<f64> = train.iter().chain(test).copied().collect();
    let n = all.len() as f64;
    let mean = all.iter().sum::<f64>() / n;
    let squares = all.iter().map(|v| (v - mean).powi(2));
    let deviation = (squares.sum::<f64>() / n).sqrt();
    [train, test]
        .map(|part| part.iter().map(|v| (v - mean) / deviation).collect())
}
