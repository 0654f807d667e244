//! One pass over x and y, on the CPU: the three sums that a step needs.
//!
//! The SIMD width is found at run time by pulp, which falls back to plain
//! numbers where there is none. Sums are taken within blocks in the type of
//! the points, and across blocks in float64, so that rounding does not grow
//! with n.

use burn::tensor::Element;
use pulp::{Arch, Simd, WithSimd, bytemuck::Pod};

/// Points whose sums stay in the type of the points: 16 KiB of float32 x, so
/// that a block of x and y fits the first-level cache.
const BLOCK: usize = 4096;

/// Points that are not worth a second thread: handing work to one takes
/// microseconds, and so does a pass over these.
const LEAF: usize = 65_536;

/// Points that do not fill a vector: one by one is faster.
const FEW: usize = 8;

/// Σ e², Σ e x and Σ e, where e = a x + b − y.
pub type Sums = [f64; 3];

// ANCHOR: cores
/// The sums over all points, on all cores.
///
/// The points are halved until a leaf is left, wherever the threads are: the
/// order of the additions, and so the result to the last bit, depends on n
/// and the SIMD width alone.
#[inline]
pub fn sums<E: Real>(cpu: Arch, x: &[E], y: &[E], line: [f64; 2]) -> Sums {
    if x.len() < FEW {
        return one_by_one(x, y, line);
    }
    if x.len() <= LEAF {
        let [a, b] = line.map(E::round);
        return cpu.dispatch(Pass { x, y, a, b });
    }
    let half = (x.len() / 2).next_multiple_of(BLOCK);
    let ((x0, x1), (y0, y1)) = (x.split_at(half), y.split_at(half));
    let (first, second) =
        rayon::join(|| sums(cpu, x0, y0, line), || sums(cpu, x1, y1, line));
    add(first, second)
}
// ANCHOR_END: cores

#[inline]
fn one_by_one<E: Real>(x: &[E], y: &[E], [a, b]: [f64; 2]) -> Sums {
    let of_a_point = |(x, y): (&E, &E)| {
        let (x, y) = (x.widen(), y.widen());
        let e = a * x + b - y;
        [e * e, e * x, e]
    };
    let sums = x.iter().zip(y).map(of_a_point).reduce(add);
    sums.unwrap_or_default()
}

#[inline(always)]
fn add([s, t, u]: Sums, [x, y, z]: Sums) -> Sums {
    [s + x, t + y, u + z]
}

/// A pass of one thread. A struct, because a closure would not be compiled
/// for the SIMD width that is found.
struct Pass<'a, E> {
    x: &'a [E],
    y: &'a [E],
    a: E,
    b: E,
}

impl<E: Real> WithSimd for Pass<'_, E> {
    type Output = Sums;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Sums {
        let (mut total, mut x, mut y) = ([0.0; 3], self.x, self.y);
        while x.len() > BLOCK {
            let ((x0, x1), (y0, y1)) = (x.split_at(BLOCK), y.split_at(BLOCK));
            total = add(total, E::block(simd, x0, y0, self.a, self.b));
            (x, y) = (x1, y1);
        }
        add(total, E::block(simd, x, y, self.a, self.b))
    }
}

/// float32 and float64.
pub trait Real: Element + Pod {
    /// The nearest number of this type.
    fn round(value: f64) -> Self;

    /// The same number in float64.
    fn widen(self) -> f64;

    /// The sums over at most [`BLOCK`] points.
    fn block<S: Simd>(
        simd: S,
        x: &[Self],
        y: &[Self],
        a: Self,
        b: Self,
    ) -> Sums;
}

/// The same lines for both types: pulp names its operations by type.
macro_rules! real {
    (
        $real:ident, $vector:ident, $vectors:ident, $splat:ident, $part:ident,
        $add:ident, $sub:ident, $mul_add:ident, $sum:ident
    ) => {
        impl Real for $real {
            fn round(value: f64) -> Self {
                value as $real
            }

            fn widen(self) -> f64 {
                self.into()
            }

            #[inline(always)]
            fn block<S: Simd>(
                simd: S,
                x: &[Self],
                y: &[Self],
                a: Self,
                b: Self,
            ) -> Sums {
                // ANCHOR: vector
                /// The sums with one more vector of points in them.
                #[inline(always)]
                fn with<S: Simd>(
                    simd: S,
                    [ee, ex, e1]: [S::$vector; 3],
                    [x, y, a, b]: [S::$vector; 4],
                ) -> [S::$vector; 3] {
                    let e = simd.$mul_add(a, x, simd.$sub(b, y));
                    [
                        simd.$mul_add(e, e, ee),
                        simd.$mul_add(e, x, ex),
                        simd.$add(e, e1),
                    ]
                }
                // ANCHOR_END: vector

                let (va, vb) = (simd.$splat(a), simd.$splat(b));
                let (xs, x_rest) = S::$vectors(x);
                let (ys, y_rest) = S::$vectors(y);
                // Four sums side by side: an addition takes several cycles,
                // and does not wait for one into another sum.
                let mut four = [[simd.$splat(0.0); 3]; 4];
                let (x4, x_left) = pulp::as_arrays::<4, _>(xs);
                let (y4, y_left) = pulp::as_arrays::<4, _>(ys);
                for (x, y) in x4.iter().zip(y4) {
                    four[0] = with(simd, four[0], [x[0], y[0], va, vb]);
                    four[1] = with(simd, four[1], [x[1], y[1], va, vb]);
                    four[2] = with(simd, four[2], [x[2], y[2], va, vb]);
                    four[3] = with(simd, four[3], [x[3], y[3], va, vb]);
                }
                for (i, (x, y)) in x_left.iter().zip(y_left).enumerate() {
                    four[i] = with(simd, four[i], [*x, *y, va, vb]);
                }
                // The last points do not fill a vector. Zeros do, in b too:
                // their error is 0.
                let (x, y) = (simd.$part(x_rest), simd.$part(y_rest));
                let b = simd.$part(&[b; 16][..x_rest.len()]);
                four[3] = with(simd, four[3], [x, y, va, b]);
                let [s, t, u, v] = four;
                let sum = |i: usize| {
                    let pairs = (simd.$add(s[i], t[i]), simd.$add(u[i], v[i]));
                    f64::from(simd.$sum(simd.$add(pairs.0, pairs.1)))
                };
                [sum(0), sum(1), sum(2)]
            }
        }
    };
}

real!(
    f32,
    f32s,
    as_simd_f32s,
    splat_f32s,
    partial_load_f32s,
    add_f32s,
    sub_f32s,
    mul_add_e_f32s,
    reduce_sum_f32s
);
real!(
    f64,
    f64s,
    as_simd_f64s,
    splat_f64s,
    partial_load_f64s,
    add_f64s,
    sub_f64s,
    mul_add_e_f64s,
    reduce_sum_f64s
);
