//! The check of the exercise of this name.

#[path = "../exercises/121_counts.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::{
    Tensor,
    module::{conv2d, max_pool2d},
    ops::{ConvOptions, MaxPoolOptions},
};
use descent::device::{self, Backend, Precision, to_host};
use tutorials::check::{self, Verdict, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let options = || ConvOptions::new([1, 1], [0, 0], [1, 1], 1);
    let filters = Tensor::ones([16, 3, 5, 5], &device);
    let bias = Tensor::ones([16], &device);
    let parameters = filters.shape().num_elements() + bias.dims()[0];
    let image = Tensor::ones([1, 3, 28, 28], &device);
    let weights = filters.shape().num_elements();
    let first = conv2d(image, filters, Some(bias), options());
    let [_, _, side, _] = first.dims();
    let products = weights * side * side;
    // One pixel of one colour after the other is lit, along the diagonal: the
    // side of the square is the part of the diagonal in it.
    let at: Vec<usize> = (0..28).map(|i| 29 * i).collect();
    let lit = at.iter().flat_map(|at| {
        (0..3 * 784).map(move |place| f64::from(u8::from(place == *at)))
    });
    let lit = descent::data::tensor(&lit.collect::<Vec<_>>(), &device);
    let lit: Tensor<4> = lit.reshape([28, 3, 28, 28]);
    let one = Tensor::ones([1, 3, 5, 5], &device);
    let behind = conv2d(lit, one, None, options());
    let behind = max_pool2d(behind, MaxPoolOptions::new([2, 2]));
    let one = Tensor::ones([1, 1, 5, 5], &device);
    let last = conv2d(behind, one, None, options());
    let [_, _, last_side, _] = last.dims();
    let middle = last.slice([0..28, 0..1, 4..5, 4..5]);
    let answers = to_host(middle)?;
    let sees = answers.iter().filter(|answer| **answer > 0.0).count();

    let [side, parameters, products, last_side, sees] =
        [side, parameters, products, last_side, sees].map(|n| n as f64);
    let known = [("one_short", 23.0), ("as_before", 28.0)];
    predicted("SIDE", exercise::SIDE, side, 0.5, &known)?;
    let known = [("no_bias", 1200.0), ("no_colours", 416.0)];
    predicted("PARAMETERS", exercise::PARAMETERS, parameters, 0.5, &known)?;
    let known = [("all_pixels", 1200.0 * 784.0)];
    predicted("PRODUCTS", exercise::PRODUCTS, products, 0.5, &known)?;
    predicted("LAST_SIDE", exercise::LAST_SIDE, last_side, 0.5, &[])?;
    let known = [("no_steps", 10.0)];
    predicted("SEES", exercise::SEES, sees, 0.5, &known)?;
    Ok(format!(
        "burn gives maps of {side} and {last_side}, and lights up for {sees} \
         pixels of the diagonal. You counted it before it was built."
    ))
}
