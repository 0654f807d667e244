//! Exercise 135, write: a loop from nothing. One solution of many.

/// The inputs of an example, and its target.
pub type Row = (Vec<f64>, f64);

/// How to train.
#[derive(Clone, Copy)]
pub struct Settings {
    pub lr: f64,
    pub batch_size: usize,
    /// So many at most.
    pub epochs: usize,
    /// So many epochs in a row without a lower validation loss end the run.
    pub patience: usize,
    pub seed: u64,
}

/// Trains from the parameters `start`. `at(&params, &rows)` is the sum of the
/// losses of these rows, and its gradient: a number for each parameter.
///
/// Gives the parameters as they were after the epoch with the lowest loss on
/// the validation rows, and that loss after each epoch that was run.
pub fn train(
    start: &[f64],
    training: &[Row],
    validation: &[Row],
    at: impl Fn(&[f64], &[Row]) -> (f64, Vec<f64>),
    order: impl Fn(u64, usize) -> Vec<usize>,
    settings: Settings,
) -> (Vec<f64>, Vec<f64>) {
    let mut params = start.to_vec();
    let mut best = params.clone();
    let (mut lowest, mut since) = (f64::INFINITY, 0);
    let mut losses = Vec::new();
    for epoch in 1..=settings.epochs {
        let order = order(settings.seed, epoch);
        for batch in order.chunks(settings.batch_size) {
            let rows = batch.iter().map(|place| training[*place].clone());
            let rows: Vec<Row> = rows.collect();
            // The mean of this batch: the last one may have fewer rows.
            let (_, gradient) = at(&params, &rows);
            for i in 0..params.len() {
                params[i] -= settings.lr * gradient[i] / rows.len() as f64;
            }
        }
        // Looked at, and never learned from.
        let (sum, _) = at(&params, validation);
        let loss = sum / validation.len() as f64;
        losses.push(loss);
        since += 1;
        if loss < lowest {
            // A copy: params goes on changing, and best must not.
            (best, lowest, since) = (params.clone(), loss, 0);
        }
        if since == settings.patience {
            break;
        }
    }
    (best, losses)
}
