//! Exercise 52, complete: an epoch of minibatches. The solution.

use burn::tensor::{Int, Tensor};
use descent::{gradient, loss};

/// w after one update for each batch. x has shape [n, 2], y [n], w [2]; the
/// prediction is x @ w. A batch lists the rows that belong to it.
pub fn epoch(
    start: Tensor<1>,
    (x, y): (&Tensor<2>, &Tensor<1>),
    batches: &[Vec<i64>],
    lr: f64,
) -> Tensor<1> {
    let mut w = start.clone();
    for batch in batches {
        let rows = Tensor::<1, Int>::from_data(&batch[..], &x.device());
        // The same rows of both, or y would no longer belong to its x.
        let x = x.clone().select(0, rows.clone());
        let y = y.clone().select(0, rows);
        let mse = |w: Tensor<1>| {
            let y_pred = x.clone().matmul(w.unsqueeze_dim(1)).squeeze_dim(1);
            loss::mse(y_pred, y.clone())
        };
        // At the w that the batch before has left behind.
        let gradient = gradient::by_autodiff(&w, mse).gradient;
        w = w - gradient * lr;
    }
    w
}
