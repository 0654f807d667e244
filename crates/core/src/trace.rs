//! The record of a descent.

use serde::Serialize;

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

    /// The number of updates before each step, for an axis.
    pub fn updates(&self) -> Vec<f64> {
        self.steps.iter().map(|step| step.update as f64).collect()
    }

    /// One parameter all along the run.
    pub fn param(&self, index: usize) -> Vec<f64> {
        self.steps.iter().map(|step| step.params[index]).collect()
    }

    /// The first update after which the loss is at most `loss`.
    pub fn updates_to(&self, loss: f64) -> Option<usize> {
        self.steps.iter().position(|step| step.loss <= loss)
    }

    /// The start and at most `count` moments after it, evenly spaced, for the
    /// frames of an animation. The end is one of them.
    pub fn frames(&self, count: usize) -> Vec<&Step> {
        let updates = self.steps.len().saturating_sub(1);
        let stride = updates.div_ceil(count.max(1)).max(1);
        let mut frames: Vec<_> = self.steps.iter().step_by(stride).collect();
        if !updates.is_multiple_of(stride) {
            frames.extend(self.steps.last());
        }
        frames
    }
}
