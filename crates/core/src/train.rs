//! The descent and its record.

use burn::tensor::Tensor;

pub use crate::trace::{Step, Trace};
use crate::{Error, Result, device::to_host, gradient::LossAndGradient};

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

    /// Brings what waits to the host. Of a run that diverged, the error takes
    /// the record along.
    fn fetch(&mut self) -> Result<()> {
        self.bring().map_err(|error| match error {
            Error::Diverged {
                update,
                what,
                value,
                ..
            } => Error::Diverged {
                update,
                what,
                value,
                until: std::mem::take(&mut self.trace),
            },
            other => other,
        })
    }

    fn bring(&mut self) -> Result<()> {
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

/// A run as far as it went: its record, and the error of one that diverged.
///
/// ```
/// use descent::{Error, train::{Trace, as_far_as_it_went}};
///
/// let (trace, diverged) = as_far_as_it_went(Ok(Trace::default()))?;
/// assert!(trace.steps.is_empty() && diverged.is_none());
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
/// Any but a divergence after the start: without one step there is no record.
pub fn as_far_as_it_went(
    ended: Result<Trace>,
) -> Result<(Trace, Option<Error>)> {
    match ended {
        Ok(trace) => Ok((trace, None)),
        Err(mut error) => match &mut error {
            Error::Diverged { until, .. } if !until.steps.is_empty() => {
                Ok((std::mem::take(until), Some(error)))
            }
            _ => Err(error),
        },
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
        until: Trace::default(),
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
