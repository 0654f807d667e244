//! One point: every operation of its loss, and back through them.

use burn::tensor::{Device, Tensor};
use descent::{Error, Result, data::tensor, device::value};

/// The squared error of the line a x + b at one point. For a, x, a x, b, ŷ, y,
/// the error and its square, in this order: the value, and the gradient of the
/// loss by it.
pub fn one_point(
    [a, b]: [f64; 2],
    [x, y]: [f64; 2],
    device: &Device,
) -> Result<Vec<[f64; 2]>> {
    // ANCHOR: graph
    let leaf = |v: f64| tensor(&[v], device).autodiff().require_grad();
    // burn keeps the gradients of leaves only. A zero leaf added to a node
    // leaves its value alone and receives its gradient.
    let node = |value: Tensor<1>| {
        let zero = leaf(0.0);
        (value + zero.clone(), zero)
    };
    let (a, x, b, y) = (leaf(a), leaf(x), leaf(b), leaf(y));
    let (ax, ax_zero) = node(a.clone() * x.clone());
    let (y_pred, y_pred_zero) = node(ax.clone() + b.clone());
    let (error, error_zero) = node(y_pred.clone() - y.clone());
    let (loss, loss_zero) = node(error.clone().square());
    let grads = loss.backward();
    // ANCHOR_END: graph
    let nodes = [
        (&a, &a),
        (&x, &x),
        (&ax, &ax_zero),
        (&b, &b),
        (&y_pred, &y_pred_zero),
        (&y, &y),
        (&error, &error_zero),
        (&loss, &loss_zero),
    ];
    let both = nodes.map(|(at, leaf)| {
        let gradient = leaf.grad(&grads).ok_or(Error::NoGradient)?;
        Ok([value(at.clone().inner())?, value(gradient)?])
    });
    both.into_iter().collect()
}
