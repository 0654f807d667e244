//! Exercise F3, repair: predictions with a scale of their own.
//!
//! Chapter: docs/src/fit.md
//! Check it: cargo run --bin tutor
//!
//! A model was trained on standardised lengths. To predict for new ones, the
//! function below standardises these, too, asks the model, and scales back. It
//! works well on the lengths that it was trained on. For a single new penguin
//! it gives NaN, and of a colony of large ones it says that they weigh as much
//! as the average.
//!
//! Repair the function.

/// Masses for new lengths, by the standardised slope of a line that was fitted
/// to the `lengths` and `masses` of the training.
pub fn predict(
    slope: f64,
    lengths: &[f64],
    masses: &[f64],
    new: &[f64],
) -> Vec<f64> {
    assert_eq!(lengths.len(), masses.len());
    let (middle, spread) = scale(new);
    let (mass, deviation) = scale(masses);
    let standardised = new.iter().map(|length| (length - middle) / spread);
    standardised.map(|u| mass + deviation * slope * u).collect()
}

/// The mean of some numbers, and their standard deviation.
fn scale(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|v| (v - mean).powi(2));
    (mean, (squares.sum::<f64>() / n).sqrt())
}
