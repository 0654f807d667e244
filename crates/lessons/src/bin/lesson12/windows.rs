//! The same convolution as one product of matrices.

use burn::tensor::Tensor;

// ANCHOR: windows
/// Every window of the images as a row: of images of shape
/// `[n, channels, rows, columns]` a matrix `[places, channels · side²]`.
pub fn windows(x: Tensor<4>, side: usize) -> Tensor<2> {
    let strips: Tensor<5> = x.unfold(2, side, 1);
    let windows: Tensor<6> = strips.unfold(3, side, 1);
    let [n, channels, rows, columns, ..] = windows.dims();
    let by_place = windows.permute([0, 2, 3, 1, 4, 5]);
    by_place.reshape([n * rows * columns, channels * side * side])
}

/// The maps of the images, one for each filter. The filters have shape
/// `[filters, channels, side, side]`.
pub fn by_product(x: Tensor<4>, filters: Tensor<4>) -> Tensor<4> {
    let [n, _, rows, columns] = x.dims();
    let [count, channels, side, _] = filters.dims();
    let weights = filters.reshape([count, channels * side * side]);
    let sums = windows(x, side).matmul(weights.transpose());
    let (rows, columns) = (rows + 1 - side, columns + 1 - side);
    sums.reshape([n, rows, columns, count])
        .permute([0, 3, 1, 2])
}
// ANCHOR_END: windows
