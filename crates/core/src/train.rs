//! The descent and its record.

use burn::tensor::Tensor;
use serde::Serialize;

use crate::{Error, Result, device::to_host, gradient::LossAndGradient};

/// One moment of a run: the parameters after `update` updates and the loss
/// that they give. Update 0 is the start.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Step {
    /// How many updates came before.
    pub update: usize,
    /// The parameters.
    pub params: Vec<f64>,
    /// The loss at these parameters, before the next update.
    pub loss: f64,
}

/// The record of a run, on the host in float64: `steps[k]` is the moment
/// after k updates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// All moments, the start first.
    pub steps: Vec<Step>,
}

impl Trace {
    /// The end of the run; an empty step if nothing was recorded.
    pub fn last(&self) -> Step {
        self.steps.last().cloned().unwrap_or_default()
    }

    /// Whether the loss more than doubled: the sign of a descent that goes
    /// astray though its numbers still fit the computer.
    pub fn grew(&self) -> bool {
        let start = self.steps.first().map_or(0.0, |step| step.loss);
        self.last().loss > 2.0 * start + 1e-6
    }

    /// All losses, the start's first.
    pub fn losses(&self) -> Vec<f64> {
        self.steps.iter().map(|step| step.loss).collect()
    }

    /// One parameter all along the run.
    pub fn param(&self, index: usize) -> Vec<f64> {
        self.steps.iter().map(|step| step.params[index]).collect()
    }

    /// The first update after which the loss is at most `loss`.
    pub fn updates_to(&self, loss: f64) -> Option<usize> {
        self.steps.iter().position(|step| step.loss <= loss)
    }

    /// At most `count` moments after the start, evenly spaced, for the frames
    /// of an animation. The end is one of them.
    pub fn frames(&self, count: usize) -> Vec<&Step> {
        let updates = self.steps.len().saturating_sub(1);
        let stride = updates.div_ceil(count.max(1)).max(1);
        let mut frames: Vec<_> =
            self.steps.iter().skip(stride).step_by(stride).collect();
        if !updates.is_multiple_of(stride) {
            frames.extend(self.steps.last());
        }
        frames
    }
}

/// Records a run without slowing it: steps stay on the device as tensors and
/// come to the host a chunk at a time. There it looks for NaN and infinity.
pub struct Recorder<'a> {
    trace: Trace,
    waiting: Vec<Tensor<1>>,
    chunk: usize,
    watch: Box<dyn FnMut(&Step) + 'a>,
}

impl Default for Recorder<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Recorder<'a> {
    /// A recorder that fetches a hundred steps at a time.
    pub fn new() -> Self {
        Self::watched(100, |_| {})
    }

    /// A recorder that fetches `chunk` steps at a time and shows each to
    /// `watch` as it comes.
    pub fn watched(chunk: usize, watch: impl FnMut(&Step) + 'a) -> Self {
        Recorder {
            trace: Trace::default(),
            waiting: Vec::new(),
            chunk: chunk.max(1),
            watch: Box::new(watch),
        }
    }

    /// Records parameters, shape `[p]`, and their loss, shape `[1]`.
    ///
    /// # Errors
    /// A parameter or a loss that is NaN or infinite, with the update at which
    /// it became so; a device that fails.
    pub fn record(
        &mut self,
        params: &Tensor<1>,
        loss: &Tensor<1>,
    ) -> Result<()> {
        self.waiting.push(params.clone().inner());
        self.waiting.push(loss.clone().inner());
        if self.waiting.len() >= 2 * self.chunk {
            self.fetch()?;
        }
        Ok(())
    }

    /// The trace of all that was recorded.
    ///
    /// # Errors
    /// As [`record`](Self::record).
    pub fn finish(mut self) -> Result<Trace> {
        self.fetch()?;
        Ok(self.trace)
    }

    fn fetch(&mut self) -> Result<()> {
        let Some(params) = self.waiting.first() else {
            return Ok(());
        };
        let width = params.dims()[0] + 1;
        let waiting = std::mem::take(&mut self.waiting);
        for row in to_host(Tensor::cat(waiting, 0))?.chunks(width) {
            let step = Step {
                update: self.trace.steps.len(),
                params: row[..width - 1].to_vec(),
                loss: row[width - 1],
            };
            let found = step.params.iter().position(|v| !v.is_finite());
            if let Some(i) = found {
                let what = format!("parameter {i}");
                must_be_finite(step.update, &what, step.params[i])?;
            }
            must_be_finite(step.update, "the loss", step.loss)?;
            (self.watch)(&step);
            self.trace.steps.push(step);
        }
        Ok(())
    }
}

/// Passes a finite value, such as a loss after `update` updates.
///
/// ```
/// use descent::train::must_be_finite;
///
/// assert!(must_be_finite(3, "the loss", 0.5).is_ok());
/// assert!(must_be_finite(3, "the loss", f64::NAN).is_err());
/// ```
///
/// # Errors
/// A value that is NaN or infinite: the run diverged.
#[inline]
pub fn must_be_finite(update: usize, what: &str, value: f64) -> Result<()> {
    if value.is_finite() {
        return Ok(());
    }
    let what = what.into();
    Err(Error::Diverged {
        update,
        what,
        value,
    })
}

/// Gradient descent: `updates` times, move the parameters by −lr × gradient
/// (Cauchy, 1847).
///
/// `at` gives the loss and its gradient at parameters of shape `[p]`. The trace
/// has `updates` + 1 steps, the start and the end included.
///
/// # Errors
/// A run that diverges, with the update at which it did; a device that fails.
pub fn descend(
    start: Tensor<1>,
    lr: f64,
    updates: usize,
    mut recorder: Recorder,
    at: impl Fn(&Tensor<1>) -> LossAndGradient,
) -> Result<Trace> {
    let mut params = start;
    for _ in 0..updates {
        let LossAndGradient { loss, gradient } = at(&params);
        recorder.record(&params, &loss)?;
        params = params - gradient * lr;
    }
    recorder.record(&params, &at(&params).loss)?;
    recorder.finish()
}
