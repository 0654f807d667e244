//! A deep stack of layers: how large the numbers in it are.

use burn::tensor::{Tensor, activation::relu};
use descent::{data::tensor, device::to_host};
use lessons::{Result, Story};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The units in each layer, and the rows of numbers that go through.
pub const UNITS: usize = 128;
/// The layers.
pub const DEPTH: usize = 10;

/// The mean squares, layer by layer, of the activations z and of the
/// gradients by them, for weights of this variance. Each `stream` is a draw of
/// its own.
pub fn measure(
    story: &Story,
    variance: f64,
    stream: u64,
) -> Result<[Vec<f64>; 2]> {
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(stream);
    let mut draw = |variance: f64| {
        let limit = (3.0 * variance).sqrt(); // uniform on ± this
        let all =
            (0..UNITS * UNITS).map(|_| random.random_range(-limit..limit));
        let all = tensor(&all.collect::<Vec<_>>(), &story.device);
        all.reshape([UNITS, UNITS])
    };
    // ANCHOR: depth
    let (x, last) = (draw(1.0), draw(1.0));
    let mut activations = Vec::new();
    let mut z = x.matmul(draw(variance)).autodiff().require_grad();
    let mut leaves = vec![z.clone()];
    for _ in 1..DEPTH {
        activations.push(z.clone().inner());
        // A zero leaf receives the gradient of the node it is added to.
        let zero = z.zeros_like().inner().autodiff().require_grad();
        z = relu(z).matmul(draw(variance)) + zero.clone();
        leaves.push(zero);
    }
    activations.push(z.clone().inner());
    let grads = (z * last).sum().backward();
    let gradients = leaves.iter().filter_map(|leaf| leaf.grad(&grads));
    // ANCHOR_END: depth
    let gradients = gradients.map(mean_square).collect::<Result<_>>()?;
    let activations = activations.into_iter().map(mean_square);
    Ok([activations.collect::<Result<_>>()?, gradients])
}

/// On the host in float64: the squares may not fit in float32.
fn mean_square(tensor: Tensor<2>) -> Result<f64> {
    let values = to_host(tensor)?;
    Ok(values.iter().map(|v| v * v).sum::<f64>() / values.len() as f64)
}
