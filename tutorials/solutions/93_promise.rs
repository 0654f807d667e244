//! Exercise 93, repair: a test that is too good. The solution.

/// Both parts, shifted and scaled alike.
pub fn standardised(train: &[f64], test: &[f64]) -> [Vec<f64>; 2] {
    // What is learned from data is learned from the training part alone: a
    // mean is learned, too.
    let n = train.len() as f64;
    let mean = train.iter().sum::<f64>() / n;
    let squares = train.iter().map(|v| (v - mean).powi(2));
    let deviation = (squares.sum::<f64>() / n).sqrt();
    // And then the same shift and scale for both.
    [train, test]
        .map(|part| part.iter().map(|v| (v - mean) / deviation).collect())
}
