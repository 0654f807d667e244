//! Images moved by a pixel, and how many answers change.

use burn::tensor::{Tensor, ops::PadMode};
use descent::Result;

use crate::{network::SIDE, training::named};

/// The ways to move by a pixel: how far down, and how far to the right.
pub const WAYS: [(isize, isize); 4] = [(-1, 0), (1, 0), (0, -1), (0, 1)];

/// Images of shape `[n, 64]`, moved so many pixels down and to the right, by at
/// most 8. Paper comes in, and what is moved over the edge is lost.
pub fn moved(x: &Tensor<2>, (down, right): (isize, isize)) -> Tensor<2> {
    let [n, pixels] = x.dims();
    let images = x.clone().reshape([n, SIDE, SIDE]);
    let border = (SIDE, SIDE);
    let wide = images.pad([border, border], PadMode::Constant(0.0));
    let cut = |moved: isize| {
        let start = SIDE.saturating_add_signed(-moved);
        start..start + SIDE
    };
    wide.slice([0..n, cut(down), cut(right)])
        .reshape([n, pixels])
}

// ANCHOR: changed
/// For each image and way, whether another digit is named than before.
///
/// # Errors
/// A device that fails.
pub fn changed(
    x: &Tensor<2>,
    scores: impl Fn(Tensor<2>) -> Tensor<2>,
) -> Result<Vec<[bool; WAYS.len()]>> {
    let before = named(scores(x.clone()))?;
    let mut changed = vec![[false; WAYS.len()]; before.len()];
    for (k, way) in WAYS.into_iter().enumerate() {
        let after = named(scores(moved(x, way)))?;
        for (i, (was, is)) in before.iter().zip(&after).enumerate() {
            changed[i][k] = was != is;
        }
    }
    Ok(changed)
}
// ANCHOR_END: changed
