//! `cargo bench -p fused --bench steps`: how long gradient steps of the line
//! fit take, in float32. `tests/peers/peers.py` measures them beside other
//! libraries.

#[path = "../../../tests/peers/steps.rs"]
mod steps;

use burn::tensor::Tensor;
use descent::{
    Error,
    device::{self, Backend, Precision},
};
use divan::{Bencher, counter::ItemsCount};
use fused::machine;

fn main() {
    machine::join_in();
    divan::main();
}

/// Measures `run`, which takes so many steps or epochs, and gives how many it
/// takes a second.
fn measure(
    bencher: Bencher,
    n: usize,
    count: usize,
    run: impl Fn(&Tensor<1>, &Tensor<1>, usize) -> Result<[f64; 2], Error>,
) {
    let device = device::open(Backend::Flex, Precision::F32).unwrap();
    let (x, y) = steps::points(n, &device);
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| run(&x, &y, count).unwrap());
}

/// Ten steps at a time.
#[divan::bench_group(sample_count = 20)]
mod ten_steps {
    use super::*;

    const N: [usize; 3] = [30, 10_000, 1_000_000];

    #[divan::bench(args = N)]
    fn by_hand(bencher: Bencher, n: usize) {
        measure(bencher, n, 10, steps::by_hand);
    }

    #[divan::bench(args = N)]
    fn autodiff(bencher: Bencher, n: usize) {
        measure(bencher, n, 10, steps::autodiff);
    }

    #[divan::bench(args = N)]
    fn fused(bencher: Bencher, n: usize) {
        measure(bencher, n, 10, steps::fused);
    }

    #[divan::bench(args = N)]
    fn in_one_call(bencher: Bencher, n: usize) {
        measure(bencher, n, 10, steps::in_one_call);
    }

    #[divan::bench(args = N)]
    fn in_one_call_traced(bencher: Bencher, n: usize) {
        measure(bencher, n, 10, steps::in_one_call_traced);
    }
}

/// An epoch of 100,000 points, in batches of 64 or of other sizes.
#[divan::bench_group(sample_count = 20)]
mod epoch {
    use super::*;

    const SIZES: [usize; 2] = [64, 1000];

    #[divan::bench(args = SIZES)]
    fn by_hand(bencher: Bencher, size: usize) {
        measure(bencher, 100_000, 1, |x, y, epochs| {
            steps::epochs_by_hand(x, y, epochs, size)
        });
    }

    #[divan::bench(args = SIZES)]
    fn autodiff(bencher: Bencher, size: usize) {
        measure(bencher, 100_000, 1, |x, y, epochs| {
            steps::epochs_autodiff(x, y, epochs, size)
        });
    }

    #[divan::bench(args = SIZES)]
    fn fused(bencher: Bencher, size: usize) {
        measure(bencher, 100_000, 1, |x, y, epochs| {
            steps::epochs_fused(x, y, epochs, size)
        });
    }

    #[divan::bench(args = [1, 64, 1000])]
    fn in_one_call(bencher: Bencher, size: usize) {
        measure(bencher, 100_000, 1, |x, y, epochs| {
            steps::epochs_in_one_call(x, y, epochs, size)
        });
    }
}
