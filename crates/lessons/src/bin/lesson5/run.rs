//! One of the runs that the lesson compares.

use descent::{Error, batch::Batches, train::Trace};
use lessons::{Result, number};
use serde_json::{Value, json};

/// A descent with batches of one size.
pub struct Run {
    pub size: usize,
    /// All points.
    pub points: usize,
    /// The batches, not dealt yet.
    pub order: Batches,
    /// The record; empty if the descent diverged.
    pub trace: Trace,
    /// The update at which it diverged.
    pub diverged: Option<usize>,
}

impl Run {
    /// A run as it ended. A batch may diverge where the full batch does not.
    pub fn new(
        size: usize,
        points: usize,
        order: Batches,
        ended: std::result::Result<Trace, Error>,
    ) -> Result<Self> {
        let (trace, diverged) = match ended {
            Ok(trace) => (trace, None),
            Err(Error::Diverged { update, .. }) => {
                (Trace::default(), Some(update))
            }
            Err(other) => return Err(other.into()),
        };
        Ok(Run {
            size,
            points,
            order,
            trace,
            diverged,
        })
    }

    /// Its name in the figures.
    pub fn name(&self) -> String {
        format!("batch size {}", self.size)
    }

    /// The loss over all points after each epoch, the start's first.
    pub fn losses_by_epoch(&self) -> Vec<f64> {
        let steps = self.trace.steps.iter().step_by(self.order.per_epoch());
        steps.map(|step| step.loss).collect()
    }

    // ANCHOR: cost
    /// The cost of some updates, in gradients of single points.
    fn point_gradients(&self, updates: usize) -> usize {
        let per_epoch = self.order.per_epoch();
        updates / per_epoch * self.points + updates % per_epoch * self.size
    }
    // ANCHOR_END: cost

    /// The noise: the lowest and highest loss of the last epoch.
    fn last_epoch(&self) -> (f64, f64) {
        let steps = self.trace.steps.iter().rev().take(self.order.per_epoch());
        let losses = steps.map(|step| step.loss);
        (
            losses.clone().fold(f64::NAN, f64::min),
            losses.fold(0.0, f64::max),
        )
    }

    /// A row of the table.
    pub fn row(&self, near: f64, best: [f64; 2]) -> String {
        let size = format!("{:5}", self.size);
        if let Some(update) = self.diverged {
            return format!("{size}  diverged at update {update}");
        }
        let cost = match self.trace.updates_to(near) {
            Some(updates) => {
                let epochs = updates.div_ceil(self.order.per_epoch());
                let points = self.point_gradients(updates);
                format!("{epochs:6} {updates:8} {points:16}")
            }
            None => format!("{:>32}", "not within this run"),
        };
        let end = self.trace.last().params;
        let distance = number((end[0] - best[0]).hypot(end[1] - best[1]));
        let (low, high) = self.last_epoch();
        let (low, high) = (number(low), number(high));
        format!("{size} {cost} {distance:>9}  {low}–{high}")
    }

    /// The numbers for `--json`.
    pub fn results(&self, near: f64) -> Value {
        let updates = self.trace.last().update;
        json!({
            "updates": updates,
            "epochs": updates / self.order.per_epoch(),
            "losses_by_update": self.trace.losses(),
            "losses_by_epoch": self.losses_by_epoch(),
            "w": self.trace.last().params,
            "updates_to_within_10_percent": self.trace.updates_to(near),
            "diverged_at_update": self.diverged,
        })
    }
}
