//! Exercise 132, complete: a batcher. The solution.

use burn::tensor::{Device, Int, Tensor};
use descent::data::tensor;

/// The pixels of an image, from 0 (paper) to 16 (ink), and its digit.
pub type Image = (Vec<f64>, i64);

/// The images, shape [n, pixels], ink 1 and paper 0, and their digits, [n].
pub fn batch(images: &[Image], device: &Device) -> (Tensor<2>, Tensor<1, Int>) {
    let n = images.len();
    let pixels = images.iter().flat_map(|(pixels, _)| pixels);
    let pixels: Vec<f64> = pixels.map(|ink| ink / 16.0).collect();
    let digits: Vec<i64> = images.iter().map(|(_, digit)| *digit).collect();
    let x = tensor(&pixels, device).reshape([n, pixels.len() / n]);
    let y = Tensor::from_data(&digits[..], device);
    (x, y)
}
