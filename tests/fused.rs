//! The fused step against the definition of the loss and its gradient, summed
//! on the host in float64 one point after the other, and against burn's own
//! operations.

mod common;

use burn::tensor::{DType, Device, Tensor, s};
use common::{assert_close, mse, mse_gradient};
use descent::{
    Error,
    batch::Batches,
    data::Points,
    data::tensor,
    device::to_host,
    gradient::{self, LossAndGradient},
    loss,
    model::Line,
};
use fused::LineMse;
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::ThreadPoolBuilder;

/// Around the sizes where the kernel does something else: a vector of 4, 8 or
/// 16 points, four of them, a block, a leaf of the tree, two.
const EDGES: [usize; 18] = [
    1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 4095, 4096, 4097, 65_535, 65_536,
    65_537, 131_072, 131_073,
];

/// `n` points with |x| < 3 and |y| < 10 that float32 holds exactly, so that
/// both types see the same ones.
fn points(n: usize, seed: u64) -> Points {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut draw = |limit: f32| {
        let values = (0..n).map(|_| random.random_range(-limit..limit));
        values.map(f64::from).collect()
    };
    Points {
        x: draw(3.0),
        y: draw(10.0),
    }
}

fn fused(points: &Points, dtype: DType) -> LineMse {
    let (x, y) = points.tensors((&Device::flex(), dtype));
    LineMse::new(x, y).unwrap()
}

fn params(line: [f64; 2], dtype: DType) -> Tensor<1> {
    tensor(&line, (&Device::flex(), dtype))
}

/// [loss, ∂a, ∂b] by the definition.
fn expected(line: [f64; 2], Points { x, y }: &Points) -> [f64; 3] {
    let [by_a, by_b] = mse_gradient(line, x, y);
    [mse(line, x, y), by_a, by_b]
}

/// [loss, ∂a, ∂b] through burn's autodiff.
fn by_autodiff(mse: &LineMse, line: [f64; 2], dtype: DType) -> [f64; 3] {
    let at = gradient::by_autodiff(&params(line, dtype), |w| mse.loss(&w));
    assert_eq!((at.loss.dtype(), at.gradient.dtype()), (dtype, dtype));
    on_host(at)
}

fn on_host(at: LossAndGradient) -> [f64; 3] {
    let [loss, gradient] = [at.loss, at.gradient].map(|t| to_host(t).unwrap());
    [loss[0], gradient[0], gradient[1]]
}

/// How far sums may be from the exact ones, relative to the mean of what is
/// added: |e|, |x| and |y| are up to |a| 3 + |b| + 10. float64 rounds each
/// point by 1e-16 of it and the oracle adds 131,073 of them one by one, at
/// worst 1e-11 and in practice far less; float32 rounds by 6e-8, in sums of
/// 128 points a lane at most.
fn assert_right(got: [f64; 3], line: [f64; 2], points: &Points, room: f64) {
    let [a, b] = line;
    let most = 3.0 * a.abs() + b.abs() + 10.0;
    let want = expected(line, points);
    for (i, unit) in [most * most, 6.0 * most, 2.0 * most].iter().enumerate() {
        let apart = (got[i] - want[i]).abs();
        let n = points.len();
        assert!(apart <= room * unit, "{got:?}, expected {want:?} (n = {n})");
    }
}

const TYPES: [(DType, f64); 2] = [(DType::F64, 1e-12), (DType::F32, 1e-6)];

#[test]
fn right_around_every_edge() {
    for (dtype, room) in TYPES {
        for n in EDGES {
            let (points, line) = (points(n, n as u64), [1.5, -0.75]);
            let mse = fused(&points, dtype);
            let direct = on_host(mse.loss_and_gradient(&params(line, dtype)));
            assert_right(direct, line, &points, room);
            // The same kernel runs forward: the same to the last bit.
            assert_eq!(by_autodiff(&mse, line, dtype), direct);
        }
    }
}

