//! Random images and filters.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::grid::Grid;

/// So many squares of numbers between −1 and 1. Each `stream` of a seed is a
/// draw of its own.
pub fn grids(count: usize, side: usize, seed: u64, stream: u64) -> Vec<Grid> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(stream);
    let mut draw = |_: f64| random.random_range(-1.0..1.0);
    let grids = (0..count).map(|_| Grid::zeros(side, side).map(&mut draw));
    grids.collect()
}

/// Filters of 3 by 3 for layers one after the other, between so many channels.
pub fn layers(channels: &[usize], seed: u64) -> Vec<Vec<Vec<Grid>>> {
    let pairs = channels.windows(2).zip(1..);
    let layer = pairs.map(|(pair, stream)| {
        let parts = grids(pair[0] * pair[1], 3, seed, stream);
        parts.chunks(pair[0]).map(<[Grid]>::to_vec).collect()
    });
    layer.collect()
}
