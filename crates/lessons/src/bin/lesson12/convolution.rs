//! A convolution in loops, and the way back through it.

use crate::grid::Grid;

// ANCHOR: convolve
/// Slides a filter over an image. At each place: the sum of weight × pixel.
pub fn convolve(image: &Grid, filter: &Grid) -> Grid {
    let rows = image.rows + 1 - filter.rows;
    let columns = image.columns + 1 - filter.columns;
    let mut map = Grid::zeros(rows, columns);
    for i in 0..rows {
        for j in 0..columns {
            for u in 0..filter.rows {
                for v in 0..filter.columns {
                    map[(i, j)] += filter[(u, v)] * image[(i + u, j + v)];
                }
            }
        }
    }
    map
}
// ANCHOR_END: convolve

// ANCHOR: layer
/// A map for each filter. A filter has a part for each channel, and what they
/// make is added up.
pub fn layer(channels: &[Grid], filters: &[Vec<Grid>]) -> Vec<Grid> {
    let map_of = |filter: &Vec<Grid>| {
        let parts = channels.iter().zip(filter);
        let maps = parts.map(|(channel, part)| convolve(channel, part));
        maps.reduce(|mut sum, map| {
            let values = sum.values.iter_mut().zip(&map.values);
            values.for_each(|(sum, value)| *sum += value);
            sum
        })
    };
    filters.iter().filter_map(map_of).collect()
}
// ANCHOR_END: layer

// ANCHOR: back
/// The gradients by the image and by the filter, from that by the map.
pub fn back(image: &Grid, filter: &Grid, g: &Grid) -> (Grid, Grid) {
    let mut by_image = Grid::zeros(image.rows, image.columns);
    let mut by_filter = Grid::zeros(filter.rows, filter.columns);
    for i in 0..g.rows {
        for j in 0..g.columns {
            for u in 0..filter.rows {
                for v in 0..filter.columns {
                    let place = (i + u, j + v);
                    by_image[place] += g[(i, j)] * filter[(u, v)];
                    by_filter[(u, v)] += g[(i, j)] * image[place];
                }
            }
        }
    }
    (by_image, by_filter)
}
// ANCHOR_END: back
