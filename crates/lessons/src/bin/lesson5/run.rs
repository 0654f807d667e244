//! One of the runs that the lesson compares.

use descent::{
    batch::Batches,
    data::Points,
    doctor,
    train::{Trace, as_far_as_it_went},
};
use program::{Result, Story, doctor::DoctorFlags, scene::Recording};
use serde_json::{Value, json};

/// A descent with batches of one size.
pub struct Run {
    /// The batches, not dealt yet.
    pub batches: Batches,
    /// The record, as far as the descent went.
    pub trace: Trace,
    /// The update at which it diverged.
    pub diverged: Option<usize>,
}

impl Run {
    /// A run as it ended. A batch may diverge where the full batch does not.
    pub fn new(
        batches: Batches,
        ended: descent::Result<Trace>,
    ) -> Result<Self> {
        let (trace, diverged) = as_far_as_it_went(ended)?;
        let diverged = diverged.map(|_| trace.steps.len());
        Ok(Run {
            batches,
            trace,
            diverged,
        })
    }

    /// Its name in the figures.
    pub fn name(&self) -> String {
        format!("batch size {}", self.batches.size())
    }

    /// Whether all points are in each batch.
    pub fn is_full_batch(&self) -> bool {
        self.batches.size() == self.batches.points()
    }

    /// The epochs that it took.
    fn epochs(&self) -> usize {
        self.trace.last().update / self.batches.per_epoch()
    }

    /// The loss over all points after each epoch, the start's first.
    pub fn losses_by_epoch(&self) -> Vec<f64> {
        let steps = self.trace.steps.iter().step_by(self.batches.per_epoch());
        steps.map(|step| step.loss).collect()
    }

    /// The lowest and highest loss of the last epoch.
    pub fn last_epoch(&self) -> (f64, f64) {
        let steps = self.trace.steps.iter().rev();
        let losses = steps.take(self.batches.per_epoch()).map(|s| s.loss);
        let lowest = losses.clone().fold(f64::NAN, f64::min);
        (lowest, losses.fold(0.0, f64::max))
    }

    /// The numbers for `--json`.
    pub fn results(&self, near: f64) -> Value {
        json!({
            "updates": self.trace.last().update,
            "epochs": self.epochs(),
            "losses_by_update": self.trace.losses(),
            "losses_by_epoch": self.losses_by_epoch(),
            "w": self.trace.last().params,
            "updates_to_within_10_percent": self.trace.updates_to(near),
            "diverged_at_update": self.diverged,
        })
    }

    /// What the doctor finds in it, if it is asked.
    pub fn diagnose(
        &self,
        story: &mut Story,
        asked: DoctorFlags,
        points: &Points,
        lr: f64,
    ) {
        let run = doctor::Run {
            batch: self.batches.size(),
            ..doctor::Run::of(&self.trace, lr)
        };
        story.diagnose_line(asked, &self.name(), points, run);
    }

    /// The run for the players of the book, with its batches as they came.
    pub fn recording(&self) -> Recording {
        let mut recording = Recording::new(self.name(), &self.trace, 40);
        if !self.is_full_batch() {
            let mut batches = self.batches.clone();
            let epochs = (0..self.epochs()).flat_map(|_| batches.epoch());
            recording.batches = epochs.collect();
        }
        recording
    }
}
