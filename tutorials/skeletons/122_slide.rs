//! Exercise 122, complete: a filter slides.
//!
//! Chapter: docs/src/lesson12.md
//! Check it: cargo run --bin tutor
//!
//! Images, filters and maps are lists of rows here: image[i][j] is the number
//! in row i and column j. Rows are equally long, but an image or a filter may
//! have another number of rows than of columns.

/// The map of an image: the filter at every place where it fits, without a
/// border. `vec![vec![0.0; columns]; rows]` is a map of zeros.
pub fn convolve(image: &[Vec<f64>], filter: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let rows = image.len() + 1 - filter.len();
    let columns = image[0].len() + 1 - filter[0].len();
    // TODO: at each place the sum of weight × pixel.
    todo!("a map of {rows} by {columns}")
}

/// The gradient of a loss by the filter, from `g`, that by the map. It has as
/// many rows and columns as the filter.
pub fn by_filter(image: &[Vec<f64>], g: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let rows = image.len() + 1 - g.len();
    let columns = image[0].len() + 1 - g[0].len();
    // TODO: a weight was used at every place of the map, and each use sends
    // back a share.
    todo!("a gradient of {rows} by {columns}")
}
