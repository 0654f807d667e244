//! Do the loops, the product of matrices and burn agree?

use burn::{
    module::Param,
    nn::{
        PaddingConfig2d,
        conv::{Conv2d, Conv2dConfig},
    },
    tensor::{Device, Tensor},
};
use descent::{Result, data::tensor, device::to_host};

use crate::{convolution::layer, grid::Grid, windows::by_product};

/// All numbers of the maps of one image: in loops, as a product of matrices,
/// and by burn's layer. `weights` holds filters of `side` by `side`, each with
/// a part for each channel.
///
/// # Errors
/// A device that fails.
pub fn three_ways(
    channels: &[Grid],
    weights: &[f64],
    side: usize,
    device: &Device,
) -> Result<[Vec<f64>; 3]> {
    let parts = weights.chunks(side * side).map(|w| Grid::of(side, w));
    let parts: Vec<Grid> = parts.collect();
    let filters = parts.chunks(channels.len()).map(<[Grid]>::to_vec);
    let filters: Vec<Vec<Grid>> = filters.collect();
    let maps = layer(channels, &filters);
    let in_loops = maps.into_iter().flat_map(|map| map.values);

    let shape = [filters.len(), channels.len(), side, side];
    let filters = tensor(weights, device).reshape(shape);
    let x = image(channels, device);
    Ok([
        in_loops.collect(),
        to_host(by_product(x.clone(), filters.clone()))?,
        to_host(by_burn(x, filters))?,
    ])
}

// ANCHOR: burn
/// The maps of the images by burn's layer, with these filters in it.
fn by_burn(x: Tensor<4>, filters: Tensor<4>) -> Tensor<4> {
    let [count, channels, side, _] = filters.dims();
    let layer = Conv2dConfig::new([channels, count], [side, side])
        .with_padding(PaddingConfig2d::Valid) // no border
        .with_bias(false)
        .init(&x.device());
    let layer = Conv2d {
        weight: Param::from_tensor(filters),
        ..layer
    };
    layer.forward(x)
}
// ANCHOR_END: burn

/// The channels of one image, shape `[1, channels, rows, columns]`.
pub fn image(channels: &[Grid], device: &Device) -> Tensor<4> {
    let sides = channels
        .first()
        .map(|channel| [channel.rows, channel.columns]);
    let [rows, columns] = sides.unwrap_or_default();
    let all = channels.iter().flat_map(|channel| channel.values.clone());
    let all = tensor(&all.collect::<Vec<_>>(), device);
    all.reshape([1, channels.len(), rows, columns])
}
