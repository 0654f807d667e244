//! What moves along when the image moves.

use crate::{convolution::layer, grid::Grid};

// ANCHOR: maps
/// The maps of one layer after the other, each with a border of zeros, and
/// relu behind it. `layers` holds the filters of each.
pub fn maps(image: &Grid, layers: &[Vec<Vec<Grid>>]) -> Vec<Grid> {
    let mut channels = vec![image.clone()];
    for filters in layers {
        let padded: Vec<_> = channels.iter().map(|c| c.padded(1)).collect();
        let maps = layer(&padded, filters).into_iter();
        channels = maps.map(|map| map.map(|z| z.max(0.0))).collect();
    }
    channels
}

/// The columns of the maps that move along with an image that moves to the
/// right by a pixel: each number is, to the last bit, the one that stood left
/// of it before.
pub fn columns_that_move_along(
    image: &Grid,
    layers: &[Vec<Vec<Grid>>],
) -> Vec<usize> {
    let before = maps(image, layers);
    let after = maps(&image.moved_right(), layers);
    let same = |j: &usize| {
        before.iter().zip(&after).all(|(before, after)| {
            (0..after.rows).all(|i| after[(i, *j)] == before[(i, *j - 1)])
        })
    };
    (1..image.columns).filter(same).collect()
}
// ANCHOR_END: maps
