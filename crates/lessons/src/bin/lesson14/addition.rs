//! One operation, many times: what its result costs, and its way back.

use std::hint::black_box;

use burn::tensor::Tensor;
use descent::{Result, device::to_host};

use crate::{clock, fit::Fit};

// ANCHOR: temporary
/// The seconds of an addition whose result is new memory each time.
pub fn add(fit: &Fit) -> Result<f64> {
    clock::seconds(|times| {
        let mut sum = fit.x.clone();
        for _ in 0..times {
            sum = black_box(fit.x.clone() + fit.y.clone());
        }
        wait_for(sum)
    })
}

/// The seconds of an addition that overwrites its first operand.
pub fn add_in_place(fit: &Fit) -> Result<f64> {
    clock::seconds(|times| {
        let mut sum = fit.x.clone() * 1.0; // a tensor of its own
        for _ in 0..times {
            sum = black_box(sum + fit.y.clone());
        }
        wait_for(sum)
    })
}
// ANCHOR_END: temporary

/// The seconds of an addition that autodiff writes down and follows back.
pub fn add_and_go_back(fit: &Fit) -> Result<f64> {
    let x = fit.x.clone().autodiff().require_grad();
    clock::seconds(|times| {
        let mut gradient = fit.x.clone();
        for _ in 0..times {
            let grads = (x.clone() + fit.y.clone()).backward();
            gradient = x.grad(&grads).unwrap_or(gradient);
        }
        wait_for(gradient)
    })
}

/// A GPU computes while the program goes on: it must have come to the end.
fn wait_for(tensor: Tensor<1>) -> Result<()> {
    to_host(tensor.slice(0..1))?;
    Ok(())
}
