//! When to stop: at a small gradient, or when patience ends.

use descent::{Result, device::value, gradient::LossAndGradient};

use crate::problem::Problem;

/// Most updates that a descent may take.
pub const MOST: usize = 10_000;

/// Where a descent stopped.
pub struct Flat {
    /// After how many updates.
    pub updates: usize,
    pub loss: f64,
    /// How long the gradient is there.
    pub size: f64,
    /// How much above the lowest loss it is at most: on a bowl,
    /// loss − lowest ≤ |gradient|² / (2 λmin).
    pub promised: f64,
}

/// Descends the mean squared error with the best learning rate, until its
/// gradient is not longer than `tolerance`, but for [`MOST`] updates.
///
/// # Errors
/// A device that fails while it computes.
pub fn small_gradient(problem: &Problem, tolerance: f64) -> Result<Flat> {
    // ANCHOR: gradient_size
    let lr = problem.curvature.best_lr();
    let (mut w, mut updates) = (problem.start.clone(), 0);
    let (loss, size) = loop {
        let LossAndGradient { loss, gradient } = problem.mse(&w);
        let size = value(gradient.clone().square().sum().sqrt())?;
        if size <= tolerance || updates == MOST {
            break (value(loss)?, size);
        }
        w = w - gradient * lr;
        updates += 1;
    };
    // ANCHOR_END: gradient_size
    let promised = size * size / (2.0 * problem.curvature.smallest());
    Ok(Flat {
        updates,
        loss,
        size,
        promised,
    })
}

/// Where patience ended a run.
pub struct Patience {
    /// The update of the lowest loss, whose parameters are kept.
    pub best: usize,
    /// The update at which the run stopped.
    pub stop: usize,
}

/// Watches the losses of a run, and stops after `patience` updates without a
/// new lowest one.
// ANCHOR: patience
pub fn patience(losses: &[f64], patience: usize) -> Patience {
    let (mut best, mut stop) = (0, 0);
    while stop + 1 < losses.len() && stop - best < patience {
        stop += 1;
        if losses[stop] < losses[best] {
            best = stop;
        }
    }
    Patience { best, stop }
}
// ANCHOR_END: patience
