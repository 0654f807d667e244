//! Exercise 52, complete: an epoch of minibatches.
//!
//! Chapter: docs/src/lesson5.md
//! Check it: cargo run --bin tutor
//!
//! One update for each batch, with the gradient of the MSE over the points of
//! that batch alone.

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
    let mut w = start;
    for batch in batches {
        let rows = Tensor::<1, Int>::from_data(&batch[..], &x.device());
        // TODO: `select(0, rows)` takes these rows out of x, and out of y.
        let (x, y): (Tensor<2>, Tensor<1>) = todo!("the rows of the batch");
        let mse = |w: Tensor<1>| {
            let y_pred = x.clone().matmul(w.unsqueeze_dim(1)).squeeze_dim(1);
            loss::mse(y_pred, y.clone())
        };
        let gradient = gradient::by_autodiff(&w, mse).gradient;
        // TODO: the update.
        w = todo!("the next w");
    }
    w
}