proptest! {
    #![proptest_config(Config {
        cases: 48,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
        ..Config::default()
    })]

    #[test]
    fn right_anywhere(
        edge in 0..EDGES.len(),
        off in 0..20_usize,
        seed in any::<u64>(),
        a in -5.0..5.0_f32,
        b in -5.0..5.0_f32,
    ) {
        let n = EDGES[edge].saturating_sub(10) + off;
        let (points, line) = (points(n.max(1), seed), [a.into(), b.into()]);
        for (dtype, room) in TYPES {
            let got = by_autodiff(&fused(&points, dtype), line, dtype);
            assert_right(got, line, &points, room);
        }
    }
}

#[test]
fn the_same_as_plain_operations() {
    let (points, line) = (points(1000, 1), [0.5, 2.0]);
    for (dtype, room) in [(DType::F64, 1e-12), (DType::F32, 1e-5)] {
        let (x, y) = points.tensors((&Device::flex(), dtype));
        let w = params(line, dtype);
        let plain = on_host(gradient::by_autodiff(&w, |w| {
            loss::mse(Line::from(w).forward(x.clone()), y.clone())
        }));
        // The same sums in another order; burn adds float32 in float32.
        let mse = fused(&points, dtype);
        assert_close("fused", &by_autodiff(&mse, line, dtype), &plain, room);
    }
}

#[test]
fn the_gradient_is_the_slope_of_the_loss() {
    let points = points(5000, 2);
    let mse = fused(&points, DType::F64);
    let w = params([0.5, 2.0], DType::F64);
    let autodiff = gradient::by_autodiff(&w, |w| mse.loss(&w)).gradient;
    let slopes = gradient::by_differences(&w, |w| mse.loss(&w)).unwrap();
    let named = [("autodiff", autodiff), ("differences", slopes)];
    let check = gradient::check(&Line::PARAMS, &named).unwrap();
    // The loss is a parabola: only the rounding of the loss is left, 1e-16
    // over a step of 6e-6.
    assert!(check.max_relative_difference < 1e-9, "{check:?}");
}

#[test]
fn the_chain_goes_on_around_it() {
    // ∂/∂w of 3 · mse(2 w) is 6 · mse'(2 w), and a second operation on the
    // same points adds its own.
    let (points, line) = (points(100, 3), [0.5, 2.0]);
    let mse = fused(&points, DType::F64);
    let w = params(line, DType::F64);
    let found = gradient::by_autodiff(&w, |w| {
        mse.loss(&(w.clone() * 2.0)) * 3.0 + mse.loss(&w)
    });
    let [twice, once] = [[1.0, 4.0], line].map(|line| expected(line, &points));
    let want = [1, 2].map(|i| 6.0 * twice[i] + once[i]);
    let got = to_host(found.gradient).unwrap();
    assert_close("gradient", &got, &want, 1e-12);
}

#[test]
fn a_step_after_backward_starts_afresh() {
    let (points, line) = (points(100, 4), [0.5, 2.0]);
    let mse = fused(&points, DType::F64);
    let w = params(line, DType::F64).autodiff().require_grad();
    let gradients = [0, 1].map(|_| {
        let grads = mse.loss(&w).backward();
        to_host(w.grad(&grads).unwrap()).unwrap()
    });
    assert_eq!(gradients[0], gradients[1]);
}

#[test]
fn parameters_that_are_not_tracked_need_no_graph() {
    let mse = fused(&points(10, 5), DType::F64);
    let w = params([0.5, 2.0], DType::F64);
    let loss = mse.loss(&w);
    let tracked = mse.loss(&w.autodiff().require_grad());
    assert_eq!(to_host(loss).unwrap(), to_host(tracked).unwrap());
}

