//! How good a classifier is on some rows.

use descent::{Result, doctor::Named};

use crate::{network::Network, problem::Problem, softmax};

/// What a model names rows of these classes, given by number.
///
/// # Errors
/// A device that fails.
pub fn judge(problem: &Problem, network: &Network, y: &[f64]) -> Result<Named> {
    let scores = problem.scores(network)?;
    let classes = scores.first().map_or(0, Vec::len);
    let mut confusion = vec![vec![0; classes]; classes];
    for (scores, class) in scores.iter().zip(y) {
        confusion[*class as usize][softmax::named(scores)] += 1;
    }
    Ok(Named {
        loss: problem.loss_at(network)?,
        confusion,
    })
}
