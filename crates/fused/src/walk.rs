//! Many updates in one call: nothing but the points is touched between them.

use burn::{
    backend::{DispatchTensorKind, flex::FlexTensor},
    tensor::{DType, Tensor},
};

use pulp::Arch;

use descent::{
    Error, Result,
    batch::{Batches, rows},
    data::tensor,
    device::to_host,
    gradient::LossAndGradient,
    train::{self, Recorder, Step, must_be_finite},
};

use crate::{
    LineMse,
    kernel::{self, Real},
    operation::{mse_and_gradient, with_points},
};

impl LineMse {
    /// Gradient descent from `start` = (a, b): `steps` updates with all
    /// points, in one call. It shows each moment before its update, (a, b) and
    /// their loss, to `watch`.
    ///
    /// With flex, in float32 and float64, an update is one pass over the points
    /// and nothing else, and (a, b) are float64 throughout. Other backends and
    /// types go step by step, all in the type of the points.
    ///
    /// # Errors
    /// A run that diverges, with the update at which it did; a device that
    /// fails.
    pub fn descend(
        &self,
        start: [f64; 2],
        lr: f64,
        steps: usize,
        watch: impl FnMut([f64; 2], f64),
    ) -> Result<[f64; 2]> {
        let updates = (0..steps).map(|_| ((), lr));
        match self.on_flex() {
            Some((x, y, DType::F32)) => with_points(&x, &y, |x: &[f32], y| {
                walk(start, updates, watch, full(x, y))
            }),
            Some((x, y, DType::F64)) => with_points(&x, &y, |x: &[f64], y| {
                walk(start, updates, watch, full(x, y))
            }),
            _ => self.step_by_step(start, lr, steps, watch),
        }
    }

    /// The same by burn's operations: tensors stay on the device.
    fn step_by_step(
        &self,
        start: [f64; 2],
        lr: f64,
        steps: usize,
        mut watch: impl FnMut([f64; 2], f64),
    ) -> Result<[f64; 2]> {
        let start = tensor(&start, (&self.x.device(), self.x.dtype()));
        let recorder = Recorder::watched(100, |step: &Step| {
            if step.update < steps {
                watch([step.params[0], step.params[1]], step.loss);
            }
        });
        let at = |w: &Tensor<1>| self.loss_and_gradient(w);
        let end = train::descend(start, lr, steps, recorder, at)?.last();
        Ok([end.params[0], end.params[1]])
    }

    /// One epoch of minibatch gradient descent from `start` = (a, b), in one
    /// call: an update a batch, the points gathered through the shuffled
    /// indices. The last batch counts by its
    /// [`weight`](Batches::weight).
    ///
    /// ```
    /// use descent::{batch::Batches, data};
    /// use fused::LineMse;
    /// # use descent::device::{self, Backend, Precision};
    /// # let device = device::open(Backend::Flex, Precision::F64)?;
    /// let (x, y) = data::noisy_line()?.tensors(&device); // about 3.5 + 2x
    /// let mse = LineMse::new(x, y)?;
    /// let mut batches = Batches::new(100, 10, 42)?;
    /// let mut params = [0.0, 0.0];
    /// for _ in 0..100 {
    ///     params = mse.epoch(params, 0.05, &mut batches)?;
    /// }
    /// let [a, b] = params;
    /// assert!((a - 2.0).abs() < 0.1 && (b - 3.5).abs() < 0.1);
    /// # Ok::<(), descent::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`descend`](Self::descend); batches of another number of points.
    pub fn epoch(
        &self,
        start: [f64; 2],
        lr: f64,
        batches: &mut Batches,
    ) -> Result<[f64; 2]> {
        let ([n], dealt) = (self.x.dims(), batches.points());
        if n != dealt {
            let wrong = format!("there are {n}, and the batches deal {dealt}");
            return Err(Error::Unsuitable(wrong));
        }
        match self.on_flex() {
            Some((x, y, DType::F32)) => with_points(&x, &y, |x: &[f32], y| {
                epoch_of(x, y, start, lr, batches)
            }),
            Some((x, y, DType::F64)) => with_points(&x, &y, |x: &[f64], y| {
                epoch_of(x, y, start, lr, batches)
            }),
            _ => walk(
                start,
                deal(batches, lr),
                |_, _| {},
                |batch, line| self.only(batch).at(line),
            ),
        }
    }

