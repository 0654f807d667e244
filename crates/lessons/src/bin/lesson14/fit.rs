//! The fit that all stages take steps of, and where the steps must lead.

use burn::tensor::{DType, Tensor, TensorCreationOptions};
use descent::{
    Result,
    data::{self, Points, tensor},
    device::to_host,
};

/// The learning rate of all runs.
pub const LR: f64 = 0.1;

/// Where all runs start: (a, b).
pub const START: [f64; 2] = [-1.0, 1.0];

/// Points on y = 3x + 8, on the device and on the host.
pub struct Fit {
    pub x: Tensor<1>,
    pub y: Tensor<1>,
    pub points: Points,
}

impl Fit {
    pub fn new(
        n: usize,
        seed: u64,
        options: impl Into<TensorCreationOptions>,
    ) -> Self {
        let points = data::long_line(n, seed);
        let (x, y) = points.tensors(options);
        Fit { x, y, points }
    }

    /// Numbers as a tensor beside the points.
    pub fn tensor(&self, values: &[f64]) -> Tensor<1> {
        tensor(values, (&self.x.device(), self.x.dtype()))
    }

    // ANCHOR: plain
    /// What a step is, point by point, in float64.
    pub fn expected(&self, steps: usize) -> [f64; 2] {
        let n = self.points.len() as f64;
        let [mut a, mut b] = START;
        for _ in 0..steps {
            let (mut by_a, mut by_b) = (0.0, 0.0);
            for (x, y) in self.points.x.iter().zip(&self.points.y) {
                let error = a * x + b - y;
                by_a += 2.0 * error * x / n;
                by_b += 2.0 * error / n;
            }
            a -= LR * by_a;
            b -= LR * by_b;
        }
        [a, b]
    }
    // ANCHOR_END: plain
}

/// How far (a, b) may be from what the plain loop finds, for its time to
/// count. burn adds up float32 in float32: of ten million terms the last three
/// of seven digits are rounding.
pub fn tolerance(dtype: DType) -> f64 {
    if dtype == DType::F64 { 1e-9 } else { 2e-3 }
}

/// (a, b) on the host.
pub fn pair<const D: usize>(w: Tensor<D>) -> Result<[f64; 2]> {
    let w = to_host(w)?;
    Ok([w[0], w[1]])
}

/// How far apart two (a, b) are.
pub fn distance(u: [f64; 2], v: [f64; 2]) -> f64 {
    (u[0] - v[0]).hypot(u[1] - v[1])
}
