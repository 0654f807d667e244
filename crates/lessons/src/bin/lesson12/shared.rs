//! Shared weights, counted.

use crate::{convolution::back, grid::Grid};

/// What a layer has and does for one image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Weights and biases.
    pub parameters: usize,
    /// Multiplications of a weight with a number, zeros of the border too.
    pub products: usize,
}

// ANCHOR: costs
/// A convolution with a border of zeros: from so many channels to so many, on
/// maps of `side` by `side`.
pub fn convolution([from, to]: [usize; 2], filter: usize, side: usize) -> Cost {
    let weights = to * from * filter * filter;
    Cost {
        parameters: weights + to,
        products: weights * side * side,
    }
}

/// A layer that joins every number with every other.
pub fn dense(from: usize, to: usize) -> Cost {
    Cost {
        parameters: from * to + to,
        products: from * to,
    }
}
// ANCHOR_END: costs

/// In how many places each weight of a filter meets a pixel and no border, by
/// the gradient: where all pixels and all gradients of the map are 1, that by
/// a weight counts them.
pub fn uses(side: usize, filter: usize) -> Grid {
    let ones = |side| Grid::zeros(side, side).map(|_| 1.0);
    let image = ones(side).padded(filter / 2);
    let map = ones(side);
    back(&image, &ones(filter), &map).1
}
