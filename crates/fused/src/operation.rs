//! The mean squared error of a line as one operation of burn, with a backward
//! of its own.

#![cfg_attr(
    feature = "ndarray",
    expect(deprecated, reason = "offered for comparison with flex")
)]

#[cfg(feature = "wgpu")]
use burn::backend::Cube;
#[cfg(feature = "ndarray")]
use burn::backend::NdArray;
#[cfg(feature = "remote")]
use burn::backend::Remote;
use burn::backend::{
    Autodiff, Backend, Flex,
    autodiff::{
        checkpoint::{base::Checkpointer, strategy::CheckpointStrategy},
        grads::Gradients,
        ops::{Backward, Ops, OpsKind},
    },
    backend_extension,
    flex::FlexTensor,
    tensor::FloatTensor,
};
use burn::tensor::{DType, Slice, TensorData};

use pulp::Arch;

use crate::kernel::{self, Real, Sums};

/// The operation on every backend: parameters (a, b) of shape `[2]`, x and y
/// of shape `[n]`. The attribute picks the backend at run time.
#[backend_extension(
    Flex,
    NdArray: cfg(feature = "ndarray"),
    Cube: cfg(feature = "wgpu"),
    Remote: cfg(feature = "remote"),
    Autodiff
)]
pub trait LineMseOps: Backend {
    /// The loss and its derivatives by a and b, shape `[3]`.
    fn mse_and_gradient(
        params: FloatTensor<Self>,
        x: FloatTensor<Self>,
        y: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        in_plain_operations::<Self>(params, x, y)
    }

    /// The loss alone, shape `[1]`.
    fn mse(
        params: FloatTensor<Self>,
        x: FloatTensor<Self>,
        y: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        let found = Self::mse_and_gradient(params, x, y);
        Self::float_slice(found, &[Slice::from(0..1)])
    }
}

#[cfg(feature = "ndarray")]
impl LineMseOps for NdArray {}

#[cfg(feature = "wgpu")]
impl LineMseOps for Cube {}

#[cfg(feature = "remote")]
impl LineMseOps for Remote {}

// ANCHOR: flex
impl LineMseOps for Flex {
    fn mse_and_gradient(
        params: FlexTensor,
        x: FlexTensor,
        y: FlexTensor,
    ) -> FlexTensor {
        match x.dtype() {
            DType::F32 => in_one_pass::<f32>(&params, &x, &y),
            DType::F64 => in_one_pass::<f64>(&params, &x, &y),
            _ => in_plain_operations::<Flex>(params, x, y),
        }
    }
}
// ANCHOR_END: flex

// ANCHOR: backward
/// The way back: forward has found the derivatives already.
#[derive(Debug)]
struct LineMseBackward;

impl<B: Backend> Backward<B, 1> for LineMseBackward {
    /// Loss and derivatives, shape `[3]`.
    type State = FloatTensor<B>;

    fn backward(
        self,
        ops: Ops<Self::State, 1>,
        grads: &mut Gradients,
        _: &mut Checkpointer,
    ) {
        let incoming = grads.consume::<B>(&ops.node);
        let [params] = ops.parents;
        if let Some(params) = params {
            let own = B::float_slice(ops.state, &[Slice::from(1..3)]);
            grads.register::<B>(params.id, B::float_mul(own, incoming));
        }
    }
}
// ANCHOR_END: backward

// ANCHOR: forward
impl<B: LineMseOps, C: CheckpointStrategy> LineMseOps for Autodiff<B, C> {
    fn mse(
        params: FloatTensor<Self>,
        x: FloatTensor<Self>,
        y: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        let (params, node) = params.into_parts();
        let (x, y) = (x.into_primitive(), y.into_primitive());
        let found = B::mse_and_gradient(params, x, y);
        let loss = B::float_slice(found.clone(), &[Slice::from(0..1)]);
        let step = LineMseBackward.prepare::<C>([node]).compute_bound();
        match step.stateful() {
            OpsKind::Tracked(step) => step.finish(found, loss),
            OpsKind::UnTracked(step) => step.finish(loss),
        }
    }
}
// ANCHOR_END: forward

/// On backends without a kernel of ours: what `loss::mse` and its gradient by
/// hand do, operation by operation.
fn in_plain_operations<B: Backend>(
    params: FloatTensor<B>,
    x: FloatTensor<B>,
    y: FloatTensor<B>,
) -> FloatTensor<B> {
    let a = B::float_slice(params.clone(), &[Slice::from(0..1)]);
    let b = B::float_slice(params, &[Slice::from(1..2)]);
    let y_pred = B::float_add(B::float_mul(x.clone(), a), b);
    let error = B::float_sub(y_pred, y);
    let squares = B::float_mul(error.clone(), error.clone());
    let weighted = B::float_mul(error.clone(), x);
    let twice_mean = |t| B::float_mul_scalar(B::float_mean(t), 2.into());
    let parts = vec![
        B::float_mean(squares),
        twice_mean(weighted),
        twice_mean(error),
    ];
    B::float_cat(parts, 0)
}

/// On the CPU, without a copy: a view that skips points is copied first.
fn in_one_pass<E: Real>(
    params: &FlexTensor,
    x: &FlexTensor,
    y: &FlexTensor,
) -> FlexTensor {
    let found = with_points(x, y, |x: &[E], y| {
        let line = with_values(params, |p: &[E]| [p[0], p[1]]);
        let sums = kernel::sums(Arch::new(), x, y, line.map(E::widen));
        mse_and_gradient(sums, x.len()).map(E::round)
    });
    FlexTensor::from_data(TensorData::new(found.to_vec(), [3]))
}

/// Lends the values of x and y in their order.
pub fn with_points<E: Real, T>(
    x: &FlexTensor,
    y: &FlexTensor,
    use_them: impl FnOnce(&[E], &[E]) -> T,
) -> T {
    with_values(x, |x| with_values(y, |y| use_them(x, y)))
}

fn with_values<E: Real, T>(
    tensor: &FlexTensor,
    use_them: impl FnOnce(&[E]) -> T,
) -> T {
    match tensor.as_slice() {
        Some(values) => use_them(values),
        None => use_them(tensor.to_contiguous().storage()),
    }
}

/// The mean squared error Σe²/n and its derivatives 2/n Σ e x and 2/n Σ e.
pub fn mse_and_gradient([ee, ex, e]: Sums, n: usize) -> [f64; 3] {
    // Divisions take long, but these need not wait for the sums.
    let (share, twice) = (1.0 / n as f64, 2.0 / n as f64);
    [ee * share, ex * twice, e * twice]
}
