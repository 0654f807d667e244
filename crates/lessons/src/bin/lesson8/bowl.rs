//! The loss of the line over b alone, with a held right: a bowl, and a descent
//! down it.

use burn::tensor::Device;
use descent::{
    Result,
    data::{self, tensor},
    device::to_host,
};

/// The MSE of the line 3x + b on lesson 3's points, for each b.
pub fn losses(b: &[f64], device: &Device) -> Result<Vec<f64>> {
    let (x, y) = data::line().tensors(device);
    // One row for each b, one column for each point.
    let without_b = (x * 3.0 - y).unsqueeze::<2>();
    let error = without_b + tensor(b, device).unsqueeze_dim::<2>(1);
    to_host(error.square().mean_dim(1))
}

/// Where b is before and after each update. The loss is (b − 8)², its
/// derivative 2 (b − 8).
pub fn descend(start: f64, lr: f64, updates: usize) -> Vec<f64> {
    let mut b = start;
    let mut path = vec![b];
    for _ in 0..updates {
        b -= lr * 2.0 * (b - 8.0);
        path.push(b);
    }
    path
}
