//! Three ways to a gradient, compared for two models and four losses.

use burn::tensor::Device;
use descent::{
    Result,
    data::{Points, tensor},
    gradient::{Check, check_losses},
    model::{Line, Quadratic},
};

/// What was found of each loss, by name.
pub type Checks = Vec<(&'static str, Check)>;

// ANCHOR: check
/// The gradients of the line at (a, b) = (−1, 1).
pub fn line(points: &Points, device: &Device) -> Result<Checks> {
    let (x, y) = points.tensors(device);
    let w = tensor(&[-1.0, 1.0], device);
    let columns = Line::columns(x.clone());
    check_losses(&Line::PARAMS, &w, columns, y, |w| {
        Line::from(w).forward(x.clone())
    })
}

/// The gradients of the quadratic at (a, b, c).
pub fn quadratic(
    points: &Points,
    params: [f64; 3],
    device: &Device,
) -> Result<Checks> {
    let (x, y) = points.tensors(device);
    let w = tensor(&params, device);
    let columns = Quadratic::columns(x.clone());
    check_losses(&Quadratic::PARAMS, &w, columns, y, |w| {
        Quadratic::from(w).forward(x.clone())
    })
}
// ANCHOR_END: check
