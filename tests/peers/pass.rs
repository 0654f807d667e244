//! One plain pass over x and y on all cores: on many points no step that
//! reads them can be faster.

use std::hint::black_box;

use burn::{
    backend::{DispatchTensorKind, flex::FlexTensor},
    tensor::Tensor,
};
use fused::machine;

/// Points that are worth a second core, as in the fused step.
const MANY: usize = 65_536;

/// Sums x and y so many times. The means of both.
pub fn sums(x: &Tensor<1>, y: &Tensor<1>, count: usize) -> [f64; 2] {
    let [x, y] = [x, y].map(values);
    let values: [&[f32]; 2] = [x.storage(), y.storage()];
    let mut sums = [0.0; 2];
    for _ in 0..count {
        let [x, y] = black_box(values);
        let (x, y) = if x.len() < MANY {
            (machine::read(x), machine::read(y))
        } else {
            rayon::join(|| machine::read(x), || machine::read(y))
        };
        sums = black_box([x, y]);
    }
    sums.map(|sum| sum / values[0].len() as f64)
}

fn values(tensor: &Tensor<1>) -> FlexTensor {
    match tensor.clone().into_dispatch().kind {
        DispatchTensorKind::Flex(tensor) => tensor.float(),
        _ => unreachable!("the device is flex"),
    }
}
