//! The shortest way to a gradient by autodiff: record, go back, read.

use burn::tensor::Device;
use descent::{Error, Result, data::tensor, device::value};

/// The loss (b − 8)² at b, and its slope there.
pub fn loss_and_slope(b: f64, device: &Device) -> Result<[f64; 2]> {
    // ANCHOR: backward
    let b = tensor(&[b], device).autodiff().require_grad();
    let loss = (b.clone() - 8.0).square();
    let grads = loss.backward();
    let slope = b.grad(&grads).ok_or(Error::NoGradient)?;
    // ANCHOR_END: backward
    Ok([value(loss.inner())?, value(slope)?])
}
