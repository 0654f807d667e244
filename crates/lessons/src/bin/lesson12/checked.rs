//! Gradients by hand, checked.

use burn::tensor::{
    Device, Tensor,
    module::{conv2d, max_pool2d},
    ops::{ConvOptions, MaxPoolOptions},
};
use descent::{
    Result,
    data::tensor,
    gradient::{self, Check},
};

use crate::{
    convolution::{self, convolve},
    grid::Grid,
    pooling::{self, pool},
};

/// The gradient of ½ Σ z² by the weights of a filter and by the pixels of an
/// image, z the map that they make: in loops, by burn, and by differences.
///
/// # Errors
/// A device that fails.
pub fn check_convolution(
    image: &Grid,
    filter: &Grid,
    device: &Device,
) -> Result<Check> {
    let z = convolve(image, filter);
    let (by_image, by_filter) = convolution::back(image, filter, &z);
    let names = [names("w", filter), names("x", image)].concat();
    let weights = filter.values.len();
    let loss = |params: Tensor<1>| {
        let [w, x] = [params.clone().slice(..weights), params.slice(weights..)];
        let x = x.reshape([1, 1, image.rows, image.columns]);
        let w = w.reshape([1, 1, filter.rows, filter.columns]);
        let options = ConvOptions::new([1, 1], [0, 0], [1, 1], 1);
        conv2d(x, w, None, options).square().sum() / 2.0
    };
    let at = [filter.values.clone(), image.values.clone()].concat();
    let in_loops = [by_filter.values, by_image.values].concat();
    three_gradients(&names, &at, &in_loops, loss, device)
}

/// The gradient of ½ Σ z² by the numbers of a map, z the largest of each of its
/// squares: in loops, by burn, and by differences.
///
/// # Errors
/// A device that fails.
pub fn check_pooling(
    map: &Grid,
    side: usize,
    device: &Device,
) -> Result<Check> {
    let (z, places) = pool(map, side);
    let in_loops = pooling::back(map, &places, &z).values;
    let loss = |params: Tensor<1>| {
        let map = params.reshape([1, 1, map.rows, map.columns]);
        let options = MaxPoolOptions::new([side, side]);
        max_pool2d(map, options).square().sum() / 2.0
    };
    three_gradients(&names("z", map), &map.values, &in_loops, loss, device)
}

fn three_gradients(
    names: &[String],
    at: &[f64],
    in_loops: &[f64],
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
    device: &Device,
) -> Result<Check> {
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let at = tensor(at, device);
    gradient::check(
        &names,
        &[
            ("in loops", tensor(in_loops, device)),
            ("by autodiff", gradient::by_autodiff(&at, &loss).gradient),
            ("by differences", gradient::by_differences(&at, &loss)?),
        ],
    )
}

fn names(letter: &str, grid: &Grid) -> Vec<String> {
    let columns = grid.columns;
    let name = |at| format!("{letter}{}{}", at / columns, at % columns);
    (0..grid.values.len()).map(name).collect()
}
