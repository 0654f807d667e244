//! One plain pass over x and y on all cores: no step can be faster.

use std::hint::black_box;

use burn::{
    backend::{DispatchTensorKind, flex::FlexTensor},
    tensor::Tensor,
};
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

/// Points for one thread at a time, as the fused step takes them.
const LEAF: usize = 65_536;

/// Sums x and y so many times. The means of both.
pub fn sums(x: &Tensor<1>, y: &Tensor<1>, count: usize) -> [f64; 2] {
    let (x, y) = (values(x), values(y));
    let (x, y): (&[f32], &[f32]) = (x.storage(), y.storage());
    let mut sums = [0.0; 2];
    for _ in 0..count {
        sums = black_box(pass(black_box(x), black_box(y)));
    }
    sums.map(|sum| sum / x.len() as f64)
}

fn values(tensor: &Tensor<1>) -> FlexTensor {
    match tensor.clone().into_dispatch().kind {
        DispatchTensorKind::Flex(tensor) => tensor.float(),
        _ => unreachable!("the device is flex"),
    }
}

fn pass(x: &[f32], y: &[f32]) -> [f64; 2] {
    let cpu = Arch::new();
    let leaf = |x, y| [cpu.dispatch(Sum(x)), cpu.dispatch(Sum(y))];
    if x.len() <= LEAF {
        return leaf(x, y);
    }
    x.par_chunks(LEAF)
        .zip(y.par_chunks(LEAF))
        .map(|(x, y)| leaf(x, y))
        .reduce(|| [0.0; 2], |[s, t], [u, v]| [s + u, t + v])
}

struct Sum<'a>(&'a [f32]);

impl WithSimd for Sum<'_> {
    type Output = f64;

    /// Four sums side by side, since an addition takes several cycles.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        let (vectors, rest) = S::as_simd_f32s(self.0);
        let (fours, left) = vectors.as_chunks::<4>();
        let mut sums = [simd.splat_f32s(0.0); 4];
        for [a, b, c, d] in fours {
            sums[0] = simd.add_f32s(sums[0], *a);
            sums[1] = simd.add_f32s(sums[1], *b);
            sums[2] = simd.add_f32s(sums[2], *c);
            sums[3] = simd.add_f32s(sums[3], *d);
        }
        for (sum, vector) in sums.iter_mut().zip(left) {
            *sum = simd.add_f32s(*sum, *vector);
        }
        let mut total: f32 = rest.iter().sum();
        for sum in sums {
            total += simd.reduce_sum_f32s(sum);
        }
        f64::from(total)
    }
}
