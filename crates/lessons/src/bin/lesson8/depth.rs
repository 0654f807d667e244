//! A deep stack of layers: how large the numbers in it are.

use burn::tensor::{Device, Tensor, activation::relu};
use descent::{Result, data::tensor, device::to_host};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The units in each layer, and the rows of numbers that go through.
pub const UNITS: usize = 128;
/// The layers.
pub const DEPTH: usize = 10;

/// Mean squares, layer by layer, the first layer first.
pub struct MeanSquares {
    /// Of what comes out of the layer, before relu.
    pub activations: Vec<f64>,
    /// Of the gradients by that.
    pub gradients: Vec<f64>,
}

/// What the formula says for weights of this variance.
pub fn predict(variance: f64) -> MeanSquares {
    let factor = UNITS as f64 * variance / 2.0;
    let layers = 0..DEPTH as i32;
    // There is no relu before the first layer, and none after the last.
    MeanSquares {
        activations: layers.clone().map(|l| 2.0 * factor.powi(l + 1)).collect(),
        gradients: layers.rev().map(|l| factor.powi(l)).collect(),
    }
}

/// The same, measured. Each `stream` of a seed is a draw of its own.
pub fn measure(
    variance: f64,
    seed: u64,
    stream: u64,
    device: &Device,
) -> Result<MeanSquares> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(stream);
    let mut draw = |variance: f64| {
        let limit = (3.0 * variance).sqrt(); // uniform on ± this
        let all =
            (0..UNITS * UNITS).map(|_| random.random_range(-limit..limit));
        let all = tensor(&all.collect::<Vec<_>>(), device);
        all.reshape([UNITS, UNITS])
    };
    let (x, last) = (draw(1.0), draw(1.0));
    let mut z = x.matmul(draw(variance)).autodiff().require_grad();
    let mut activations = vec![z.clone().inner()];
    let mut leaves = vec![z.clone()];
    for _ in 1..DEPTH {
        // A zero leaf receives the gradient of the node it is added to.
        let zero = z.zeros_like().inner().autodiff().require_grad();
        z = relu(z).matmul(draw(variance)) + zero.clone();
        activations.push(z.clone().inner());
        leaves.push(zero);
    }
    let grads = (z * last).sum().backward();
    let gradients = leaves.iter().filter_map(|leaf| leaf.grad(&grads));
    Ok(MeanSquares {
        gradients: gradients.map(mean_square).collect::<Result<_>>()?,
        activations: activations
            .into_iter()
            .map(mean_square)
            .collect::<Result<_>>()?,
    })
}

/// On the host in float64: the squares may not fit in float32.
fn mean_square(tensor: Tensor<2>) -> Result<f64> {
    let values = to_host(tensor)?;
    Ok(values.iter().map(|v| v * v).sum::<f64>() / values.len() as f64)
}
