//! How far apart two runs are.

use descent::{device::to_host, model::Mlp};
use program::Result;

/// The largest difference between weights of two networks.
pub fn apart(one: &Mlp, other: &Mlp) -> Result<f64> {
    let [one, other] = [numbers(one)?, numbers(other)?];
    Ok(largest_difference(&one, &other))
}

/// The largest difference between numbers at the same place.
pub fn largest_difference(one: &[f64], other: &[f64]) -> f64 {
    let pairs = one.iter().zip(other);
    pairs.map(|(u, v)| (u - v).abs()).fold(0.0, f64::max)
}

/// All weights and biases of a network, layer by layer.
fn numbers(model: &Mlp) -> Result<Vec<f64>> {
    let mut all = Vec::new();
    for layer in [&model.hidden, &model.output] {
        all.extend(to_host(layer.weight.val().inner())?);
        let bias = layer.bias.as_ref().map(|bias| bias.val().inner());
        all.extend(bias.map(to_host).transpose()?.unwrap_or_default());
    }
    Ok(all)
}

/// A difference as its power of ten, or 0.
pub fn power(difference: f64) -> String {
    match difference {
        0.0 => "0".into(),
        _ => format!("{difference:.0e}"),
    }
}
