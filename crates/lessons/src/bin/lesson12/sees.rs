//! How many pixels a unit sees.

use burn::tensor::{
    Device, Tensor,
    module::{conv2d, max_pool2d},
    ops::{ConvOptions, MaxPoolOptions},
};
use descent::{Result, device::to_host};

/// A layer that looks at squares of this side.
#[derive(Clone, Copy, Debug)]
pub enum Layer {
    /// At every place.
    Convolution(usize),
    /// Side by side.
    Pooling(usize),
}

// ANCHOR: sees
/// The side of the square of pixels that a unit sees, behind each layer.
pub fn predicted(layers: &[Layer]) -> Vec<usize> {
    let (mut sees, mut apart) = (1, 1);
    let behind = layers.iter().map(|layer| {
        // Neighbours in the layer below stand `apart` pixels from each other.
        let (Layer::Convolution(side) | Layer::Pooling(side)) = layer;
        sees += (side - 1) * apart;
        if let Layer::Pooling(side) = layer {
            apart *= side;
        }
        sees
    });
    behind.collect()
}
// ANCHOR_END: sees

/// What a unit in the middle answers to each pixel of an image of `side` by
/// `side` alone, where all weights are 1: 0 for what it does not see.
///
/// # Errors
/// A device that fails.
pub fn answers(
    layers: &[Layer],
    side: usize,
    device: &Device,
) -> Result<Vec<f64>> {
    let pixels = side * side;
    let mut x: Tensor<4> = Tensor::<2>::eye(pixels, device) // an image for each
        .reshape([pixels, 1, side, side]);
    for layer in layers {
        x = match *layer {
            Layer::Convolution(side) => {
                let ones = Tensor::ones([1, 1, side, side], device);
                let border = [side / 2, side / 2];
                let options = ConvOptions::new([1, 1], border, [1, 1], 1);
                conv2d(x, ones, None, options)
            }
            Layer::Pooling(side) => {
                max_pool2d(x, MaxPoolOptions::new([side, side]))
            }
        };
    }
    let [_, _, rows, columns] = x.dims();
    let (i, j) = (rows / 2, columns / 2);
    to_host(x.slice([0..pixels, 0..1, i..i + 1, j..j + 1]))
}
