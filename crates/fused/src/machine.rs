//! What the machine can do: how its cores come to help, and what to measure a
//! step against, how fast it reads memory, how fast it multiplies and adds. On
//! all cores, as many numbers at a time as the fused step
//! takes.

use std::{hint::black_box, thread::available_parallelism};

use pulp::{Arch, Simd, WithSimd};
use rayon::{ThreadPoolBuilder, prelude::*};

/// Makes the calling thread one of those that compute, to the end of the
/// program: call it in `main`, before anything is computed.
///
/// Otherwise this thread sleeps while others compute, and each pass over many
/// points waits until the system has woken them and then it. What other threads
/// ask for is computed without this one. All cores serve, whatever
/// `RAYON_NUM_THREADS` says.
///
/// ```
/// fused::machine::join_in();
/// assert_eq!(fused::machine::read(&[0.5; 1_000_000]), 500_000.0);
/// ```
pub fn join_in() {
    let cores = available_parallelism().map_or(1, |cores| cores.get());
    // This thread alone would leave none to the others.
    if cores > 1 {
        let all = ThreadPoolBuilder::new().num_threads(cores);
        // A pool that is there already serves as well.
        let _ = all.use_current_thread().build_global();
    }
}

/// Reads all values once and does next to nothing with them: their sum.
///
/// ```
/// assert_eq!(fused::machine::read(&[1.5; 100_000]), 150_000.0);
/// ```
pub fn read(values: &[f32]) -> f64 {
    if values.len() <= PART {
        return Arch::new().dispatch(Sum(values)).into();
    }
    let (first, second) = values.split_at(values.len() / 2);
    let (first, second) = rayon::join(|| read(first), || read(second));
    first + second
}

/// Values that are not worth a second thread.
const PART: usize = 131_072;

struct Sum<'a>(&'a [f32]);

impl WithSimd for Sum<'_> {
    type Output = f32;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f32 {
        let (vectors, rest) = S::as_simd_f32s(self.0);
        let (eights, left) = pulp::as_arrays::<8, _>(vectors);
        let mut sums = [simd.splat_f32s(0.0); 8];
        for eight in eights {
            for (sum, vector) in sums.iter_mut().zip(eight) {
                *sum = simd.add_f32s(*sum, *vector);
            }
        }
        for vector in left.iter().chain([&simd.partial_load_f32s(rest)]) {
            sums[0] = simd.add_f32s(sums[0], *vector);
        }
        let [sum, others @ ..] = sums;
        let add = |sum, other| simd.add_f32s(sum, other);
        simd.reduce_sum_f32s(others.into_iter().fold(sum, add))
    }
}

/// Multiplies and adds numbers that stay in registers, `rounds` times on every
/// core: how many multiplications and additions of float32 that were.
///
/// ```
/// assert!(fused::machine::compute(1000) >= 1000.0);
/// ```
pub fn compute(rounds: usize) -> f64 {
    let cpu = Arch::new();
    let cores = 0..rayon::current_num_threads();
    let on_a_core = |_| cpu.dispatch(MultiplyAdd(rounds));
    cores.into_par_iter().with_max_len(1).map(on_a_core).sum()
}

struct MultiplyAdd(usize);

impl WithSimd for MultiplyAdd {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        // Twelve chains: a result takes some cycles, two start in each.
        let mut chains = [simd.splat_f32s(1.0); 12];
        // The compiler must not know that 1 · 0.5 + 0.5 stays 1 for ever.
        let half = simd.splat_f32s(black_box(0.5));
        for _ in 0..self.0 {
            for chain in &mut chains {
                *chain = simd.mul_add_e_f32s(*chain, half, half);
            }
        }
        // Each lane of each chain is 1.
        let lanes = chains.map(|chain| simd.reduce_sum_f32s(chain));
        let lanes: f32 = lanes.iter().sum();
        2.0 * self.0 as f64 * f64::from(lanes)
    }
}