#[test]
fn views_are_read_as_what_they_show() {
    let Points { x, y } = points(1001, 6);
    let device = Device::flex();
    for (dtype, room) in TYPES {
        let [tx, ty] = [&x, &y].map(|v| tensor(v, (&device, dtype)));
        let part = |v: &[f64]| v[3..900].to_vec();
        let every_third = |v: &[f64]| v.iter().copied().step_by(3).collect();
        let backwards = |v: &[f64]| v.iter().copied().rev().collect();
        type View<'a> = (Box<dyn Fn(Tensor<1>) -> Tensor<1>>, Points);
        let of = |f: &dyn Fn(&[f64]) -> Vec<f64>| Points { x: f(&x), y: f(&y) };
        let views: [View; 3] = [
            (Box::new(|t| t.slice(s![3..900])), of(&part)),
            (Box::new(|t| t.slice(s![..;3])), of(&every_third)),
            (Box::new(|t| t.flip([0])), of(&backwards)),
        ];
        for (view, points) in views {
            let mse = LineMse::new(view(tx.clone()), view(ty.clone())).unwrap();
            let line = [1.5, -0.75];
            assert_right(by_autodiff(&mse, line, dtype), line, &points, room);
            let found = mse.descend(line, 0.01, 1, |_, _| {}).unwrap();
            let [_, by_a, by_b] = expected(line, &points);
            let want = [1.5 - 0.01 * by_a, -0.75 - 0.01 * by_b];
            assert_close("one step", &found, &want, room);
        }
    }
}

#[test]
fn brain_floats_go_through_plain_operations() {
    let points = points(64, 7);
    let mse = fused(&points, DType::BF16);
    let line = [1.5, -0.75];
    // 8 bits of fraction, rounded at every operation.
    assert_right(by_autodiff(&mse, line, DType::BF16), line, &points, 2e-2);
    let found = mse.descend(line, 0.01, 3, |_, _| {}).unwrap();
    assert!(found.iter().all(|v| v.is_finite()));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    for n in [65_537, 300_001] {
        let points = points(n, 8);
        for (dtype, _) in TYPES {
            let mse = fused(&points, dtype);
            let run = || {
                let one = by_autodiff(&mse, [1.5, -0.75], dtype);
                (one, mse.descend([1.5, -0.75], 0.01, 10, |_, _| {}).unwrap())
            };
            let [one, two, three] = [1, 2, 3].map(|threads| {
                let pool = ThreadPoolBuilder::new().num_threads(threads);
                pool.build().unwrap().install(run)
            });
            assert_eq!(one, two);
            assert_eq!(one, three);
        }
    }
}

#[test]
fn many_steps_are_as_many_single_ones() {
    for n in [1, 30, 5000] {
        let points = points(n, 9);
        let mut line = [-1.0, 1.0];
        let mut moments = Vec::new();
        for _ in 0..50 {
            let [loss, by_a, by_b] = expected(line, &points);
            moments.extend([line[0], line[1], loss]);
            line = [line[0] - 0.05 * by_a, line[1] - 0.05 * by_b];
        }
        // float64: rounding only. float32 points are the same, and (a, b)
        // round once a step, by 6e-8.
        for (dtype, room) in [(DType::F64, 1e-12), (DType::F32, 1e-5)] {
            let mut seen = Vec::new();
            let mse = fused(&points, dtype);
            let found = mse
                .descend([-1.0, 1.0], 0.05, 50, |[a, b], loss| {
                    seen.extend([a, b, loss]);
                })
                .unwrap();
            let close = |what, got: &[f64], want: &[f64]| {
                let apart = got.iter().zip(want).map(|(g, w)| (g - w).abs());
                let worst = apart.fold(0.0, f64::max);
                assert!(worst <= 100.0 * room, "{what}, n = {n}: {worst:e}");
            };
            close("end", &found, &line);
            close("way", &seen, &moments);
        }
    }
}

