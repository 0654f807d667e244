//! The three data sets as tensors.

use burn::tensor::{Device, Tensor};
use descent::data::{self, Points, linspace, tensor};

/// x and y = a x + b, both of shape `[n]`.
pub fn line(x: &[f64], [a, b]: [f64; 2], device: &Device) -> [Tensor<1>; 2] {
    // ANCHOR: tensor
    let x = tensor(x, device);
    let y = x.clone() * a + b;
    // ANCHOR_END: tensor
    [x, y]
}

/// Two draws from one seed, and one from the next.
pub fn draws(seed: u64) -> [Points; 3] {
    // ANCHOR: seed
    let [fresh, again] = [seed, seed].map(data::fresh_line);
    let other = data::fresh_line(seed.wrapping_add(1));
    // ANCHOR_END: seed
    [fresh, again, other]
}

// ANCHOR: quadratic
/// x evenly spaced, and y = a x² + b x + c, both of shape `[100]`.
pub fn quadratic([a, b, c]: [f64; 3], device: &Device) -> [Tensor<1>; 2] {
    let x = tensor(&linspace(-5.0, 5.0, 100), device);
    let y = x.clone().square() * a + x.clone() * b + c;
    [x, y]
}
// ANCHOR_END: quadratic

/// The table (x, 1) of shape `[n, 2]`, and its product with the parameters
/// (a, b), shape `[n]`: the line at each x.
pub fn product(x: Tensor<1>, params: [f64; 2]) -> (Tensor<2>, Tensor<1>) {
    let device = x.device();
    // ANCHOR: matmul
    let ones = x.ones_like();
    let columns = Tensor::stack::<2>(vec![x, ones], 1);
    let w = tensor(&params, &device).unsqueeze_dim(1);
    let on_line = columns.clone().matmul(w).squeeze_dim::<1>(1);
    // ANCHOR_END: matmul
    (columns, on_line)
}