    /// The points and their type, if they are flex's.
    fn on_flex(&self) -> Option<(FlexTensor, FlexTensor, DType)> {
        let [x, y] = [&self.x, &self.y].map(|t| t.clone().into_dispatch().kind);
        match (x, y) {
            (DispatchTensorKind::Flex(x), DispatchTensorKind::Flex(y)) => {
                Some((x.float(), y.float(), self.x.dtype()))
            }
            _ => None,
        }
    }

    /// Loss and gradient by burn's operations.
    fn at(&self, line: [f64; 2]) -> Result<[f64; 3]> {
        let options = (&self.x.device(), self.x.dtype());
        let LossAndGradient { loss, gradient } =
            self.loss_and_gradient(&tensor(&line, options));
        let found = to_host(Tensor::cat(vec![loss, gradient], 0))?;
        Ok([found[0], found[1], found[2]])
    }

    /// The same loss on some of the points.
    fn only(&self, batch: &[i64]) -> LineMse {
        let [x, y] = [&self.x, &self.y].map(|t| rows(t, batch));
        LineMse { x, y }
    }
}

/// Loss and gradient on all points.
fn full<E: Real>(
    x: &[E],
    y: &[E],
) -> impl Fn((), [f64; 2]) -> Result<[f64; 3]> {
    let cpu = Arch::new();
    move |(), line| Ok(mse_and_gradient(kernel::sums(cpu, x, y, line), x.len()))
}

/// The batches of an epoch, each with its learning rate.
fn deal(batches: &mut Batches, lr: f64) -> impl Iterator<Item = (&[i64], f64)> {
    let size = batches.size() as f64;
    let weighted = move |batch: &[i64]| lr * batch.len() as f64 / size;
    batches.deal().map(move |batch| (batch, weighted(batch)))
}

fn epoch_of<E: Real>(
    x: &[E],
    y: &[E],
    start: [f64; 2],
    lr: f64,
    batches: &mut Batches,
) -> Result<[f64; 2]> {
    if batches.size() == 1 {
        let points = batches.deal().flatten().map(|i| *i as usize);
        let points = points.map(|i| [x[i].widen(), y[i].widen()]);
        return single_points(start, lr, points);
    }
    walk(start, deal(batches, lr), |_, _| {}, gather(x, y))
}

/// Loss and gradient on a batch, whose points it brings side by side.
fn gather<E: Real>(
    x: &[E],
    y: &[E],
) -> impl FnMut(&[i64], [f64; 2]) -> Result<[f64; 3]> {
    let cpu = Arch::new();
    let (mut batch_x, mut batch_y) = (Vec::new(), Vec::new());
    move |batch, line| {
        batch_x.clear();
        batch_x.extend(batch.iter().map(|i| x[*i as usize]));
        batch_y.clear();
        batch_y.extend(batch.iter().map(|i| y[*i as usize]));
        let sums = kernel::sums(cpu, &batch_x, &batch_y, line);
        Ok(mse_and_gradient(sums, batch.len()))
    }
}

/// [`walk`] with one point a batch. The next point waits for a and b, so what
/// does not need them stands apart: the processor has it ready by then.
fn single_points(
    [mut a, mut b]: [f64; 2],
    lr: f64,
    points: impl Iterator<Item = [f64; 2]>,
) -> Result<[f64; 2]> {
    for (update, [x, y]) in points.enumerate() {
        let rate = 2.0 * lr * x;
        let error = a * x + (b - y);
        must_be_finite(update, "the loss", error * error)?;
        a -= rate * error;
        b -= 2.0 * lr * error;
        must_be_finite(update + 1, "a", a)?;
        must_be_finite(update + 1, "b", b)?;
    }
    Ok([a, b])
}

#[inline(never)] // Within its callers, gathering takes more instructions.
// ANCHOR: walk
/// The descent itself: `at` gives the loss and its gradient at (a, b).
fn walk<Points>(
    [mut a, mut b]: [f64; 2],
    updates: impl Iterator<Item = (Points, f64)>,
    mut watch: impl FnMut([f64; 2], f64),
    mut at: impl FnMut(Points, [f64; 2]) -> Result<[f64; 3]>,
) -> Result<[f64; 2]> {
    for (update, (points, lr)) in updates.enumerate() {
        let [loss, by_a, by_b] = at(points, [a, b])?;
        must_be_finite(update, "the loss", loss)?;
        watch([a, b], loss);
        a -= lr * by_a;
        b -= lr * by_b;
        must_be_finite(update + 1, "a", a)?;
        must_be_finite(update + 1, "b", b)?;
    }
    Ok([a, b])
}
// ANCHOR_END: walk