#[test]
fn an_epoch_is_a_step_a_batch() {
    for (n, size) in [(100, 100), (100, 7), (130, 64), (20, 1)] {
        let points = points(n, 10);
        let mut line = [-1.0, 1.0];
        let mut batches = Batches::new(n, size, 42).unwrap();
        let mut dealt = batches.clone();
        for (dtype, room) in [(DType::F64, 1e-12), (DType::F32, 1e-5)] {
            let mse = fused(&points, dtype);
            let start = line;
            let found = mse.epoch(start, 0.02, &mut batches).unwrap();
            for batch in dealt.epoch() {
                let of = |v: &[f64]| -> Vec<f64> {
                    batch.iter().map(|i| v[*i as usize]).collect()
                };
                let (x, y) = (of(&points.x), of(&points.y));
                let lr = 0.02 * dealt.weight(&batch);
                let [by_a, by_b] = mse_gradient(line, &x, &y);
                line = [line[0] - lr * by_a, line[1] - lr * by_b];
            }
            for (got, want) in found.iter().zip(line) {
                // Absolute: the parameters are of order 1.
                assert!(
                    (got - want).abs() <= 10.0 * room,
                    "{found:?} {line:?}"
                );
            }
            line = found;
        }
    }
}

#[test]
fn points_that_do_not_fit_are_refused() {
    let of = |v: &[f64], dtype| tensor(v, (&Device::flex(), dtype));
    let two = || of(&[1.0, 2.0], DType::F64);
    let tracked = || two().autodiff().require_grad();
    for (x, y, why) in [
        (of(&[], DType::F64), of(&[], DType::F64), "there are none"),
        (two(), of(&[1.0], DType::F64), "2 x and 1 y"),
        (two(), of(&[1.0, 2.0], DType::F32), "F64 and y F32"),
        (tracked(), two(), "tracked"),
        (two(), tracked(), "tracked"),
        // Not a parameter itself, but made of one.
        (tracked() * 2.0, two(), "tracked"),
    ] {
        let error = LineMse::new(x, y).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    // On a device with autodiff, but not tracked.
    assert!(LineMse::new(two().autodiff(), two()).is_ok());
    let mse = LineMse::new(two(), two()).unwrap();
    let mut batches = Batches::new(3, 1, 42).unwrap();
    let error = mse.epoch([0.0; 2], 0.1, &mut batches).unwrap_err();
    assert!(error.to_string().contains("the batches deal 3"), "{error}");
}

#[test]
fn divergence_is_told_where_it_happens() {
    // λ = 2 Σ x² / n = 2: each update multiplies the distance from the
    // minimum by 1 − lr λ = −19, and the loss by 361.
    let points = Points {
        x: [1.0, -1.0].repeat(8),
        y: [3.0, -3.0].repeat(8),
    };
    let mse = fused(&points, DType::F32);
    let mut last = 0.0;
    let run = mse.descend([4.0, 0.0], 10.0, 1000, |_, loss| last = loss);
    let Err(Error::Diverged { update, value, .. }) = run else {
        panic!("{run:?}");
    };
    // The largest float32 is 3.4e38: 16 errors of 361^14 add up to less, 16
    // of 361^15 to more.
    assert_eq!((update, value), (15, f64::INFINITY));
    assert_close("loss before", &[last], &[361_f64.powi(14)], 1e-5);
}

#[test]
fn an_epoch_of_single_points_tells_divergence_too() {
    // On the point (1, 0) an update multiplies e = a + b by 1 − 4 lr = −39:
    // the loss of update k is 39^2k, and the largest float64 is 1.8e308.
    let points = Points {
        x: vec![1.0; 200],
        y: vec![0.0; 200],
    };
    let mut batches = Batches::new(200, 1, 42).unwrap();
    let run = fused(&points, DType::F64).epoch([1.0, 0.0], 10.0, &mut batches);
    let Err(Error::Diverged { update, what, .. }) = run else {
        panic!("{run:?}");
    };
    assert_eq!((update, what.as_str()), (97, "the loss"));
}
