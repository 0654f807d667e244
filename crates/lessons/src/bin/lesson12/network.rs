//! A network of convolutions for images of 8×8 pixels.

use burn::{
    module::{Module, Param},
    nn::{Linear, PaddingConfig2d, conv::Conv2d},
    tensor::{
        Device, Tensor, activation::relu, module::max_pool2d,
        ops::MaxPoolOptions,
    },
};
use descent::model::he_uniform;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// The side of an image, and of a filter.
pub const SIDE: usize = 8;
pub const FILTER: usize = 3;
/// The channels of the image and of the three layers, and the classes.
pub const CHANNELS: [usize; 4] = [1, 8, 16, 20];
pub const CLASSES: usize = 10;

// ANCHOR: network
/// Three layers of filters, and scores of what they found somewhere.
#[derive(Module, Debug)]
pub struct ConvNet {
    pub first: Conv2d,
    pub second: Conv2d,
    pub third: Conv2d,
    pub output: Linear,
}

impl ConvNet {
    /// The scores, shape `[n, 10]`, of images of shape `[n, 64]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        let [n, _] = x.dims();
        let x = x.reshape([n, 1, SIDE, SIDE]);
        let z = relu(self.first.forward(x));
        let z = relu(self.second.forward(z)); // [n, 16, 8, 8]
        let z = max_pool2d(z, MaxPoolOptions::new([2, 2]));
        let z = relu(self.third.forward(z)); // [n, 20, 4, 4]
        // Of each map the largest: that it is there, and not where.
        let found: Tensor<2> = z.flatten::<3>(2, 3).max_dim(2).squeeze_dim(2);
        self.output.forward(found)
    }
}
// ANCHOR_END: network

impl ConvNet {
    /// A network drawn on the host from a seed, as `Mlp` is.
    pub fn new(seed: u64, device: &Device) -> ConvNet {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let [image, a, b, c] = CHANNELS;
        ConvNet {
            first: filters([image, a], [1, 2], &mut random, device),
            second: filters([a, b], [3, 4], &mut random, device),
            third: filters([b, c], [5, 6], &mut random, device),
            output: he_uniform(c, CLASSES, [7, 8], &mut random, device),
        }
    }
}

// ANCHOR: filters
/// Filters with a border of zeros around the image. Each is a unit of a layer
/// whose inputs are the numbers of one window.
fn filters(
    [from, to]: [usize; 2],
    ids: [u64; 2],
    random: &mut ChaCha8Rng,
    device: &Device,
) -> Conv2d {
    let inputs = from * FILTER * FILTER;
    let Linear { weight, bias } = he_uniform(inputs, to, ids, random, device);
    let units = weight.val().inner().transpose();
    let filters = units.reshape([to, from, FILTER, FILTER]).autodiff();
    Conv2d {
        weight: Param::initialized(weight.id, filters.require_grad()),
        bias,
        stride: [1, 1],
        kernel_size: [FILTER, FILTER],
        dilation: [1, 1],
        groups: 1,
        padding: PaddingConfig2d::Same,
    }
}
// ANCHOR_END: filters
