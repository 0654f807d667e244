//! Two matrices one after the other, with and without relu between them.

use burn::tensor::{Device, Tensor, activation::relu};
use descent::data::tensor;

/// What became of the inputs, a row each.
pub struct Stacked {
    /// W1 W2, shape `[2, 2]`.
    pub product: Tensor<2>,
    /// x W1 W2, one matrix after the other.
    pub two_steps: Tensor<2>,
    /// x (W1 W2), the product of both at once.
    pub one_step: Tensor<2>,
    /// relu(x W1) W2.
    pub with_relu: Tensor<2>,
}

// ANCHOR: stacked
pub fn stacked(device: &Device) -> Stacked {
    let matrix = |values: &[f64], shape: [usize; 2]| {
        tensor(values, device).reshape(shape)
    };
    let x = matrix(&[-1.0, 0.0, 1.0], [3, 1]);
    let x = Tensor::cat(vec![x.clone(), x.ones_like()], 1); // x and a one
    let w1 = matrix(&[1.0, 2.0, -1.0, 0.0, 1.0, 1.0], [2, 3]);
    let w2 = matrix(&[2.0, 0.0, 1.0, 1.0, -1.0, 2.0], [3, 2]);
    let product = w1.clone().matmul(w2.clone());
    Stacked {
        two_steps: x.clone().matmul(w1.clone()).matmul(w2.clone()),
        one_step: x.clone().matmul(product.clone()),
        with_relu: relu(x.matmul(w1)).matmul(w2),
        product,
    }
}
// ANCHOR_END: stacked
