//! What goes into deep stacks of layers, and their weights, drawn.

use burn::tensor::{Device, Tensor};
use descent::data::tensor;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The units of each layer.
pub const UNITS: usize = 128;
/// The rows of numbers that go through.
const ROWS: usize = 16;
/// The layers.
pub const DEPTH: usize = 10;

/// Random numbers of mean square 1: what goes in, of shape `[ROWS, UNITS]`, the
/// gradient at the end, and the weights of each layer.
pub struct Draw {
    pub x: Tensor<2>,
    pub last: Tensor<2>,
    pub weights: Vec<Tensor<2>>,
}

/// So many draws, each a stream of the seed of its own.
pub fn draws(count: u64, seed: u64, device: &Device) -> Vec<Draw> {
    let draw = |stream| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(stream);
        let mut rows_of = |rows: usize| -> Tensor<2> {
            let limit = 3.0_f64.sqrt(); // uniform on ± this: mean square 1
            let all = 0..rows * UNITS;
            let all = all.map(|_| random.random_range(-limit..limit));
            let all = tensor(&all.collect::<Vec<_>>(), device);
            all.reshape([rows, UNITS])
        };
        Draw {
            x: rows_of(ROWS),
            last: rows_of(ROWS),
            weights: (0..DEPTH).map(|_| rows_of(UNITS)).collect(),
        }
    };
    (0..count).map(draw).collect()
}
