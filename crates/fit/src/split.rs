//! Rows that the descent never sees.

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// The columns in two parts, to learn from and to hold out, drawn from a seed.
/// Each part keeps the order of the file.
pub fn split(
    columns: &[Vec<f64>],
    held_out: usize,
    seed: u64,
) -> [Vec<Vec<f64>>; 2] {
    // A stream of its own: the network draws from the same seed.
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(1);
    let rows = columns.first().map_or(0, Vec::len);
    let mut is_held_out = vec![false; rows];
    is_held_out[..held_out].fill(true);
    is_held_out.shuffle(&mut random);
    [false, true].map(|part| {
        let column = |column: &Vec<f64>| -> Vec<f64> {
            let rows = column.iter().zip(&is_held_out);
            rows.filter(|(_, is)| **is == part)
                .map(|(v, _)| *v)
                .collect()
        };
        columns.iter().map(column).collect()
    })
}
