//! The rules for first weights, and what burn draws by them.

use burn::{module::Initializer, tensor::Device};
use descent::{Result, device::to_host};

/// A layer from so many inputs to so many outputs.
pub const N_IN: usize = 784;
pub const N_OUT: usize = 10;

/// Xavier's variance without parentheses, as a source writes it.
pub fn without_parentheses() -> f64 {
    2.0 / N_IN as f64 + N_OUT as f64
}

/// Xavier's variance.
pub fn xavier() -> f64 {
    2.0 / (N_IN + N_OUT) as f64
}

/// He's variance.
pub fn he() -> f64 {
    2.0 / N_IN as f64
}

// ANCHOR: initializers
/// burn's initializers: name, initializer, and the variance by the formula.
pub fn of_burn() -> [(&'static str, Initializer, f64); 3] {
    let xavier_uniform = Initializer::XavierUniform { gain: 1.0 };
    let kaiming = |gain| Initializer::KaimingUniform {
        gain,
        fan_out_only: false,
    };
    let (relu, default) = (2_f64.sqrt(), 1.0 / 3_f64.sqrt());
    [
        ("XavierUniform, gain 1", xavier_uniform, xavier()),
        ("KaimingUniform (He), gain √2", kaiming(relu), he()),
        ("Linear's default, gain 1/√3", kaiming(default), he() / 6.0),
    ]
}
// ANCHOR_END: initializers

/// The variance of the weights that an initializer draws.
pub fn drawn(initializer: &Initializer, device: &Device) -> Result<f64> {
    let shape = [N_IN, N_OUT];
    let w =
        initializer.init_with::<2, _>(shape, Some(N_IN), Some(N_OUT), device);
    let w = to_host(w.val())?;
    Ok(w.iter().map(|w| w * w).sum::<f64>() / w.len() as f64)
}
