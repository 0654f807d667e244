//! Exercise 132, complete: a batcher.
//!
//! Chapter: docs/src/lesson13.md
//! Check it: cargo run --bin tutor
//!
//! A loader hands images to a batcher, a few at a time: each a list of pixels
//! and the digit that it shows. The batcher makes two tensors of them. How many
//! pixels an image has, it sees: all have the same number.

use burn::tensor::{Device, Int, Tensor};
use descent::data::tensor;

/// The pixels of an image, from 0 (paper) to 16 (ink), and its digit.
pub type Image = (Vec<f64>, i64);

/// The images, shape [n, pixels], ink 1 and paper 0, and their digits, [n].
pub fn batch(images: &[Image], device: &Device) -> (Tensor<2>, Tensor<1, Int>) {
    let n = images.len();
    // TODO: the pixels of all images in one list, one image after the other,
    // each pixel divided by 16; then `tensor` and `reshape`. The digits in a
    // list, too, and `Tensor::from_data(&digits[..], device)`.
    todo!("two tensors")
}
