//! Exercise 122, complete: a filter slides. The solution.

/// The map of an image: the filter at every place where it fits, without a
/// border. `vec![vec![0.0; columns]; rows]` is a map of zeros.
pub fn convolve(image: &[Vec<f64>], filter: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let rows = image.len() + 1 - filter.len();
    let columns = image[0].len() + 1 - filter[0].len();
    let mut map = vec![vec![0.0; columns]; rows];
    for i in 0..rows {
        for j in 0..columns {
            for u in 0..filter.len() {
                for v in 0..filter[0].len() {
                    map[i][j] += filter[u][v] * image[i + u][j + v];
                }
            }
        }
    }
    map
}

/// The gradient of a loss by the filter, from `g`, that by the map. It has as
/// many rows and columns as the filter.
pub fn by_filter(image: &[Vec<f64>], g: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let rows = image.len() + 1 - g.len();
    let columns = image[0].len() + 1 - g[0].len();
    let mut gradient = vec![vec![0.0; columns]; rows];
    // The same loops in another order: the shares of all places add up. It is
    // the map of the image with g for a filter.
    for u in 0..rows {
        for v in 0..columns {
            for i in 0..g.len() {
                for j in 0..g[0].len() {
                    gradient[u][v] += g[i][j] * image[i + u][j + v];
                }
            }
        }
    }
    gradient
}
