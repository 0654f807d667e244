//! Exercise 123, repair: made to fit.
//!
//! Chapter: docs/src/lesson12.md
//! Check it: cargo run --bin tutor
//!
//! Six filters of 3 by 3 look at images of 8 by 8 pixels, with a border of
//! zeros, so that each map has 8 by 8 numbers. Behind relu the largest of each
//! square of 2 by 2 is kept. All numbers of an image, map by map, are a row,
//! and the row times the weights gives ten scores.
//!
//! The function below ended with an error at first: 54 numbers of an image do
//! not fit to 96 rows of weights. Then somebody made them fit. It runs now, and
//! is wrong in two ways. Repair it.

use burn::tensor::{
    Tensor,
    activation::relu,
    module::{conv2d, max_pool2d},
    ops::{ConvOptions, MaxPoolOptions},
};

/// The scores, [n, 10], of images, [n, 64]. The filters have shape
/// [6, 1, 3, 3], the weights [96, 10].
pub fn scores(
    x: Tensor<2>,
    filters: Tensor<4>,
    weights: Tensor<2>,
) -> Tensor<2> {
    let [n, _] = x.dims();
    let images = x.reshape([n, 1, 8, 8]);
    // The step from place to place, the border, the gaps between the pixels
    // of a window, and into how many groups the channels are divided.
    let options = ConvOptions::new([1, 1], [0, 0], [1, 1], 1);
    let maps = relu(conv2d(images, filters, None, options));
    let kept = max_pool2d(maps, MaxPoolOptions::new([2, 2]));
    let rows = kept.swap_dims(0, 1).reshape([n, 54]);
    rows.matmul(weights.slice([0..54, 0..10]))
}
