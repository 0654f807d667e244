//! What is measured of ours: gradient steps of the line fit, in float32.
//!
//! `cargo bench` and `peers.py` both run these; the peers' are in
//! `with_numpy.py` and its neighbours.

use burn::tensor::{DType, Device, Int, Tensor, TensorData};
use descent::{
    Error, batch::Batches, data, device::to_host, gradient, loss, model::Line,
};
use fused::LineMse;

// ANCHOR: allocator
/// Keeps the memory of a tensor that is gone for the next one. The C library
/// of Linux gives large pieces back, and new ones come page by page.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
// ANCHOR_END: allocator

/// a and b before the first step.
pub const START: [f64; 2] = [-1.0, 1.0];
/// The learning rate of full-batch steps.
pub const LR: f64 = 0.01;

/// n points on y = 3x + 8, to the bit the same in every program: i times the
/// golden ratio, without what is before the point.
pub fn points(n: usize, device: &Device) -> (Tensor<1>, Tensor<1>) {
    let x = |i| (i as f64 * 0.618033988749895).fract() as f32;
    let y = |i| (3.0 * f64::from(x(i)) + 8.0) as f32;
    let tensor = |values| TensorData::new(values, [n]);
    let x = tensor((0..n).map(x).collect());
    let y = tensor((0..n).map(y).collect());
    (Tensor::from_data(x, device), Tensor::from_data(y, device))
}

fn start(x: &Tensor<1>) -> Tensor<1> {
    data::tensor(&START, &x.device())
}

/// The formula of lesson 3, operation by operation; 2 lr is one number.
fn update(line: Line, x: Tensor<1>, y: Tensor<1>, lr: f64) -> Line {
    let error = line.forward(x.clone()) - y;
    let rate = 2.0 * lr;
    Line {
        a: line.a - (error.clone() * x).mean() * rate,
        b: line.b - error.mean() * rate,
    }
}

fn update_by(
    w: Tensor<1>,
    lr: f64,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
) -> Tensor<1> {
    let gradient = gradient::by_autodiff(&w, loss).gradient;
    w - gradient * lr
}

fn end(line: Line) -> Result<[f64; 2], Error> {
    pair(Tensor::cat(vec![line.a, line.b], 0))
}

fn pair(w: Tensor<1>) -> Result<[f64; 2], Error> {
    let w = to_host(w)?;
    Ok([w[0], w[1]])
}

/// Steps by hand, in plain operations.
pub fn by_hand(
    x: &Tensor<1>,
    y: &Tensor<1>,
    steps: usize,
) -> Result<[f64; 2], Error> {
    let mut line = Line::from(start(x));
    for _ in 0..steps {
        line = update(line, x.clone(), y.clone(), LR);
    }
    end(line)
}

/// Steps by autodiff, in plain operations.
pub fn autodiff(
    x: &Tensor<1>,
    y: &Tensor<1>,
    steps: usize,
) -> Result<[f64; 2], Error> {
    let mut w = start(x);
    for _ in 0..steps {
        w = update_by(w, LR, |w| {
            loss::mse(Line::from(w).forward(x.clone()), y.clone())
        });
    }
    pair(w)
}

/// Steps by autodiff, each through the fused operation.
pub fn fused(
    x: &Tensor<1>,
    y: &Tensor<1>,
    steps: usize,
) -> Result<[f64; 2], Error> {
    let mse = LineMse::new(x.clone(), y.clone())?;
    let mut w = start(x);
    for _ in 0..steps {
        w = update_by(w, LR, |w| mse.loss(&w));
    }
    pair(w)
}

/// All steps in one call.
pub fn in_one_call(
    x: &Tensor<1>,
    y: &Tensor<1>,
    steps: usize,
) -> Result<[f64; 2], Error> {
    let mse = LineMse::new(x.clone(), y.clone())?;
    mse.descend(START, LR, steps, |_, _| {})
}

/// All steps in one call that records a trace.
pub fn in_one_call_traced(
    x: &Tensor<1>,
    y: &Tensor<1>,
    steps: usize,
) -> Result<[f64; 2], Error> {
    let mse = LineMse::new(x.clone(), y.clone())?;
    let mut trace = Vec::with_capacity(steps);
    let end = mse.descend(START, LR, steps, |w, loss| trace.push((w, loss)))?;
    std::hint::black_box(trace);
    Ok(end)
}

/// The learning rate of an epoch.
fn epoch_lr(size: usize) -> f64 {
    0.002 * size as f64 / 64.0
}

/// Epochs of minibatches, a step a batch: slices of a shuffled copy.
fn epochs<W>(
    [x, y]: [&Tensor<1>; 2],
    epochs: usize,
    size: usize,
    mut w: W,
    step: impl Fn(W, Tensor<1>, Tensor<1>, f64) -> Result<W, Error>,
) -> Result<W, Error> {
    let [n] = x.dims();
    let mut batches = Batches::new(n, size, 42)?;
    for _ in 0..epochs {
        let mut order = Vec::with_capacity(n);
        for batch in batches.deal() {
            order.extend_from_slice(batch);
        }
        let order = TensorData::new(order, [n]);
        let order =
            Tensor::<1, Int>::from_data(order, (&x.device(), DType::I64));
        let x = x.clone().select(0, order.clone());
        let y = y.clone().select(0, order);
        for begin in (0..n).step_by(size) {
            let batch = begin..n.min(begin + size);
            let lr = epoch_lr(batch.len());
            let (x, y) =
                (x.clone().slice(batch.clone()), y.clone().slice(batch));
            w = step(w, x, y, lr)?;
        }
    }
    Ok(w)
}

/// Epochs of minibatches by hand, in plain operations.
pub fn epochs_by_hand(
    x: &Tensor<1>,
    y: &Tensor<1>,
    count: usize,
    size: usize,
) -> Result<[f64; 2], Error> {
    let line = Line::from(start(x));
    end(epochs([x, y], count, size, line, |line, x, y, lr| {
        Ok(update(line, x, y, lr))
    })?)
}

/// Epochs of minibatches by autodiff, in plain operations.
pub fn epochs_autodiff(
    x: &Tensor<1>,
    y: &Tensor<1>,
    count: usize,
    size: usize,
) -> Result<[f64; 2], Error> {
    pair(epochs([x, y], count, size, start(x), |w, x, y, lr| {
        Ok(update_by(w, lr, |w| {
            loss::mse(Line::from(w).forward(x.clone()), y.clone())
        }))
    })?)
}

/// Epochs of minibatches by autodiff through the fused operation.
pub fn epochs_fused(
    x: &Tensor<1>,
    y: &Tensor<1>,
    count: usize,
    size: usize,
) -> Result<[f64; 2], Error> {
    pair(epochs([x, y], count, size, start(x), |w, x, y, lr| {
        let mse = LineMse::new(x, y)?;
        Ok(update_by(w, lr, |w| mse.loss(&w)))
    })?)
}

/// Epochs of minibatches, each in one call.
pub fn epochs_in_one_call(
    x: &Tensor<1>,
    y: &Tensor<1>,
    count: usize,
    size: usize,
) -> Result<[f64; 2], Error> {
    let mse = LineMse::new(x.clone(), y.clone())?;
    let mut batches = Batches::new(x.dims()[0], size, 42)?;
    let mut w = START;
    for _ in 0..count {
        w = mse.epoch(w, epoch_lr(size), &mut batches)?;
    }
    Ok(w)
}
