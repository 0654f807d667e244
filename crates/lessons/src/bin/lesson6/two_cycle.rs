//! The descent of RMSE, which never settles: theory says between which losses
//! it goes to and fro.

use descent::{
    Result,
    train::{Recorder, Trace, descend},
};

use crate::problem::Problem;

/// A descent that ends in a two-cycle.
pub struct TwoCycle {
    /// All of it.
    pub trace: Trace,
    /// The last two losses, the higher first.
    pub losses: [f64; 2],
    /// What their sum must be.
    pub predicted_sum: f64,
}

/// Descends the root mean squared error.
///
/// # Errors
/// As [`descend`].
pub fn descend_rmse(
    problem: &Problem,
    lr: f64,
    updates: usize,
) -> Result<TwoCycle> {
    let (start, none) = (problem.start.clone(), Recorder::new());
    let trace = descend(start, lr, updates, none, |w| problem.rmse(w))?;
    let before_last = &trace.steps[updates.saturating_sub(1)];
    let (u, v) = (before_last.loss, trace.last().loss);
    // The Hessian of the MSE is 2 XᵀX/n; the law wants XᵀX/n.
    let predicted_sum = lr * problem.curvature.largest() / 2.0;
    Ok(TwoCycle {
        trace,
        losses: [u.max(v), u.min(v)],
        predicted_sum,
    })
}

/// The root mean squared errors of a descent of the mean squared error, just
/// below the largest stable learning rate.
///
/// # Errors
/// As [`descend`].
pub fn smooth(problem: &Problem, updates: usize) -> Result<Vec<f64>> {
    let lr = 0.99 * problem.curvature.largest_stable_lr();
    let trace = problem.descend(lr, updates, Recorder::new())?;
    Ok(trace.losses().iter().map(|mse| mse.sqrt()).collect())
}
