//! Of each square of numbers the largest.

use crate::grid::Grid;

// ANCHOR: pool
/// Cuts a map into squares of `side` by `side`, and keeps the largest of each.
/// Beside it the place of each in the map.
pub fn pool(map: &Grid, side: usize) -> (Grid, Vec<(usize, usize)>) {
    let mut largest = Grid::zeros(map.rows / side, map.columns / side);
    let mut places = Vec::new();
    for i in 0..largest.rows {
        for j in 0..largest.columns {
            let mut at = (side * i, side * j);
            for u in 0..side {
                for v in 0..side {
                    let here = (side * i + u, side * j + v);
                    if map[here] > map[at] {
                        at = here;
                    }
                }
            }
            largest[(i, j)] = map[at];
            places.push(at);
        }
    }
    (largest, places)
}
// ANCHOR_END: pool

// ANCHOR: back
/// The gradient by the map: each share goes to the number that was kept.
pub fn back(map: &Grid, places: &[(usize, usize)], g: &Grid) -> Grid {
    let mut by_map = Grid::zeros(map.rows, map.columns);
    for (place, g) in places.iter().zip(&g.values) {
        by_map[*place] += g;
    }
    by_map
}
// ANCHOR_END: back
