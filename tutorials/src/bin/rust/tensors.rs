//! How to see what is in a tensor.

use burn::tensor::{Device, Tensor};
use descent::{
    Result,
    data::tensor,
    device::{to_host, value},
};

pub fn print(device: &Device) -> Result<()> {
    // ANCHOR: print
    let a: Tensor<1> = tensor(&[1.0, 2.0, 4.0], device);
    println!("{a}");
    // ANCHOR_END: print
    // ANCHOR: short
    println!("{:?} {:?}", a.dims(), to_host(a.clone())?);
    // ANCHOR_END: short
    Ok(())
}

pub fn take_out(device: &Device) -> Result<()> {
    let a: Tensor<1> = tensor(&[1.0, 2.0, 4.0], device);
    // ANCHOR: take_out
    let mean = a.clone().mean(); // a tensor still, of shape [1]
    let number = mean.clone().into_scalar::<f64>();
    let same = value(mean)?;
    let all: Vec<f64> = to_host(a)?;
    println!("{number:.4} {same:.4} {all:?}");
    // ANCHOR_END: take_out
    Ok(())
}
