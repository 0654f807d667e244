//! One run of the comparison, and what the lesson tells of it.

use descent::{batch::Batches, train::Trace};
use lessons::scene;
use serde_json::{Value, json};

/// A descent with batches of one size.
pub struct Run {
    pub size: usize,
    /// All points that there are.
    pub points: usize,
    /// Updates in an epoch.
    pub per_epoch: usize,
    /// The batches, not dealt yet.
    pub order: Batches,
    pub trace: Trace,
}

impl Run {
    /// The loss over all points after each epoch, the start's first.
    pub fn losses_by_epoch(&self) -> Vec<f64> {
        let losses = self.trace.losses().into_iter();
        losses.step_by(self.per_epoch).collect()
    }

    /// The run for the players of the book, with the batches as they came.
    pub fn recording(&self) -> scene::Run {
        let mut run = scene::Run::new(self.name(), &self.trace, 40);
        if self.per_epoch > 1 {
            let epochs = self.trace.last().update / self.per_epoch;
            let mut order = self.order.clone();
            run.batches = (0..epochs).flat_map(|_| order.epoch()).collect();
        }
        run
    }

    /// Its name in the figures.
    pub fn name(&self) -> String {
        format!("batch size {}", self.size)
    }

    /// A row of the table: what it took to come `near`, and the distance of
    /// the end from the best parameters.
    pub fn row(&self, near: f64, best: [f64; 2]) -> String {
        let end = self.trace.last().params;
        let distance = (end[0] - best[0]).hypot(end[1] - best[1]);
        let cost = match self.trace.updates_to(near) {
            Some(updates) => {
                let epochs = updates.div_ceil(self.per_epoch);
                // A whole epoch holds every point once.
                let points = updates / self.per_epoch * self.points
                    + updates % self.per_epoch * self.size;
                format!("{epochs:7} {updates:8} {points:23}")
            }
            None => format!("{:>40}", "not within this run"),
        };
        format!("{:11} {cost} {distance:9.4}", self.size)
    }

    /// The numbers for `--json`.
    pub fn results(&self, near: f64) -> Value {
        let updates = self.trace.last().update;
        json!({
            "updates": updates,
            "epochs": updates / self.per_epoch,
            "losses_by_update": self.trace.losses(),
            "losses_by_epoch": self.losses_by_epoch(),
            "w": self.trace.last().params,
            "updates_to_within_10_percent": self.trace.updates_to(near),
        })
    }
}
