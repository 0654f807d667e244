//! A range test: the learning rate grows with every update, until the loss is
//! above that of the start (Smith, Cyclical Learning Rates, 2017).

use descent::{Result, device::value, gradient::LossAndGradient};

use crate::problem::Problem;

/// What a range test found.
pub struct RangeTest {
    /// The learning rate of each update.
    pub rates: Vec<f64>,
    /// The loss before that update.
    pub losses: Vec<f64>,
    /// Where the loss is lowest.
    pub lowest: usize,
    /// A tenth of the learning rate there.
    pub suggested: f64,
}

/// Descends the mean squared error with rates from `first` on.
///
/// # Errors
/// A device that fails while it computes.
pub fn range_test(problem: &Problem, first: f64) -> Result<RangeTest> {
    // ANCHOR: range_test
    let mut w = problem.start.clone();
    let (mut rates, mut losses) = (vec![first], Vec::new());
    loop {
        let lr = rates[losses.len()];
        let LossAndGradient { loss, gradient } = problem.mse(&w);
        let loss = value(loss)?;
        losses.push(loss);
        if loss > losses[0] || loss.is_nan() {
            break;
        }
        w = w - gradient * lr;
        rates.push(lr * 1.125);
    }
    // The last one ended the test: it is higher than the first, or NaN.
    let lowest = (0..losses.len() - 1)
        .min_by(|i, j| losses[*i].total_cmp(&losses[*j]))
        .unwrap_or(0);
    let suggested = rates[lowest] / 10.0;
    // ANCHOR_END: range_test
    Ok(RangeTest {
        rates,
        losses,
        lowest,
        suggested,
    })
}
